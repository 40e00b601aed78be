"""Which settings an office may make, said at the field where it is wrong. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from partners.agreements.pipelines.shape import Gate, Pipeline, Stage
from partners.agreements.rules.consent import MATRIX
from partners.agreements.rules.office import (
    LONGEST_TERM,
    MOST_DAYS,
    MOST_POINTS,
    NO_TERM,
    What,
    gates_with_stages,
    is_number,
    levels_of,
    lock_of,
    place_key,
)
from partners.agreements.rules.sessions import Objection
from partners.agreements.vocabulary import Consent, Words
from partners.foundation.languages import in_each_language
from partners.foundation.words import _, _l, _n

#: By (what, key): the value that shall hold; None is as declared.
Wanted = Mapping[tuple[str, str], Any]
#: What fits under a step.
LONGEST_NAME = 20

BASIS_WANTED = _l("Write down the ordinance and its article that ask for this.")
NOT_OFFERED = _l("A signature is never off: a tie begins with it.")
#: By their basis the council has a say that the law itself does not give it.
RESTS_ON_ORDINANCE = frozenset({Consent.REQUIRED, Consent.REPORT_ONLY})

#: A name of a stage in one language, with the field where it was written.
Shown = tuple[str, str, str]


def objections_to_pipeline(declared: Pipeline, wanted: Wanted) -> Iterator[tuple[str, Words]]:
    """All that keeps these settings of a pipeline from being saved: the field and the sentence."""
    names = {key: value for (what, key), value in wanted.items() if what == What.STAGE_NAME and value}
    found = [objection_to_names(names, declared)]
    for stage, gate in gates_with_stages(declared):
        level = wanted.get((What.GATE_LEVEL, gate.code))
        found.append(objection_to_level(level, gate, stage, declared) if level else None)
    for stage in declared.stages:
        found.append(objection_to_term(f"term_{stage.code}", wanted.get((What.TERM_YEARS, stage.code))))
    found.append(objection_to_number("points", wanted.get((What.ENOUGH_POINTS, "")), 0, MOST_POINTS))
    yield from filter(None, found)


def objections_to_council(wanted: Wanted) -> Iterator[tuple[str, Words]]:
    """The same for the consent matrix and the days of submission.

    The council's consent to a foreign sister tie is the law's and no setting (지방자치법 제47조 ① 10).
    """
    for (scope, tie), rule in MATRIX.items():
        value = wanted.get((What.CONSENT, place_key(scope, tie)))
        if value is not None and rule.consent is Consent.REQUIRED:
            yield "reason", _l("The law asks for the council's consent here. It is no setting.")
        elif objection := objection_to_consent(f"basis_{scope.value}_{tie}", value):
            yield objection
    if objection := objection_to_number("submission_days", wanted.get((What.SUBMISSION_DAYS, "")), 0, MOST_DAYS):
        yield objection


def objection_to_names(names: Mapping[str, Mapping[str, str]], declared: Pipeline) -> Objection:
    """Why these names (by stage and language) cannot stand, or None: too long, or two stages of one name.

    Every language is looked at, whatever its writer reads: what is two names in one may be one in the other.
    """
    for code, name in names.items():
        for language, text in name.items():
            if len(text) > LONGEST_NAME:
                return _field(code, language), _l("At most 20 letters: the name stands under its step.")
        if name and not name.get("ko"):
            return _field(code, "ko"), _l("Write the Korean name.")
    seen: dict[tuple[str, str], tuple[Stage, str]] = {}
    for stage in declared.stages:
        for language, text, field in _shown(stage, names.get(stage.code) or {}):
            other, earlier = seen.setdefault((language, text.casefold()), (stage, field))
            if other is not stage:
                # Of a stage whose name was left as declared nobody wrote anything.
                at_fault = field if names.get(stage.code) else earlier
                return at_fault, _("Two stages would be called “%(name)s”.", name=text)
    return None


def objection_to_level(level: str, gate: Gate, stage: Stage, pipeline: Pipeline) -> Objection:
    if level in [one.value for one in levels_of(gate, stage, pipeline)]:
        return None
    law = lock_of(gate, stage, pipeline)
    locked = _("This gate is locked: %(law)s", law=law) if law else NOT_OFFERED
    return f"level_{gate.code}", locked


def objection_to_term(field: str, value: Any) -> Objection:
    """Years, or that none are set; None takes the change back."""
    return None if value == NO_TERM else objection_to_number(field, value, 1, LONGEST_TERM)


def years_in_words(term: Any) -> str:
    """A term as people say it: 3 years, or no set term."""
    return str(_("No set term") if term == NO_TERM else _n("%(num)s year", "%(num)s years", term))


def objection_to_number(field: str, value: Any, least: int, most: int) -> Objection:
    """A whole number within its bounds; None takes the change back."""
    if value is None or is_number(value, least, most):
        return None
    return field, _l("Write a number from %(least)s to %(most)s.", least=least, most=most)


def objection_to_consent(field: str, value: Mapping[str, str] | None) -> Objection:
    """The council's consent or a report to it is asked for by an ordinance, which is named."""
    if value is None or value["consent"] not in RESTS_ON_ORDINANCE or value.get("basis"):
        return None
    return field, BASIS_WANTED


def _shown(stage: Stage, name: Mapping[str, str]) -> Iterator[Shown]:
    """What a stage is called, in each language, at full length and under its step."""
    for language in ("ko", "en"):
        if name:
            text = name.get(language) or name["ko"]
            yield language, text, _field(stage.code, language if name.get(language) else "ko")
        else:
            for text in {in_each_language(words)[language] for words in (stage.label, stage.short)}:
                yield language, text, _field(stage.code, language)


def _field(code: str, language: str) -> str:
    return f"name_{code}" if language == "ko" else f"english_{code}"
