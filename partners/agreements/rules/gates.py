"""Gates: which of them a case meets between two stages, and what each asks. `rules.proofs` says what lacks."""

from dataclasses import dataclass
from itertools import pairwise

from partners.agreements.pipelines.shape import Ask, Gate, Level, Pipeline, Stage
from partners.agreements.rules import consent
from partners.agreements.rules.case import Case
from partners.agreements.vocabulary import Consent, Words

#: With this begins the field of a paper.
PAPER = "paper_"


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
    #: Without it nothing begins, however lightly the office takes the rest of the gate: the day of a signature.
    is_vital: bool = False

    @property
    def is_paper(self) -> bool:
        """A paper that is not on file; its field, paper_…, takes files."""
        return self.field.startswith(PAPER)

    @property
    def only_warns(self) -> bool:
        """The office lets a case pass without it. What nobody may pass, no setting lets pass either."""
        return self.gate.level is Level.WARN and self.overridable and not self.is_vital

    @property
    def label(self) -> Words:
        """What lacks, in a word or two: the one thing that the gate asks for, or else the gate."""
        wanted = [ask.label for ask in self.gate.asks if ask.required]
        by_field = {self.gate.field(ask): ask.label for ask in self.gate.asks}
        return by_field.get(self.field, self.gate.label) if len(wanted) > 1 else self.gate.label


def on_the_way(pipeline: Pipeline, here: Stage, there: Stage) -> list[Standing]:
    """Each gate between two stages, once, in the order in which a case meets them."""
    met: dict[str, Standing] = {}
    for stage, following in pairwise(pipeline.path(here, there)):
        for gate in stage.to_leave:
            met.setdefault(gate.code, Standing(stage, gate))
        # Where a round begins again, the case enters nothing anew: its renewal is proved on leaving.
        for gate in () if following.code == here.goes_on_at else following.to_enter:
            met.setdefault(gate.code, Standing(following, gate))
    return list(met.values())


def reachable(pipeline: Pipeline, here: Stage) -> list[Standing]:
    """Every gate that a case may still meet before its round begins again, optional stages included."""
    ahead = pipeline.stages[pipeline.position(here) :]
    met: dict[str, Standing] = {}
    for stage in ahead:
        for gate in (*(() if stage.code == here.code else stage.to_enter), *stage.to_leave):
            met.setdefault(gate.code, Standing(stage, gate))
    return list(met.values())


def ahead(case: Case) -> list[Standing]:
    """The gates between the case and its next stage that stand for its partner."""
    following = case.pipeline.after(case.stage)
    return standing(case, following) if following else []


def standing(case: Case, there: Stage) -> list[Standing]:
    """The gates between the case and a later stage; those that do not stand for its partner left out."""
    return [at for at in on_the_way(case.pipeline, case.stage, there) if stands(case, at.gate)]


def stands(case: Case, gate: Gate) -> bool:
    """Whether the gate stands for this case: the office has it, it is about this kind, the matrix does not lift it."""
    if gate.level is Level.OFF or (gate.kinds and case.kind not in (None, *gate.kinds)):
        return False
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
