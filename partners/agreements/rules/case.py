"""What the rules know of a case. Actions and queries draw it from the records; rules only read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partners.agreements.pipelines.shape import Asks, Gate, Pipeline, Stage
from partners.agreements.vocabulary import PASSED, Outcome


@dataclass(frozen=True)
class Fact:
    """What was written down for one gate."""

    given_on: date | None = None
    ceremony_on: date | None = None
    text: str | None = None
    document_title: str | None = None
    document_no: str | None = None
    interaction_id: int | None = None

    def answer(self, what: Asks) -> object:
        """What was written for one of the things that a gate asks for; None when nothing was."""
        return getattr(self, what.value) or None


NOTHING = Fact()


@dataclass(frozen=True)
class Decision:
    """What the council did with a motion of this case."""

    session_no: int
    session_kind: str
    outcome: Outcome
    resolved_on: date | None = None

    @property
    def passed(self) -> bool:
        return self.outcome in PASSED and self.resolved_on is not None


@dataclass(frozen=True)
class Case:
    """An agreement as the rules see it."""

    pipeline: Pipeline
    stage: Stage
    partner_known: bool = True
    #: ISO code of the partner's country, as it stands now; None when it is unknown.
    country: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    #: In the order in which they were taken.
    decisions: tuple[Decision, ...] = ()
    #: Interactions with the partner or its institutions since the present stage began.
    exchanges: int = 0

    def fact(self, gate: Gate) -> Fact:
        return self.facts.get(gate.code, NOTHING)

    @property
    def last_decision(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    def signed_on(self, tie: str) -> date | None:
        """The day written down for the signature of this type of tie."""
        signature = self.pipeline.signature_of(tie)
        return self.fact(signature).given_on if signature else None
