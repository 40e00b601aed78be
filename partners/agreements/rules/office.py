"""What an office changed in the declared pipelines, laid over them. Pure.

A setting says what holds from now on. Names are an office's own words; levels of gates say how strictly it
takes a condition; terms and the consent matrix follow its ordinances. What the law asks stays: nobody can
switch off the council's consent to a foreign sister tie (지방자치법 제47조 ① 10).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Asks, Gate, Level, Pipeline, Proof, Stage
from partners.agreements.rules.case import ConsentRule
from partners.agreements.rules.consent import MATRIX
from partners.agreements.vocabulary import Consent, Scope, Words
from partners.foundation.languages import own_words
from partners.foundation.words import _l

PERSONS_ACT = _l("Personal Information Protection Act, article 15")
#: The proofs whose gates no office may loosen, and what locks them.
LOCKED: Mapping[Proof, Words] = {
    Proof.PARTNER_KNOWN: _l("Nothing can be signed with nobody."),
    Proof.REGISTERED: _l("Act on foreign patients, article 6"),
    Proof.CONSENTED: PERSONS_ACT,
    Proof.ROSTER: PERSONS_ACT,
}
#: Days between the last day on which a motion may be handed in and the opening of its session.
SUBMISSION_DAYS = 10
#: The stored term of a stage where this office sets none: what begins there has no last day of its own.
NO_TERM = "none"
LONGEST_TERM, MOST_POINTS, MOST_DAYS = 20, 100, 90


class What(StrEnum):
    """What an office may change."""

    STAGE_NAME = "stage_name"
    GATE_LEVEL = "gate_level"
    TERM_YEARS = "term_years"
    ENOUGH_POINTS = "enough_points"
    CONSENT = "consent"
    SUBMISSION_DAYS = "submission_days"


@dataclass(frozen=True)
class Setting:
    """One change: the latest of a key counts, and a value of None takes it back."""

    pipeline: str
    what: str
    key: str
    value: Any


@dataclass(frozen=True)
class Office:
    """The pipelines and the consent matrix as they hold in this office."""

    pipelines: Mapping[str, Pipeline] = field(default_factory=lambda: MappingProxyType(PIPELINES))
    matrix: Mapping[tuple[Scope, str], ConsentRule] = field(default_factory=lambda: MATRIX)
    submission_days: int = SUBMISSION_DAYS

    def for_kind(self, kind: str, member_kind: str = "") -> list[Pipeline]:
        """The pipelines that a partner of this kind may go; of a group also by the kind of its members."""
        return [
            pipeline
            for pipeline in self.pipelines.values()
            if kind in pipeline.kinds and pipeline.member_kind in (None, member_kind)
        ]


AS_DECLARED = Office()


def office_of(settings: Iterable[Setting]) -> Office:
    """The declarations with the settings over them, in the order in which they were made.

    What is stored and not understood (by hand, or by a later version) changes nothing.
    """
    latest = {(one.pipeline, one.what, one.key): one for one in settings if is_understood(one)}
    standing = {place: one.value for place, one in latest.items() if one.value is not None}
    if not standing:
        return AS_DECLARED
    pipelines = {code: _laid_over(declared, standing) for code, declared in PIPELINES.items()}
    days = standing.get(("", What.SUBMISSION_DAYS, ""), SUBMISSION_DAYS)
    return Office(pipelines, _matrix(standing), days)


def is_understood(setting: Setting) -> bool:
    """Whether a stored setting says something that an office may say of what is declared; None always does."""
    if setting.value is None:
        return True
    if setting.what in FOR_ALL:
        return setting.pipeline == "" and FOR_ALL[setting.what](setting.key, setting.value)
    declared = PIPELINES.get(setting.pipeline)
    return (
        declared is not None and setting.what in OF_ONE and OF_ONE[setting.what](declared, setting.key, setting.value)
    )


def lock_of(gate: Gate, stage: Stage, pipeline: Pipeline) -> Words | None:
    """What keeps every office from loosening a gate: the law, or that nothing works without; None when it is free."""
    if pipeline.scope is Scope.FOREIGN and "sister" in (gate.consents_to, gate.signs):
        return MATRIX[Scope.FOREIGN, "sister"].basis
    return LOCKED.get(gate.proof)


def levels_of(gate: Gate, stage: Stage, pipeline: Pipeline) -> tuple[Level, ...]:
    """The levels that an office may give a gate. A signature may warn, but is never off: a tie begins there."""
    if lock_of(gate, stage, pipeline) is not None:
        return (gate.level,)
    return (Level.REQUIRED, Level.WARN) if gate.signs else (Level.REQUIRED, Level.WARN, Level.OFF)


def gates_with_stages(pipeline: Pipeline) -> list[tuple[Stage, Gate]]:
    """Each gate of a pipeline once, with the first stage where a case meets it."""
    met: dict[str, tuple[Stage, Gate]] = {}
    for stage in pipeline.stages:
        for gate in (*stage.to_enter, *stage.to_leave):
            met.setdefault(gate.code, (stage, gate))
    return list(met.values())


def is_number(value: Any, least: int, most: int) -> bool:
    """A whole number within its bounds; True and False are none."""
    return type(value) is int and least <= value <= most


def _is_name(declared: Pipeline, key: str, value: Any) -> bool:
    known = declared.find_stage(key) is not None and isinstance(value, dict)
    return known and bool(value.get("ko")) and all(isinstance(name, str) for name in value.values())


def _is_level(declared: Pipeline, key: str, value: Any) -> bool:
    found = next(((stage, gate) for stage, gate in gates_with_stages(declared) if gate.code == key), None)
    return found is not None and value in list(levels_of(found[1], found[0], declared))


def _is_term(declared: Pipeline, key: str, value: Any) -> bool:
    stage = declared.find_stage(key)
    if stage is None or stage.term_years is None:
        return False
    return value == NO_TERM or is_number(value, 1, LONGEST_TERM)


def _is_consent(key: str, value: Any) -> bool:
    places = {place_key(scope, tie): rule for (scope, tie), rule in MATRIX.items()}
    if key not in places or places[key].consent is Consent.REQUIRED or not isinstance(value, dict):
        return False
    return value.get("consent") in list(Consent) and isinstance(value.get("basis", ""), str)


def place_key(scope: Scope, tie: str) -> str:
    """How a row of the consent matrix is called in the settings: foreign:friendship."""
    return f"{scope.value}:{tie}"


#: What may be stored of each thing: whether a key and a value mean something.
FOR_ALL: Mapping[str, Callable[[str, Any], bool]] = {
    What.CONSENT: _is_consent,
    What.SUBMISSION_DAYS: lambda _key, value: is_number(value, 0, MOST_DAYS),
}
OF_ONE: Mapping[str, Callable[[Pipeline, str, Any], bool]] = {
    What.STAGE_NAME: _is_name,
    What.GATE_LEVEL: _is_level,
    What.TERM_YEARS: _is_term,
    What.ENOUGH_POINTS: lambda _declared, _key, value: is_number(value, 0, MOST_POINTS),
}


def _laid_over(declared: Pipeline, standing: Mapping[tuple[str, str, str], Any]) -> Pipeline:
    own = {key[1:]: value for key, value in standing.items() if key[0] == declared.code}
    if not own:
        return declared
    stages = tuple(_stage(stage, own) for stage in declared.stages)
    return replace(declared, stages=stages, pass_mark=own.get((What.ENOUGH_POINTS, ""), declared.pass_mark))


def _stage(stage: Stage, own: Mapping[tuple[str, str], Any]) -> Stage:
    name = own.get((What.STAGE_NAME, stage.code))
    years = own.get((What.TERM_YEARS, stage.code), stage.term_years)
    is_open = years == NO_TERM
    return replace(
        stage,
        label=own_words(name) if name else stage.label,
        short=own_words(name) if name else stage.short,
        term_years=None if is_open else years,
        to_enter=tuple(_gate(gate, own, is_open) for gate in stage.to_enter),
        to_leave=tuple(_gate(gate, own, is_open) for gate in stage.to_leave),
    )


def _gate(gate: Gate, own: Mapping[tuple[str, str], Any], is_open: bool) -> Gate:
    level = own.get((What.GATE_LEVEL, gate.code))
    if level is not None:
        gate = replace(gate, level=Level(level))
    return _without_last_day(gate) if is_open and gate.signs else gate


def _without_last_day(gate: Gate) -> Gate:
    """The same gate where no term is set: its last day may be written, and is not asked for."""
    asks = (replace(ask, missing=None) if ask.what is Asks.UNTIL else ask for ask in gate.asks)
    return replace(gate, asks=tuple(asks))


def _matrix(standing: Mapping[tuple[str, str, str], Any]) -> Mapping[tuple[Scope, str], ConsentRule]:
    changed = {
        (scope, tie): ConsentRule(Consent(value["consent"]), value.get("basis") or MATRIX[scope, tie].basis)
        for scope, tie in MATRIX
        if (value := standing.get(("", What.CONSENT, place_key(scope, tie)))) is not None
    }
    return {**MATRIX, **changed}
