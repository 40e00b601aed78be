"""The board of a pipeline: its cases column by column, and the ties that rest there without a case."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, func, select

from partners.agreements.models import Agreement
from partners.agreements.pipelines.shape import Paper, Pipeline, Stage
from partners.agreements.queries.cases import cases_of
from partners.agreements.queries.conditions import is_stuck
from partners.agreements.queries.papers import missing_papers
from partners.agreements.queries.rows import PARTNER, CaseRow, as_row, rows_statement
from partners.agreements.rules import proofs
from partners.agreements.rules.case import Case
from partners.agreements.rules.filters import CaseFilter
from partners.agreements.rules.gates import Missing
from partners.agreements.vocabulary import COMPLETED, OPEN, Scope
from partners.directory.queries import PartnerName, ties_at_rest
from partners.directory.rules.silence import is_without_contact
from partners.foundation.clock import today
from partners.foundation.database import db

#: Cards that a column shows; the list shows the rest.
CARDS = 50
ENDED = 20
NOTHING_ASKED = CaseFilter()


@dataclass(frozen=True)
class Card:
    """A case under way, with what keeps its next gate shut."""

    row: CaseRow
    missing: list[Missing]
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

    @property
    def longest_wait(self) -> int | None:
        """Days of the case that has stood here longest, as far as days are known."""
        return max((card.row.days for card in self.cards if card.row.days is not None), default=None)

    @property
    def hidden(self) -> int:
        return self.count - len(self.cards)


def board_of(pipeline: Pipeline, asked: CaseFilter = NOTHING_ASKED, team: int | None = None) -> list[Column]:
    """The columns of the pipeline, narrowed to what is asked; `team` is the id behind the filter's code.

    Ties at rest have no officer in charge of a case and are never stuck: those filters leave them out.
    """
    only = asked.stage
    cards, counts = _cards(pipeline, asked, team)
    resting = [] if asked.owner or asked.stuck else _resting(pipeline, asked.country, team)
    return [
        Column(
            stage=stage,
            number=number,
            count=counts.get(stage.code, 0),
            cards=[card for card in cards if card.row.stage == stage.code],
            resting=[tie for tie in resting if tie.tie == stage.rests],
        )
        for number, stage in enumerate(pipeline.stages, start=1)
        if only in ("", stage.code)
    ]


def open_by_pipeline() -> dict[str, int]:
    """How many cases are under way, by the code of their pipeline."""
    statement = select(Agreement.pipeline, func.count()).where(Agreement.state == OPEN).group_by(Agreement.pipeline)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def ended_of(pipeline: Pipeline) -> list[CaseRow]:
    """The cases that ended before their signature, latest first."""
    statement = (
        rows_statement()
        .where(Agreement.pipeline == pipeline.code, Agreement.state.not_in((OPEN, COMPLETED)))
        .order_by(Agreement.updated_at.desc(), Agreement.id.desc())
        .limit(ENDED)
    )
    return [as_row(row) for row in db.session.execute(statement)]


def countries_of(columns: Sequence[Column]) -> list[str]:
    """The countries of what stands on the board."""
    under_way = {card.row.country for column in columns for card in column.cards if card.row.country}
    resting = {tie.partner.country for column in columns for tie in column.resting}
    return sorted(under_way | resting)


def _narrowing(asked: CaseFilter, team: int | None) -> list[ColumnElement[bool]]:
    narrowing: list[ColumnElement[bool]] = [is_stuck()] if asked.stuck else []
    if asked.country:
        narrowing.append(PARTNER.c.country == asked.country)
    if asked.owner_id is not None:
        narrowing.append(Agreement.owner_id == asked.owner_id)
    if team:
        narrowing.append(Agreement.owner_team_id == team)
    return narrowing


def _cards(pipeline: Pipeline, asked: CaseFilter, team: int | None) -> tuple[list[Card], dict[str, int]]:
    """The longest waiting cases of each stage, as many as a column shows; and how many each stage has."""
    waiting = func.coalesce(Agreement.stage_entered_on, Agreement.as_of_date)
    place = func.row_number().over(partition_by=Agreement.stage, order_by=(waiting, Agreement.id)).label("place")
    of_stage = func.count().over(partition_by=Agreement.stage).label("of_stage")
    ranked = (
        rows_statement(place, of_stage)
        .where(Agreement.pipeline == pipeline.code, Agreement.state == OPEN, *_narrowing(asked, team))
        .subquery()
    )
    shown = select(ranked).where(ranked.c.place <= CARDS).order_by(ranked.c.place)
    found = db.session.execute(shown).all()
    rows = [as_row(row) for row in found]
    known = cases_of(rows, {row.partner_id: row.country for row in rows})
    counts: dict[str, int] = {row.stage: row.of_stage for row in found}
    papers = missing_papers(rows)
    return [Card(row, _missing(known[row.id]), papers.get(row.id, ())) for row in rows], counts


def stuck_cards(limit: int = CARDS) -> list[Card]:
    """Stuck cases of all pipelines, the longest waiting first, with what keeps their next gate shut."""
    waiting = func.coalesce(Agreement.stage_entered_on, Agreement.as_of_date)
    statement = rows_statement().where(is_stuck()).order_by(waiting, Agreement.id).limit(limit)
    rows = [as_row(row) for row in db.session.execute(statement)]
    known = cases_of(rows, {row.partner_id: row.country for row in rows})
    return [Card(row, _missing(known[row.id])) for row in rows]


def _missing(case: Case) -> list[Missing]:
    following = case.pipeline.after(case.stage)
    return proofs.missing(case, following) if following else []


def _resting(pipeline: Pipeline, country: str, team: int | None) -> list[Resting]:
    made = [stage.rests for stage in pipeline.stages if stage.rests]
    rows = [
        row
        for row in ties_at_rest(made, foreign=None if pipeline.scope is None else pipeline.scope is Scope.FOREIGN)
        if row.kind in pipeline.kinds and country in ("", row.country) and team in (None, row.owner_team_id)
    ]
    return [
        Resting(
            PartnerName(**{name: row._mapping[name] for name in PartnerName.__dataclass_fields__}),
            row.type,
            row.status,
            row.signed_on,
            (row.intention_title, row.intention_on) if row.only_intention else None,
            (row.last_contact_title, row.last_contact_year, row.last_contact_dated) if row.last_contact_year else None,
        )
        for row in rows
    ]
