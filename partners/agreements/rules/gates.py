"""Gates: what still lacks on the way to a stage, in words and with the field to fill."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from partners.agreements.pipelines.shape import Ask, Asks, Gate, Pipeline, Proof, Stage
from partners.agreements.rules import consent
from partners.agreements.rules.case import Case
from partners.agreements.vocabulary import Consent, Words


@dataclass(frozen=True, eq=False)
class Standing:
    """A gate and the stage where a case meets it."""

    stage: Stage
    gate: Gate


@dataclass(frozen=True, eq=False)
class Missing:
    """One thing that keeps a gate shut."""

    stage: Stage
    gate: Gate
    sentence: Words
    #: The form field to fill; empty when nothing can be typed, such as a resolution.
    field: str = ""
    overridable: bool = True

    @property
    def label(self) -> Words:
        """What lacks, in a word or two: the one thing that the gate asks for, or else the gate."""
        wanted = [ask.label for ask in self.gate.asks if ask.required]
        by_field = {self.gate.field(ask): ask.label for ask in self.gate.asks}
        return by_field.get(self.field, self.gate.label) if len(wanted) > 1 else self.gate.label


def on_the_way(pipeline: Pipeline, here: Stage, there: Stage) -> list[Standing]:
    """Each gate between two stages, once, in the order in which a case meets them."""
    way = pipeline.stages[pipeline.position(here) : pipeline.position(there) + 1]
    met: dict[str, Standing] = {}
    for stage, following in pairwise(way):
        for gate in stage.to_leave:
            met.setdefault(gate.code, Standing(stage, gate))
        for gate in following.to_enter:
            met.setdefault(gate.code, Standing(following, gate))
    return list(met.values())


def ahead(case: Case) -> list[Standing]:
    """The gates between the case and its next stage that stand for its partner."""
    following = case.pipeline.after(case.stage)
    return standing(case, following) if following else []


def standing(case: Case, there: Stage) -> list[Standing]:
    """The gates between the case and a later stage; those that the consent matrix lifts left out."""
    return [at for at in on_the_way(case.pipeline, case.stage, there) if stands(case, at.gate)]


def stands(case: Case, gate: Gate) -> bool:
    if gate.consents_to is None:
        return True
    return consent.rule_for(case, gate.consents_to).consent is not Consent.NOT_REQUIRED


def asks_of(case: Case, gate: Gate) -> tuple[Ask, ...]:
    """What may be written down at this gate. The council's gates ask by the consent matrix."""
    if gate.consents_to is None:
        return gate.asks
    return consent.INSTEAD.get(consent.rule_for(case, gate.consents_to).consent, ())


def basis_of(case: Case, gate: Gate) -> Words | None:
    """The law or source that wants this gate."""
    return consent.rule_for(case, gate.consents_to).basis if gate.consents_to else gate.basis


def missing(case: Case, there: Stage) -> list[Missing]:
    """All that lacks between the case and a later stage; empty when the way is open."""
    return [lack for at in standing(case, there) for lack in CHECKS[at.gate.proof](case, at)]


def _unwritten(case: Case, at: Standing) -> Iterator[Missing]:
    fact = case.fact(at.gate)
    for ask in at.gate.asks:
        if ask.missing is not None and fact.answer(ask.what) is None:
            overridable = at.gate.overridable and not (ask.what is Asks.DAY and _bound_by_law(case, at.gate.signs))
            yield Missing(at.stage, at.gate, ask.missing, at.gate.field(ask), overridable)


def _too_few_exchanges(case: Case, at: Standing) -> Iterator[Missing]:
    here = case.exchanges if at.stage is case.stage else 0
    if not here:
        yield Missing(at.stage, at.gate, at.gate.missing or "", overridable=at.gate.overridable)


def _unresolved(case: Case, at: Standing) -> Iterator[Missing]:
    sentence = consent.lacks(case, at.gate)
    if sentence is not None:
        fields = [at.gate.field(ask) for ask in asks_of(case, at.gate)]
        overridable = not _bound_by_law(case, at.gate.consents_to)
        yield Missing(at.stage, at.gate, sentence, fields[0] if fields else "", overridable)


def _partner_unknown(case: Case, at: Standing) -> Iterator[Missing]:
    if not case.partner_known:
        yield Missing(at.stage, at.gate, at.gate.missing or "", overridable=at.gate.overridable)


def _bound_by_law(case: Case, tie: str | None) -> bool:
    """Where the law requires consent, nobody may pass the resolution, nor the day it is held against."""
    return tie is not None and consent.rule_for(case, tie).consent is Consent.REQUIRED


#: How each kind of proof is looked at. A new kind is a new line.
CHECKS: Mapping[Proof, Callable[[Case, Standing], Iterator[Missing]]] = {
    Proof.WRITTEN: _unwritten,
    Proof.EXCHANGED: _too_few_exchanges,
    Proof.RESOLVED: _unresolved,
    Proof.PARTNER_KNOWN: _partner_unknown,
}
