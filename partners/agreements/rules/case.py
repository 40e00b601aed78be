"""What the rules know of a case. Actions and queries draw it from the records; rules only read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partners.agreements.pipelines.shape import Asks, Gate, Pipeline, Stage
from partners.agreements.vocabulary import PASSED, Consent, Outcome, Scope, Words


@dataclass(frozen=True)
class Fact:
    """What was written down for one gate."""

    given_on: date | None = None
    ceremony_on: date | None = None
    text: str | None = None
    document_title: str | None = None
    document_no: str | None = None
    interaction_id: int | None = None
    score: int | None = None
    until: date | None = None
    body_id: int | None = None

    def answer(self, what: Asks) -> object:
        """What was written for one of the things that a gate asks for; None when nothing was. No points are points."""
        written = getattr(self, what.value)
        return None if written == "" else written


NOTHING = Fact()


@dataclass(frozen=True)
class ConsentRule:
    """One row of the consent matrix: what the council has to do, and by what law."""

    consent: Consent
    basis: Words


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
class Reception:
    """The period in which a round receives applications; both days included."""

    title: str
    opens_on: date
    closes_on: date
    pass_mark: int | None = None


@dataclass(frozen=True)
class Registration:
    """What is on record of a partner's registration with the state for foreign patients."""

    number: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Roster:
    """The members of a cohort, and how many of them have no legal basis on record."""

    members: int = 0
    without_basis: int = 0


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
    #: What the council has to do with which tie, in this office.
    matrix: Mapping[tuple[Scope, str], ConsentRule] = field(default_factory=dict)
    #: Kind of its partner; None while nobody is chosen.
    kind: str | None = None
    #: Codes of the papers that are on file.
    papers: frozenset[str] = frozenset()
    #: The round in which it applied.
    reception: Reception | None = None
    #: Of a hospital; None for partners that have no registration of their own.
    registration: Registration | None = None
    #: Of a cohort.
    roster: Roster | None = None
    #: Of a natural person: the data is held on a legal basis, and the day until which it may be kept is known.
    has_basis: bool = False
    #: Since when the committees named in its facts exist, by their ids; None where that is unknown.
    committees: Mapping[int, date | None] = field(default_factory=dict)
    #: The business day.
    today: date | None = None

    def fact(self, gate: Gate) -> Fact:
        return self.facts.get(gate.code, NOTHING)

    @property
    def last_decision(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def points(self) -> int:
        """All points that its reviews gave it."""
        return sum(self.fact(gate).score or 0 for gate in self.pipeline.gates.values())

    @property
    def pass_mark(self) -> int | None:
        """The points that it needs: as its round says, or its pipeline."""
        own = self.reception.pass_mark if self.reception else None
        return self.pipeline.pass_mark if own is None else own

    def signed_on(self, tie: str) -> date | None:
        """The day written down for the signature of this type of tie."""
        signature = self.pipeline.signature_of(tie)
        return self.fact(signature).given_on if signature else None
