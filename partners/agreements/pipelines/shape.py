"""The shape of a pipeline: stages in order, and the gates between them.

Nothing here decides anything. A declaration says what must hold; `agreements/rules` says whether
it does. A declaration that contradicts itself fails when it is imported.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
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


class Asks(StrEnum):
    """What a gate may ask for: the names of the columns in which a gate's facts are kept."""

    DAY = "given_on"
    #: 협정식: often on another day than the signature.
    CEREMONY = "ceremony_on"
    TEXT = "text"
    DOCUMENT = "document_title"
    DOCUMENT_NO = "document_no"
    INTERACTION = "interaction_id"


#: A gate's day bears the gate's own name in a form; the others add a word to it.
FIELD_ENDINGS = {
    Asks.DAY: "",
    Asks.CEREMONY: "_ceremony",
    Asks.TEXT: "_text",
    Asks.DOCUMENT: "_document",
    Asks.DOCUMENT_NO: "_document_no",
    Asks.INTERACTION: "_interaction",
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
    documents: tuple[Words, ...] = ()
    may_return_to: tuple[str, ...] = ()
    may_end_as: tuple[Ending, ...] = ()
    #: The type of tie that begins when a case arrives here.
    makes: str | None = None
    #: The case has reached its goal when it arrives here.
    completes: bool = False
    #: The council decides here. The stage to which an outcome sends the case back; others leave it.
    sent_back: Mapping[Outcome, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def hears_council(self) -> bool:
        return bool(self.sent_back)


@dataclass(frozen=True, eq=False)
class Pipeline:
    """The way from a first idea to a signed tie, for one kind of partner."""

    code: str
    label: Words
    kind: str
    stages: tuple[Stage, ...]
    #: Where its partners lie; None when that makes no difference.
    scope: Scope | None = None
    #: A case may begin before anybody knows with whom.
    partner_may_be_unknown: bool = False

    def __post_init__(self) -> None:
        if len(set(self.codes)) != len(self.codes):
            raise ValueError(f"{self.code}: a stage is declared twice.")
        for stage in self.stages:
            earlier = self.codes[: self.position(stage)]
            for back in (*stage.may_return_to, *stage.sent_back.values()):
                if back not in earlier:
                    raise ValueError(f"{self.code}: {stage.code} cannot go back to {back}.")

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(stage.code for stage in self.stages)

    @property
    def first(self) -> Stage:
        return self.stages[0]

    @property
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
        """The next stage, or None at the end."""
        position = self.position(stage) + 1
        return self.stages[position] if position < len(self.stages) else None

    def signature_of(self, tie: str) -> Gate | None:
        """The gate that proves the signature of this type of tie."""
        return next((gate for gate in self.gates.values() if gate.signs == tie), None)
