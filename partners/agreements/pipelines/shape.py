"""The shape of a pipeline: stages in order, and the gates between them.

Nothing here decides anything. A declaration says what must hold; `agreements/rules` says whether
it does. A declaration that contradicts itself fails when it is imported. What an office changed in
it (names, levels of gates, terms) is laid over it by `rules/office.py`; the declaration stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from partners.agreements.vocabulary import Ending, Outcome, Scope, Words


class Proof(StrEnum):
    """How a gate is shown to be met. Each kind has its check in `rules/gates.py`."""

    #: What the gate asks for is written down.
    WRITTEN = "written"
    #: An interaction with the partner was recorded since the stage began; looked up, never typed.
    EXCHANGED = "exchanged"
    #: The council passed a motion of this very case.
    RESOLVED = "resolved"
    #: The case has a partner.
    PARTNER_KNOWN = "partner_known"
    #: The application came in while the round received applications.
    RECEIVED = "received"
    #: The papers that the gate names are on file; looked up among the papers of the case.
    ON_FILE = "on_file"
    #: What is asked is written, and all scores of the case together reach the pass mark.
    SCORED = "scored"
    #: The state's registration (외국인환자 유치등록) is valid on the day of the appointment.
    REGISTERED = "registered"
    #: What is asked is written, and the committee named there had been formed by that day.
    COMMITTEE_FORMED = "committee_formed"
    #: The cohort has members, and every one of them has a legal basis on record.
    ROSTER = "roster"
    #: The person's data is held on a legal basis that is on record.
    CONSENTED = "consented"


class Level(StrEnum):
    """How strictly an office takes a gate."""

    REQUIRED = "required"
    #: It says what lacks and lets pass; what lacked is written into the history.
    WARN = "warn"
    OFF = "off"


class Asks(StrEnum):
    """What a gate may ask for: the names of the columns in which a gate's facts are kept."""

    DAY = "given_on"
    #: 협정식: often on another day than the signature.
    CEREMONY = "ceremony_on"
    TEXT = "text"
    DOCUMENT = "document_title"
    DOCUMENT_NO = "document_no"
    INTERACTION = "interaction_id"
    #: Points given in a review.
    SCORE = "score"
    #: The last day of what begins here: of a term, a registration, a zone.
    UNTIL = "until"
    #: The committee that decided: an institution of the directory.
    BODY = "body_id"


#: A gate's day bears the gate's own name in a form; the others add a word to it.
FIELD_ENDINGS = {
    Asks.DAY: "",
    Asks.CEREMONY: "_ceremony",
    Asks.TEXT: "_text",
    Asks.DOCUMENT: "_document",
    Asks.DOCUMENT_NO: "_document_no",
    Asks.INTERACTION: "_interaction",
    Asks.SCORE: "_score",
    Asks.UNTIL: "_until",
    Asks.BODY: "_body",
}


@dataclass(frozen=True, eq=False)
class Ask:
    """One thing that a gate asks for. Without a `missing` sentence it may stay empty."""

    what: Asks
    label: Words
    missing: Words | None = None

    @property
    def required(self) -> bool:
        return self.missing is not None


@dataclass(frozen=True, eq=False)
class Paper:
    """A document that a stage produces, such as 방침서. Its code is what records name it by."""

    code: str
    label: Words
    #: The type under which it goes on file at the partner (`directory.rules.documents`).
    files_as: str = "other"


@dataclass(frozen=True, eq=False)
class Gate:
    """A condition between two stages."""

    code: str
    label: Words
    proof: Proof = Proof.WRITTEN
    asks: tuple[Ask, ...] = ()
    #: What is said while a looked-up condition does not hold; written ones say it at each ask.
    missing: Words | None = None
    #: The law or the source that wants this gate.
    basis: Words | None = None
    #: False: no manager may pass it, whatever the reason.
    overridable: bool = True
    #: The tie whose signature this gate proves.
    signs: str | None = None
    #: The tie to which the council consents here.
    consents_to: str | None = None
    #: The type under which the document named here goes on file.
    files_as: str | None = None
    #: The papers that must be on file, by code.
    papers: tuple[str, ...] = ()
    #: Partners of these kinds meet it; empty: all do.
    kinds: tuple[str, ...] = ()
    level: Level = Level.REQUIRED

    def field(self, ask: Ask) -> str:
        """The name of the form field for one thing that this gate asks for."""
        return self.code + FIELD_ENDINGS[ask.what]


@dataclass(frozen=True, eq=False)
class Stage:
    """A station of a pipeline."""

    code: str
    label: Words
    #: For the step indicator, where seven of them share a line.
    short: Words
    to_enter: tuple[Gate, ...] = ()
    to_leave: tuple[Gate, ...] = ()
    papers: tuple[Paper, ...] = ()
    may_return_to: tuple[str, ...] = ()
    may_end_as: tuple[Ending, ...] = ()
    #: The type of tie that begins when a case arrives here.
    makes: str | None = None
    #: The type of tie that rests here when no case is under way with its partner.
    rests: str | None = None
    #: The type of tie whose term begins anew when a case leaves this stage.
    renews: str | None = None
    #: After this stage the case goes on at this earlier one, and its round begins again.
    goes_on_at: str | None = None
    #: The type of tie that is over when a case arrives here.
    ends: str | None = None
    #: How many years the tie stands that begins or is renewed here; None: without end.
    term_years: int | None = None
    #: A case may pass it by: 협약(선택).
    optional: bool = False
    #: The case has reached its goal when it arrives here, and is closed. What becomes of its tie afterwards, dormant,
    #: suspended, resumed or terminated, is said on the tie itself: such a stage has no endings.
    completes: bool = False
    #: The council decides here. The stage to which an outcome sends the case back; others leave it.
    sent_back: Mapping[Outcome, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def signature(self) -> Gate | None:
        """The gate that proves the signature, appointment or renewal that belongs to this stage."""
        return next((gate for gate in (*self.to_enter, *self.to_leave) if gate.signs), None)

    @property
    def hears_council(self) -> bool:
        return bool(self.sent_back)


@dataclass(frozen=True, eq=False)
class Pipeline:
    """The way from a first idea to a signed tie, for one kind of partner."""

    code: str
    label: Words
    #: The kinds of partner that go through it; the first one gives it its colour and icon.
    kinds: tuple[str, ...]
    stages: tuple[Stage, ...]
    #: Code of the team whose work it is.
    team: str | None = None
    #: Where its partners lie; None when that makes no difference.
    scope: Scope | None = None
    #: A case may begin before anybody knows with whom.
    partner_may_be_unknown: bool = False
    #: The kind of those whom its partner, a group, stands for: a cohort of supporters.
    member_kind: str | None = None
    #: Applications come in rounds with a period of reception (모집공고).
    in_rounds: bool = False
    #: Points that all reviews together must reach.
    pass_mark: int | None = None

    def __post_init__(self) -> None:
        if len(set(self.codes)) != len(self.codes):
            raise ValueError(f"{self.code}: a stage is declared twice.")
        for stage in self.stages:
            if stage.completes and stage.may_end_as:
                raise ValueError(f"{self.code}: a case at {stage.code} is closed and cannot end.")
            earlier = self.codes[: self.position(stage)]
            for back in (*stage.may_return_to, *stage.sent_back.values(), *filter(None, [stage.goes_on_at])):
                if back not in earlier:
                    raise ValueError(f"{self.code}: {stage.code} cannot go back to {back}.")

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(stage.code for stage in self.stages)

    @property
    def first(self) -> Stage:
        return self.stages[0]

    @property
    def kind(self) -> str:
        """The kind whose colour and icon it bears."""
        return self.kinds[0]

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """Every paper of the pipeline by its code, in the order in which they are made."""
        return {paper.code: paper for stage in self.stages for paper in stage.papers}

    @cached_property
    def gates(self) -> dict[str, Gate]:
        """Every gate of the pipeline by its code, in the order in which they are met."""
        return {gate.code: gate for stage in self.stages for gate in (*stage.to_enter, *stage.to_leave)}

    def find_stage(self, code: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.code == code), None)

    def stage(self, code: str) -> Stage:
        """The stage of this code. Raises KeyError when the pipeline has none."""
        stage = self.find_stage(code)
        if stage is None:
            raise KeyError(f"{self.code} has no stage {code}.")
        return stage

    def position(self, stage: Stage) -> int:
        """Counted from 0."""
        return self.codes.index(stage.code)

    def after(self, stage: Stage) -> Stage | None:
        """The next stage, or None at the end. Where a round begins again, that is an earlier one."""
        if stage.goes_on_at is not None:
            return self.stage(stage.goes_on_at)
        position = self.position(stage) + 1
        return self.stages[position] if position < len(self.stages) else None

    def path(self, here: Stage, there: Stage) -> tuple[Stage, ...]:
        """The stages through which a case goes on, both ends included; optional ones between are passed by."""
        if there.code == here.goes_on_at:
            return here, there
        between = self.stages[self.position(here) + 1 : self.position(there)]
        return here, *(stage for stage in between if not stage.optional), there

    @property
    def goal(self) -> str | None:
        """The tie with which its case ends or begins anew: where that stands there is nothing to start."""
        return self.stages[-1].makes or self.stages[-1].renews

    def papers_proved_by(self, gate: Gate) -> tuple[Paper, ...]:
        """The paper of a stage that is the very document named at its signature: the only one of its type there."""
        for stage in self.stages:
            if gate.signs and gate is stage.signature:
                same = tuple(paper for paper in stage.papers if paper.files_as == gate.files_as)
                return same if len(same) == 1 else ()
        return ()

    def signature_of(self, tie: str) -> Gate | None:
        """The gate that proves the signature of this type of tie, where the tie begins."""
        return next((stage.signature for stage in self.stages if stage.makes == tie), None)
