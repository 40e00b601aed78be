"""The board of a pipeline: its cases column by column, and the ties that rest there without a case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal_column, select, tuple_, union_all

from partners.agreements.models import Agreement
from partners.agreements.pipelines.shape import Paper, Pipeline, Stage
from partners.agreements.queries.cases import cases_of
from partners.agreements.queries.conditions import IS_UNDER_WAY, WAITING, is_stuck, narrowing_of
from partners.agreements.queries.glance import Glance
from partners.agreements.queries.rows import CaseRow, as_row, rows_statement
from partners.agreements.rules import proofs
from partners.agreements.rules.case import Case
from partners.agreements.rules.cursors import Cursor
from partners.agreements.rules.filters import NOTHING_ASKED, CaseFilter
from partners.agreements.rules.gates import Missing
from partners.agreements.vocabulary import Scope
from partners.directory.queries import PartnerName, ties_at_rest
from partners.directory.rules.silence import is_without_contact
from partners.foundation.clock import today
from partners.foundation.database import db

#: Cards with which a column begins, those that each press of its button adds, and the most that one answer holds.
CARDS = 20
MORE = 50
MOST_SHOWN = 200
#: Ties at rest that a column names; the list of partners shows the rest.
RESTING = 20
ENDED = 20
#: Stuck cases that the review names.
STUCK = 50
#: As its index has it.
ENDED_EARLY = Agreement.state.not_in((literal_column("'open'"), literal_column("'completed'")))


@dataclass(frozen=True)
class Card:
    """A case under way, with what keeps its next gate shut."""

    row: CaseRow
    missing: Sequence[Missing] = ()
    #: Documents of its stage that are not on file.
    papers: Sequence[Paper] = ()


@dataclass(frozen=True)
class Resting:
    """A tie that stands without a case: shown in its column, not counted as under way."""

    partner: PartnerName
    tie: str
    status: str
    signed_on: date | None
    #: The letter of intent on which a friendship rests alone: its title and its date.
    intention: tuple[str, date | None] | None
    #: Title and year of the latest contact, and whether its day is known.
    last_contact: tuple[str, int | None, bool] | None

    @property
    def is_silent(self) -> bool:
        """Nothing was recorded with it in the running year, whatever its tie."""
        year = self.last_contact[1] if self.last_contact else None
        return is_without_contact(year, today().year)


@dataclass
class Column:
    """A stage with its cards."""

    stage: Stage
    number: int
    #: Cases under way, also those beyond the cards shown.
    count: int = 0
    cards: list[Card] = field(default_factory=list)
    resting: list[Resting] = field(default_factory=list)
    #: Ties at rest, also those beyond the ones named.
    resting_count: int = 0
    #: Cases that come before these cards: they begin further down the column.
    before: int = 0

    @property
    def longest_wait(self) -> int | None:
        """Days of the case that has stood here longest, as far as days are known."""
        return max((card.row.days for card in self.cards if card.row.days is not None), default=None)

    @property
    def hidden(self) -> int:
        """Cases that come after these cards."""
        return self.count - self.before - len(self.cards)

    @property
    def is_part(self) -> bool:
        """It holds more than it shows."""
        return bool(self.hidden or self.before or self.resting_count > len(self.resting))

    @property
    def goes_on(self) -> Cursor | None:
        """Behind which case the next cards begin."""
        if not self.hidden or not self.cards:
            return None
        row = self.cards[-1].row
        return row.stage_entered_on or row.as_of_date or date.max, row.id


def board_of(
    glance: Glance,
    asked: CaseFilter = NOTHING_ASKED,
    team: int | None = None,
    shown: Mapping[str, int] | None = None,
) -> list[Column]:
    """The columns of a pipeline, narrowed to what is asked as its figures are; `team` is the id behind the filter's code.

    `shown`: how many cards a stage shall show where its reader has asked for more of them.
    """
    pipeline = glance.pipeline
    stations = [station for station in glance.stations if asked.stage in ("", station.stage.code)]
    beginnings = [
        (pipeline.code, station.stage.code, (shown or {}).get(station.stage.code, CARDS))
        for station in stations
        if station.under_way
    ]
    cards = _cards(first_of_each(beginnings, narrowing_of(asked, team)))
    resting = _resting(pipeline, asked.country, team) if any(station.resting for station in stations) else []
    return [
        Column(
            stage=station.stage,
            number=pipeline.position(station.stage) + 1,
            count=station.under_way,
            cards=[card for card in cards if card.row.stage == station.stage.code],
            resting=[tie for tie in resting if tie.tie == station.stage.rests],
            resting_count=station.resting,
        )
        for station in stations
    ]


def column_behind(
    pipeline: Pipeline, stage: Stage, behind: Cursor, asked: CaseFilter = NOTHING_ASKED, team: int | None = None
) -> Column:
    """The cards of a column that come behind a case, and how many come before them."""
    here = [IS_UNDER_WAY, Agreement.pipeline == pipeline.code, Agreement.stage == stage.code]
    here += narrowing_of(asked, team)
    further = tuple_(WAITING, Agreement.id) > behind
    found = select(func.count(), func.count(case((further, 1)))).select_from(Agreement).where(*here)
    count, after = db.session.execute(found).one()
    statement = rows_statement().where(*here, further).order_by(WAITING, Agreement.id).limit(MORE)
    cards = _cards([as_row(row) for row in db.session.execute(statement)])
    return Column(stage, pipeline.position(stage) + 1, count=count, cards=cards, before=count - after)


def ended_of(pipeline: Pipeline | None) -> list[CaseRow]:
    """The latest cases of a pipeline, or of all, that ended before their signature."""
    statement = rows_statement().where(ENDED_EARLY)
    if pipeline is not None:
        statement = statement.where(Agreement.pipeline == pipeline.code)
    latest = statement.order_by(Agreement.updated_at.desc(), Agreement.id.desc()).limit(ENDED)
    return [as_row(row) for row in db.session.execute(latest)]


def first_of_each(
    beginnings: Iterable[tuple[str, str, int]], narrowing: Sequence[ColumnElement[bool]] = ()
) -> list[CaseRow]:
    """The longest waiting cases of stages (pipeline, stage, and how many), what stands longest first.

    Each stage is walked in its index until it has as many.
    """
    found = [
        select(Agreement.id)
        .where(IS_UNDER_WAY, Agreement.pipeline == pipeline, Agreement.stage == stage, *narrowing)
        .order_by(WAITING, Agreement.id)
        .limit(most)
        .subquery()
        for pipeline, stage, most in beginnings
    ]
    if not found:
        return []
    ids = union_all(*(select(one.c.id) for one in found)).subquery()
    statement = rows_statement().join(ids, ids.c.id == Agreement.id).order_by(WAITING, Agreement.id)
    return [as_row(row) for row in db.session.execute(statement)]


def _cards(rows: Sequence[CaseRow]) -> list[Card]:
    known = cases_of(rows, {row.partner_id: row.country for row in rows}, papers=True, as_written=True)
    return [Card(row, _missing(known[row.id]), _papers(row, known[row.id])) for row in rows]


def stuck_cards(limit: int = STUCK) -> list[Card]:
    """Stuck cases of all pipelines, the longest waiting first, with what keeps their next gate shut."""
    statement = rows_statement().where(is_stuck()).order_by(WAITING, Agreement.id).limit(limit)
    return _cards([as_row(row) for row in db.session.execute(statement)])


def _missing(case: Case) -> list[Missing]:
    following = case.pipeline.after(case.stage)
    return proofs.missing(case, following) if following else []


def _papers(row: CaseRow, case: Case) -> list[Paper]:
    return [paper for paper in row.declared_stage.papers if paper.code not in case.papers]


def _resting(pipeline: Pipeline, country: str, team: int | None) -> list[Resting]:
    """The ties that rest in the pipeline, as many of each type as a column names."""
    made = [stage.rests for stage in pipeline.stages if stage.rests]
    abroad = None if pipeline.scope is None else pipeline.scope is Scope.FOREIGN
    rows = ties_at_rest(made, abroad, kinds=pipeline.kinds, country=country, team=team, most=RESTING)
    return [_tie_at_rest(row) for row in rows]


def _tie_at_rest(row: Any) -> Resting:
    return Resting(
        PartnerName(**{name: row._mapping[name] for name in PartnerName.__dataclass_fields__}),
        row.type,
        row.status,
        row.signed_on,
        (row.intention_title, row.intention_on) if row.only_intention else None,
        (row.last_contact_title, row.last_contact_year, row.last_contact_dated) if row.last_contact_year else None,
    )
