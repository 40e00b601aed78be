"""What an office changed in the declared pipelines, laid over them. Pure.

A setting says what holds from now on. Names are an office's own words; levels of gates say how strictly it
takes a condition; terms and the consent matrix follow its ordinances. What the law asks stays: nobody can
switch off the council's consent to a foreign sister tie (지방자치법 제47조 ① 10).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Gate, Level, Pipeline, Proof, Stage
from partners.agreements.rules.case import ConsentRule
from partners.agreements.rules.consent import MATRIX
from partners.agreements.vocabulary import Consent, Scope
from partners.foundation.languages import own_words

#: A partner there must be; and registration, legal basis and roster are the law's (의료해외진출법, 개인정보 보호법).
LOCKED = frozenset({Proof.PARTNER_KNOWN, Proof.REGISTERED, Proof.CONSENTED, Proof.ROSTER})
#: Days between the last day on which a motion may be handed in and the opening of its session.
SUBMISSION_DAYS = 10


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
    """The declarations with the settings over them, in the order in which they were made."""
    latest = {(one.pipeline, one.what, one.key): one.value for one in settings}
    standing = {key: value for key, value in latest.items() if value is not None}
    if not standing:
        return AS_DECLARED
    pipelines = {code: _laid_over(declared, standing) for code, declared in PIPELINES.items()}
    days = standing.get(("", What.SUBMISSION_DAYS, ""), SUBMISSION_DAYS)
    return Office(pipelines, _matrix(standing), int(days))


def is_locked(gate: Gate, stage: Stage, pipeline: Pipeline) -> bool:
    """The gates whose level no office may change: what the law asks, and what nothing works without."""
    by_law = pipeline.scope is Scope.FOREIGN and "sister" in (gate.consents_to, gate.signs)
    return by_law or gate.proof in LOCKED


def _laid_over(declared: Pipeline, standing: Mapping[tuple[str, str, str], Any]) -> Pipeline:
    own = {key[1:]: value for key, value in standing.items() if key[0] == declared.code}
    if not own:
        return declared
    stages = tuple(_stage(stage, declared, own) for stage in declared.stages)
    return replace(declared, stages=stages, pass_mark=own.get((What.ENOUGH_POINTS, ""), declared.pass_mark))


def _stage(stage: Stage, pipeline: Pipeline, own: Mapping[tuple[str, str], Any]) -> Stage:
    name = own.get((What.STAGE_NAME, stage.code))
    return replace(
        stage,
        label=own_words(name) if name else stage.label,
        short=own_words(name) if name else stage.short,
        term_years=own.get((What.TERM_YEARS, stage.code), stage.term_years),
        to_enter=tuple(_gate(gate, stage, pipeline, own) for gate in stage.to_enter),
        to_leave=tuple(_gate(gate, stage, pipeline, own) for gate in stage.to_leave),
    )


def _gate(gate: Gate, stage: Stage, pipeline: Pipeline, own: Mapping[tuple[str, str], Any]) -> Gate:
    level = own.get((What.GATE_LEVEL, gate.code))
    if level is None or is_locked(gate, stage, pipeline):
        return gate
    return replace(gate, level=Level(level))


def _matrix(standing: Mapping[tuple[str, str, str], Any]) -> Mapping[tuple[Scope, str], ConsentRule]:
    changed = {
        place: ConsentRule(Consent(value["consent"]), value.get("basis") or MATRIX[place].basis)
        for place in MATRIX
        if (value := standing.get(("", What.CONSENT, f"{place[0].value}:{place[1]}"))) is not None
        and MATRIX[place].consent is not Consent.REQUIRED
    }
    return {**MATRIX, **changed}
