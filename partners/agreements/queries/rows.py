"""One case as lists and the board show it: columns only, no records."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, literal, select

from partners.accounts.models import Team, User
from partners.agreements.models import Agreement, StageMove
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries.office import office
from partners.agreements.rules.moves import days_in_stage
from partners.agreements.vocabulary import COMPLETED, OPEN, MoveKind
from partners.directory.models import Partner, Tie
from partners.directory.rules.names import other_name
from partners.directory.rules.ties import LIVING
from partners.foundation.clock import today

PARTNER = Partner.__table__


@dataclass(frozen=True)
class CaseRow:
    """A case with the names that stand around it."""

    id: int
    pipeline: str
    stage: str
    state: str
    title: str
    target_regions: list[str]
    target_text: str
    stage_entered_on: date | None
    as_of_date: date | None
    next_action: str
    next_due_on: date | None
    version: int
    partner_id: int | None
    partner_kind: str | None
    name_ko: str | None
    name_en: str | None
    name_native: str | None
    country: str | None
    team_name: str
    owner_name: str | None
    owner_team_id: int
    #: A manager once passed a gate of it; said for ever.
    was_overridden: bool
    #: Something stands with the partner already; without it a city is a candidate.
    has_tie: bool

    @property
    def name(self) -> str:
        """Its partner, or what it looks for."""
        return self.name_ko or self.title or " · ".join(self.target_regions)

    @cached_property
    def other_name(self) -> str:
        """The partner's short names beside the Korean one."""
        return other_name(self.name_ko or "", self.name_native or "", self.name_en or "")

    @cached_property
    def declared(self) -> Pipeline:
        return office().pipelines[self.pipeline]

    @cached_property
    def declared_stage(self) -> Stage:
        return self.declared.stage(self.stage)

    @property
    def number(self) -> int:
        """The stage's number, counted from 1."""
        return self.declared.position(self.declared_stage) + 1

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def is_completed(self) -> bool:
        return self.state == COMPLETED

    @cached_property
    def days(self) -> int | None:
        """Days in the stage, from the base date where the day itself is unknown."""
        return days_in_stage(self.stage_entered_on, self.as_of_date, today())

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.next_due_on is not None and self.next_due_on < today()


def _is_there(*conditions: Any) -> ColumnElement[bool]:
    """That such a row exists, looked up for the rows that are shown: of EXISTS databases may read all at once."""
    return select(literal(1)).where(*conditions).limit(1).correlate(Agreement).scalar_subquery().is_not(None)


OVERRIDDEN = _is_there(StageMove.agreement_id == Agreement.id, StageMove.kind == MoveKind.OVERRIDE)
TIED = _is_there(Tie.partner_id == Agreement.partner_id, Tie.status.in_(LIVING))
COLUMNS: tuple[Any, ...] = (
    Agreement.id,
    Agreement.pipeline,
    Agreement.stage,
    Agreement.state,
    Agreement.title,
    Agreement.target_regions,
    Agreement.target_text,
    Agreement.stage_entered_on,
    Agreement.as_of_date,
    Agreement.next_action,
    Agreement.next_due_on,
    Agreement.version,
    Agreement.partner_id,
    PARTNER.c.kind.label("partner_kind"),
    PARTNER.c.name_ko,
    PARTNER.c.name_en,
    PARTNER.c.name_native,
    PARTNER.c.country,
    Team.name.label("team_name"),
    User.name.label("owner_name"),
    Agreement.owner_team_id,
    OVERRIDDEN.label("was_overridden"),
    TIED.label("has_tie"),
)


def rows_statement(*more: Any) -> Select[Any]:
    """Select the columns of CaseRow (`more`: further ones), to be filtered and ordered."""
    return (
        select(*COLUMNS, *more)
        .join(Team, Team.id == Agreement.owner_team_id)
        .outerjoin(PARTNER, PARTNER.c.id == Agreement.partner_id)
        .outerjoin(User, User.id == Agreement.owner_id)
    )


def as_row(row: Row[Any]) -> CaseRow:
    """A row whose first columns are those of `rows_statement`."""
    return CaseRow(*row[: len(COLUMNS)])
