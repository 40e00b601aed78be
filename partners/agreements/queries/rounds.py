"""Rounds of recruitment and the table of their applicants."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, not_, select
from sqlalchemy.orm import aliased

from partners.agreements.models import Agreement, GateFact, RecruitmentRound, StageMove
from partners.agreements.queries.cases import cases_of
from partners.agreements.queries.rows import PARTNER, CaseRow, as_row, rows_statement
from partners.agreements.rules import proofs
from partners.agreements.rules.case import Case, Fact
from partners.agreements.rules.gates import Missing
from partners.agreements.vocabulary import COMPLETED, OPEN, MoveKind
from partners.foundation.database import db

PAGE = 100
SORTS = ("name", "points")
#: In the place of a stage: those who were turned down, withdrew or ended otherwise.
ENDED = "ended"
STANDING = (OPEN, COMPLETED)
RECEIVED, DESK, SITE = "reception_period", "desk_review", "site_visit"


@dataclass(frozen=True)
class RoundLine:
    """A round with the number of its applicants."""

    held: RecruitmentRound
    applicants: int


@dataclass(frozen=True)
class Applicant:
    """A case of a round, with what its gates know."""

    row: CaseRow
    case: Case
    missing: Sequence[Missing]

    @property
    def applied_on(self) -> date | None:
        return self._fact(RECEIVED).given_on

    @property
    def desk(self) -> int | None:
        return self._fact(DESK).score

    @property
    def site(self) -> int | None:
        return self._fact(SITE).score

    @property
    def desk_on(self) -> date | None:
        return self._fact(DESK).given_on

    @property
    def site_on(self) -> date | None:
        return self._fact(SITE).given_on

    @property
    def total(self) -> int | None:
        known = [points for points in (self.desk, self.site) if points is not None]
        return sum(known) if known else None

    @property
    def papers(self) -> tuple[int, int]:
        """How many of the application's papers are on file, and how many there are."""
        wanted = [
            paper.code
            for paper in self.case.pipeline.stage("applied").papers
            if self.case.kind == "hospital" or paper.code != "patient_registration"
        ]
        return sum(code in self.case.papers for code in wanted), len(wanted)

    def _fact(self, gate: str) -> Fact:
        return self.case.fact(self.case.pipeline.gates[gate])


def rounds_on_record() -> Sequence[RoundLine]:
    """All rounds, latest first."""
    number = (
        select(func.count())
        .where(Agreement.round_id == RecruitmentRound.id)
        .correlate(RecruitmentRound)
        .scalar_subquery()
    )
    statement = select(RecruitmentRound, number).order_by(RecruitmentRound.opens_on.desc(), RecruitmentRound.id.desc())
    return [RoundLine(row[0], row[1]) for row in db.session.execute(statement.limit(PAGE))]


def get_round(round_id: int) -> RecruitmentRound:
    """A round. Raises NoResultFound."""
    return db.session.execute(select(RecruitmentRound).where(RecruitmentRound.id == round_id)).scalar_one()


def rounds_of(pipeline: str) -> list[tuple[int, str]]:
    """Ids and titles of a pipeline's rounds, latest first."""
    statement = (
        select(RecruitmentRound.id, RecruitmentRound.title)
        .where(RecruitmentRound.pipeline == pipeline)
        .order_by(RecruitmentRound.opens_on.desc())
        .limit(PAGE)
    )
    return [(row.id, row.title) for row in db.session.execute(statement)]


def days_applied(round_id: int) -> list[date]:
    """The days of the applications that a round has received."""
    statement = (
        select(GateFact.given_on)
        .join(Agreement, Agreement.id == GateFact.agreement_id)
        .where(Agreement.round_id == round_id, GateFact.gate == RECEIVED, GateFact.given_on.is_not(None))
    )
    return [day for day in db.session.scalars(statement) if day is not None]


def was_let_pass(agreement_id: int) -> bool:
    """Whether a manager let the case's late application pass."""
    passed = select(StageMove.overridden_gates).where(StageMove.agreement_id == agreement_id)
    overrides = db.session.scalars(passed.where(StageMove.kind == MoveKind.OVERRIDE))
    return any(RECEIVED in gates for gates in overrides)


def counts_of(round_id: int) -> dict[str, int]:
    """How many applicants of the round stand at each stage, by its code, and under ENDED how many do not go on."""
    where = case((Agreement.state.in_(STANDING), Agreement.stage), else_=ENDED)
    statement = select(where, func.count()).where(Agreement.round_id == round_id).group_by(where)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def applicants_of(round_id: int, stage: str = "", sort: str = "name", page: int = 1) -> list[Applicant]:
    """A page of a round's applicants: all, those at a stage, or those who do not go on (ENDED).

    A constant number of statements.
    """
    here = [Agreement.round_id == round_id]
    if stage:
        stands = Agreement.state.in_(STANDING)
        here += [not_(stands)] if stage == ENDED else [stands, Agreement.stage == stage]
    desk, site = aliased(GateFact), aliased(GateFact)
    points = func.coalesce(desk.score, 0) + func.coalesce(site.score, 0)
    statement = (
        rows_statement()
        .outerjoin(desk, (desk.agreement_id == Agreement.id) & (desk.gate == DESK) & (desk.turn == Agreement.turn))
        .outerjoin(site, (site.agreement_id == Agreement.id) & (site.gate == SITE) & (site.turn == Agreement.turn))
        .where(*here)
        .order_by(*([points.desc()] if sort == "points" else []), PARTNER.c.name_ko, Agreement.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    rows = [as_row(row) for row in db.session.execute(statement)]
    known = cases_of(rows, {row.partner_id: row.country for row in rows})
    return [Applicant(row, known[row.id], _missing(known[row.id])) for row in rows]


def _missing(case: Case) -> list[Missing]:
    following = case.pipeline.after(case.stage)
    return proofs.missing(case, following) if following else []
