"""What a partner's page shows of its agreements: the steps of its case, or of the tie it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, select

from partners.agreements.models import Agreement, StageMove
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries.office import office
from partners.agreements.queries.rows import CaseRow, as_row, rows_statement
from partners.agreements.rules.consent import fits
from partners.agreements.rules.steps import Step, StepState, steps
from partners.agreements.vocabulary import COMPLETED, OPEN
from partners.directory.models import Tie
from partners.directory.queries import PartnerInShort
from partners.directory.queries.resting import ONLY_INTENTION
from partners.directory.rules.ties import LIVING
from partners.foundation.database import db

MOST_CASES = 5


@dataclass(frozen=True)
class Strip:
    """The steps of one pipeline for a partner: of a case, or of a tie that stands without one."""

    pipeline: Pipeline
    steps: list[Step]
    case: CaseRow | None
    tie: Tie | None
    #: Nothing but a letter of intent stands behind the tie: its signature is still to come.
    only_intention: bool = False

    @property
    def position(self) -> int:
        """Which step it stands at, from 1: the current one, or the one that is done last."""
        reached = (StepState.CURRENT, StepState.DONE)
        return max(number for number, step in enumerate(self.steps, 1) if step.state in reached)

    @property
    def here(self) -> Step:
        """The step at which it stands."""
        return self.steps[self.position - 1]

    @property
    def signed_without_a_day(self) -> str | None:
        """The code of the stage whose tie stands, while the day of its signature is unknown."""
        if self.tie is None or self.tie.signed_on is not None or self.only_intention:
            return None
        return self.here.stage.code

    @property
    def rests_on_intention(self) -> str | None:
        """The code of the stage whose tie stands on a letter of intent alone."""
        return self.here.stage.code if self.only_intention else None


def strips_of(partner: PartnerInShort) -> list[Strip]:
    """A strip for each case of the partner; where there is none, one for the tie that it has."""
    cases: dict[int, CaseRow] = {}
    entered: dict[int, dict[str, date | None]] = {}
    for row in db.session.execute(_cases(), {"partner": partner.id}):
        cases.setdefault(row.id, as_row(row))
        entered.setdefault(row.id, {})[row.entered_stage] = row.entered_on
    strips = [
        Strip(case.declared, steps(case.declared, case.declared_stage, entered[case.id]), case, None)
        for case in cases.values()
    ]
    return strips or _without_case(partner)


@cache
def _cases() -> Select[Any]:
    """Cases under way and signed ones, a row for each of their moves; those that ended otherwise stand in the history."""
    latest = (Agreement.state.desc(), Agreement.id.desc())
    shown = (
        select(Agreement.id)
        .where(Agreement.partner_id == bindparam("partner", type_=Integer), Agreement.state.in_((OPEN, COMPLETED)))
        .order_by(*latest)
        .limit(MOST_CASES)
    )
    return (
        rows_statement(StageMove.to_stage.label("entered_stage"), StageMove.effective_on.label("entered_on"))
        .outerjoin(StageMove, StageMove.agreement_id == Agreement.id)
        .where(Agreement.id.in_(shown))
        .order_by(*latest, StageMove.id)
    )


def _without_case(partner: PartnerInShort) -> list[Strip]:
    """Where a tie stands, nothing is under way; on a letter of intent alone the signature is still to come."""
    living = select(Tie, ONLY_INTENTION).where(Tie.partner_id == partner.id, Tie.status.in_(LIVING)).order_by(Tie.id)
    found = db.session.execute(living).all()
    ties, intentions = [row[0] for row in found], {row[0].id: bool(row[1]) for row in found}
    furthest = [
        (pipeline, *_furthest(pipeline, ties)) for pipeline in office().pipelines.values() if _is_for(pipeline, partner)
    ]
    return [_strip(pipeline, stage, tie, intentions[tie.id]) for pipeline, stage, tie in furthest if stage and tie]


def _strip(pipeline: Pipeline, stage: Stage, tie: Tie, only_intention: bool) -> Strip:
    entered = {stage.code: None if only_intention else tie.signed_on}
    return Strip(pipeline, steps(pipeline, stage, entered, settled=not only_intention), None, tie, only_intention)


def _is_for(pipeline: Pipeline, partner: PartnerInShort) -> bool:
    return partner.kind in pipeline.kinds and fits(pipeline, partner.country)


def _furthest(pipeline: Pipeline, ties: Sequence[Tie]) -> tuple[Stage | None, Tie | None]:
    """The last stage of the pipeline whose tie stands."""
    for stage in reversed(pipeline.stages):
        for tie in ties:
            if stage.rests == tie.type:
                return stage, tie
    return None, None
