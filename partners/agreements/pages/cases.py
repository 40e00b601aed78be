"""One case as its page and its forms show it: its records, read through the rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from partners.agreements.actions import GatesShut
from partners.agreements.models import Agreement, RecruitmentRound, StageMove
from partners.agreements.pipelines.shape import Ask, Gate, Paper, Pipeline, Stage
from partners.agreements.queries import cases
from partners.agreements.queries.papers import PaperLine, papers_of
from partners.agreements.queries.rounds import get_round
from partners.agreements.rules import gates, proofs
from partners.agreements.rules.case import Case, Fact
from partners.agreements.rules.drafts import Draft, drafts_for
from partners.agreements.rules.gates import Missing
from partners.agreements.rules.moves import Way, days_in_stage, way
from partners.agreements.rules.renewal import last_day_of_term
from partners.agreements.rules.steps import Step, steps
from partners.agreements.vocabulary import OPEN, MoveKind, Words
from partners.foundation.clock import today
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l, _n


@dataclass(frozen=True, eq=False)
class GateRow:
    """One gate of a form: what it asks, what is written, what it still lacks."""

    number: int
    stage: Stage
    gate: Gate
    asks: tuple[Ask, ...]
    fact: Fact
    basis: object
    lacks: list[Missing]
    #: Papers that it wants and that are not on file.
    papers: Sequence[Paper] = ()

    @property
    def is_met(self) -> bool:
        return not self.lacks


@dataclass(frozen=True, eq=False)
class CasePage:
    """A case as its page shows it."""

    agreement: Agreement
    case: Case
    #: The stage asked about: the next one, unless another was named. None at the end of the way.
    there: Stage | None
    #: How it lies to where the case stands.
    direction: Way
    lacks: list[Missing]

    @property
    def pipeline(self) -> Pipeline:
        return self.case.pipeline

    @property
    def stage(self) -> Stage:
        return self.case.stage

    @property
    def number(self) -> int:
        """The stage's number, counted from 1."""
        return self.pipeline.position(self.stage) + 1

    @property
    def next(self) -> Stage | None:
        return self.pipeline.after(self.stage)

    @property
    def name(self) -> str:
        """Its partner, or what it looks for."""
        if self.agreement.partner is not None:
            return self.agreement.partner.name_ko
        return self.agreement.title or " · ".join(self.agreement.target_regions)

    @property
    def further_facts(self) -> list[tuple[Words, str]]:
        """What not every case has: where it looks for a partner, where it is known from."""
        regions = ", ".join(self.agreement.target_regions)
        told = [(_l("Target regions"), regions), (_l("Source"), self.agreement.source)]
        return [(term, value) for term, value in told if value]

    @property
    def was_overridden(self) -> bool:
        """A manager once passed a gate of it; said for ever."""
        return any(move.kind == MoveKind.OVERRIDE for move in self.agreement.moves)

    @property
    def papers(self) -> list[PaperLine]:
        """The documents that its stages produce, on file or missing."""
        return papers_of(self.agreement.id, self.pipeline, self.stage)

    @property
    def held_round(self) -> RecruitmentRound | None:
        """The round in which it applied."""
        return get_round(self.agreement.round_id) if self.agreement.round_id else None

    @property
    def word_of_move(self) -> Any:
        """What the button says that leads to the next stage: with the one thing that is left to do, or how many."""
        if self.next is None:
            return ""
        gates_next = {at.gate for at in gates.standing(self.case, self.next)}
        lacks, stage = [lack for lack in self.lacks if lack.gate in gates_next], self.next.label
        if not lacks or not all(self._is_filled_in_here(lack) for lack in lacks):
            return _("Move to “%(stage)s”", stage=stage)
        if len(lacks) > 1:
            return _n(
                "Fill in %(num)s thing and move to “%(stage)s”",
                "Fill in %(num)s things and move to “%(stage)s”",
                len(lacks),
                stage=stage,
            )
        (lack,) = lacks
        if lack.is_paper:
            paper = self.pipeline.papers[lack.field.removeprefix(gates.PAPER)]
            return _("Attach “%(what)s” and move to “%(stage)s”", what=paper.label, stage=stage)
        asked = {lack.gate.field(ask): ask.label for ask in gates.asks_of(self.case, lack.gate)}
        return _("Write “%(what)s” and move to “%(stage)s”", what=asked.get(lack.field, lack.label), stage=stage)

    def _is_filled_in_here(self, lack: Missing) -> bool:
        """The form has a field for it; files go on file at the partner, who must be known."""
        return bool(lack.field) and (self.agreement.partner_id is not None or not lack.is_paper)

    @property
    def papers_to_add(self) -> list[Paper]:
        """The papers of its stage that are not on file and that no gate on the way asks for."""
        asked = {paper.code for row in self.rows for paper in row.papers}
        return [
            line.paper
            for line in self.papers
            if line.stage.code == self.stage.code and not line.filed and line.paper.code not in asked
        ]

    @property
    def drafts(self) -> list[Draft]:
        """The papers that may be drawn up where it stands."""
        return drafts_for(self.pipeline, self.stage)

    @property
    def has_pending_motion(self) -> bool:
        """A motion on it waits for the council's decision."""
        return any(motion.outcome is None and motion.voided_at is None for motion in self.agreement.motions)

    @property
    def is_open(self) -> bool:
        return self.agreement.state == OPEN

    @property
    def is_ahead(self) -> bool:
        return self.direction in (Way.NEXT, Way.SKIP)

    @property
    def is_skip(self) -> bool:
        return self.direction is Way.SKIP

    @property
    def is_back(self) -> bool:
        return self.direction is Way.BACK

    @property
    def is_there(self) -> bool:
        """It stands already where one asks about."""
        return self.direction is Way.SAME

    @property
    def shut_gates(self) -> int:
        """How many gates on the way are shut."""
        return len({lack.gate.code for lack in self.lacks})

    @property
    def may_be_overridden(self) -> bool:
        return all(lack.overridable for lack in self.lacks)

    @property
    def unpassable(self) -> list[Words]:
        """The gates on the way that nobody can pass by, whatever the reason."""
        return list(dict.fromkeys(lack.gate.label for lack in self.lacks if not lack.overridable))

    @property
    def warnings(self) -> list[Missing]:
        """What lacks at gates that only warn in this office."""
        return proofs.warnings(self.case, self.there) if self.there and self.is_ahead else []

    def last_day_of_term(self, row: GateRow, form: Any) -> date | None:
        """The proposed end of the term that begins at this gate: from the day that is typed, or else from today."""
        years = row.stage.term_years
        if years is None or row.gate.signs is None:
            return None
        begins = form[row.gate.code].data if row.gate.code in form else None
        return last_day_of_term(begins or today(), years)

    @property
    def days(self) -> int | None:
        return days_in_stage(self.agreement.stage_entered_on, self.agreement.as_of_date, today())

    @property
    def ways_back(self) -> list[Stage]:
        return [self.pipeline.stage(code) for code in self.stage.may_return_to]

    @property
    def steps(self) -> list[Step]:
        wanting = [lack.stage for lack in self.lacks if self.is_skip]
        return steps(self.pipeline, self.stage, entered(self.agreement.moves), wanting)

    @property
    def rows(self) -> list[GateRow]:
        """The gates between the case and `there`."""
        if self.there is None or not self.is_ahead:
            return []
        return [
            GateRow(
                number=self.pipeline.position(at.stage) + 1,
                stage=at.stage,
                gate=at.gate,
                asks=gates.asks_of(self.case, at.gate),
                fact=self.case.fact(at.gate),
                basis=gates.basis_of(self.case, at.gate),
                lacks=[lack for lack in self.lacks if lack.gate is at.gate],
                papers=[self.pipeline.papers[code] for code in at.gate.papers if code not in self.case.papers],
            )
            for at in gates.standing(self.case, self.there)
        ]


def page_of(agreement: Agreement, there: Stage | None = None, refusal: Refusal | None = None) -> CasePage:
    """The page of a case read with `get_agreement`; about the way to `there`, or to the next stage.

    After a refused move it says what that move lacked: what was typed for it counts, though it is not kept.
    """
    case = cases.case_of(agreement)
    there = there or case.pipeline.after(case.stage)
    direction = way(case.pipeline, case.stage, there or case.stage)
    lacks = proofs.missing(case, there) if there and direction in (Way.NEXT, Way.SKIP) else []
    if isinstance(refusal, GatesShut) and refusal.there is there:
        # Files that came along went back with everything else: their papers lack again.
        lacks = [*(lack for lack in lacks if lack.is_paper), *(lack for lack in refusal.missing if not lack.is_paper)]
    return CasePage(agreement, case, there, direction, lacks)


def entered(moves: Sequence[StageMove]) -> dict[str, date | None]:
    """The stages that the history saw, each with the day of the latest arrival if that is known."""
    return {move.to_stage: move.effective_on for move in moves}
