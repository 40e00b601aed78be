"""One interaction as lists show it: light, complete, and read with three queries however many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import aliased

from partners.accounts.models import Team, User
from partners.directory.models import Partner
from partners.directory.queries import PartnerName
from partners.directory.queries.partners import NAME_COLUMNS
from partners.files.queries import file_count
from partners.foundation.database import db
from partners.interactions import wording
from partners.interactions.models import Interaction, InteractionPartner, Occurrence
from partners.interactions.rules import DIRECTIONS, KINDS, Direction, InteractionKind

Writer = aliased(User)
Voider = aliased(User)


class OccurrenceRow(NamedTuple):
    """One time it took place; both ends included, `text` as it was written."""

    starts_on: date
    ends_on: date
    precision: str
    text: str
    label: str
    year_implied: bool

    @property
    def printed(self) -> str:
        """As one reads it: days in official form, longer periods as they were written."""
        return wording.as_printed(self)

    @property
    def in_full(self) -> str:
        """As printed, and a day with its weekday."""
        return wording.as_understood([self]) if wording.is_one_day(self) else self.printed

    @property
    def in_year(self) -> tuple[str, str]:
        """Two short lines for a timeline whose band says the year."""
        return wording.in_year(self)


class InteractionRow(NamedTuple):
    """An interaction with everything that a list, a timeline or its own page says of it."""

    id: int
    kind: InteractionKind
    direction: Direction
    title: str
    item: str
    #: Won; None is unknown, which is not 0.
    amount_won: int | None
    amount_approx: bool
    amount_text: str
    body: str
    date_text: str
    is_dated: bool
    fiscal_year: int
    sort_on: date
    recipients_unspecified: bool
    recipients_text: str
    our_attendees: str
    source: str
    owner_team_id: int
    team_name: str
    #: Who wrote it down; None when a command did.
    user_name: str | None
    created_at: datetime
    corrected_at: datetime | None
    voided_at: datetime | None
    voided_by: str | None
    void_reason: str
    version: int
    file_count: int
    occurrences: tuple[OccurrenceRow, ...]
    partners: tuple[PartnerName, ...]

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None

    @property
    def shows_amount(self) -> bool:
        """Whether an amount belongs to it: something changed hands, or an amount was written."""
        return self.kind.carries or self.amount_won is not None

    @property
    def amount_as_written(self) -> str:
        """The words that came with the amount; a bare number says nothing more."""
        return self.amount_text if any(letter.isalpha() for letter in self.amount_text) else ""

    @property
    def date_line(self) -> list[str]:
        """Its times for one line; empty when the date is unknown."""
        return wording.line(self.occurrences)

    @property
    def latest(self) -> OccurrenceRow | None:
        """The time that ended last; None when the date is unknown."""
        return max(self.occurrences, key=lambda time: time.ends_on, default=None)

    @property
    def persons(self) -> list[int]:
        """Ids of the natural persons that it names: whoever shows them notes it in the access log."""
        return [partner.id for partner in self.partners if partner.is_person]

    @property
    def cursor(self) -> tuple[date, int]:
        """Where the next page of a timeline goes on."""
        return self.sort_on, self.id

    def others(self, partner_ids: Iterable[int]) -> tuple[PartnerName, ...]:
        """The partners that it names beside these."""
        known = set(partner_ids)
        return tuple(partner for partner in self.partners if partner.id not in known)


COLUMNS: tuple[Any, ...] = (
    Interaction.id,
    Interaction.kind,
    Interaction.direction,
    Interaction.title,
    Interaction.item,
    Interaction.amount_won,
    Interaction.amount_approx,
    Interaction.amount_text,
    Interaction.date_text,
    Interaction.is_dated,
    Interaction.fiscal_year,
    Interaction.sort_on,
    Interaction.recipients_unspecified,
    Interaction.recipients_text,
    Interaction.our_attendees,
    Interaction.source,
    Interaction.owner_team_id,
    Interaction.created_at,
    Interaction.corrected_at,
    Interaction.voided_at,
    Interaction.void_reason,
    Interaction.version,
    file_count("interactions", Interaction.id).label("file_count"),
)


#: Written into the statement as numbers: a thousand parameters take longer than what they ask for.
_INTERACTIONS: Any = bindparam("interactions", expanding=True, literal_execute=True)


def rows_statement(*more: Any) -> Select[Any]:
    """Select the columns of InteractionRow (`more`: further ones), to be filtered and ordered."""
    return _rows().add_columns(*more) if more else _rows()


@cache
def _rows() -> Select[Any]:
    columns = (*COLUMNS, Voider.name.label("voided_by"))
    return with_people(*columns).outerjoin(Voider, Voider.id == Interaction.voided_by_id)


def with_people(*columns: Any) -> Select[Any]:
    """Select these columns of interactions, the team that each belongs to, and who wrote it down."""
    return (
        select(*columns, Team.name.label("team_name"), Writer.name.label("user_name"))
        .select_from(Interaction)
        .join(Team, Team.id == Interaction.owner_team_id)
        .outerjoin(Writer, Writer.id == Interaction.created_by_id)
    )


def complete(rows: Sequence[Row[Any]]) -> list[InteractionRow]:
    """Add to the rows when they took place and whom they name: two queries for all of them."""
    ids = [row.id for row in rows]
    occurrences = occurrences_of(ids)
    partners = partners_of(ids)
    return [_complete(row, occurrences[row.id], partners[row.id]) for row in rows]


def without_partners(rows: Sequence[Row[Any]]) -> list[InteractionRow]:
    """Add to the rows only when they took place: for lists that name nobody."""
    occurrences = occurrences_of([row.id for row in rows])
    return [_complete(row, occurrences[row.id], []) for row in rows]


def occurrences_of(interaction_ids: Sequence[int]) -> defaultdict[int, list[OccurrenceRow]]:
    """When each of the interactions took place, in their order."""
    found: defaultdict[int, list[OccurrenceRow]] = defaultdict(list)
    if not interaction_ids:
        return found
    for interaction_id, *values in db.session.execute(_occurrences(), {"interactions": interaction_ids}):
        found[interaction_id].append(OccurrenceRow._make(values))
    return found


@cache
def _occurrences() -> Select[Any]:
    """Those of `interactions`, as OccurrenceRow takes them."""
    columns = (getattr(Occurrence, name) for name in OccurrenceRow._fields)
    return (
        select(Occurrence.interaction_id, *columns)
        .where(Occurrence.interaction_id.in_(_INTERACTIONS))
        .order_by(Occurrence.interaction_id, Occurrence.position)
    )


def partners_of(interaction_ids: Sequence[int]) -> defaultdict[int, list[PartnerName]]:
    """Whom each of the interactions names, by name: one query for all of them."""
    found: defaultdict[int, list[PartnerName]] = defaultdict(list)
    if not interaction_ids:
        return found
    names = PartnerName.__dataclass_fields__
    for interaction_id, *values in db.session.execute(_partners(), {"interactions": interaction_ids}):
        found[interaction_id].append(PartnerName(**dict(zip(names, values, strict=True))))
    return found


@cache
def _partners() -> Select[Any]:
    """Those that `interactions` name, as PartnerName takes them."""
    return (
        select(InteractionPartner.interaction_id, *NAME_COLUMNS)
        .join(Partner, Partner.id == InteractionPartner.partner_id)
        .where(InteractionPartner.interaction_id.in_(_INTERACTIONS))
        .order_by(Partner.name_ko, Partner.id)
    )


#: What a row tells of an InteractionRow as it is; its body only where it was asked for.
_AS_IT_IS = [
    name for name in InteractionRow._fields if name not in ("kind", "direction", "body", "occurrences", "partners")
]
_told = attrgetter(*_AS_IT_IS)


def _complete(row: Row[Any], occurrences: list[OccurrenceRow], partners: list[PartnerName]) -> InteractionRow:
    return InteractionRow(
        **dict(zip(_AS_IT_IS, _told(row), strict=True)),
        kind=KINDS[row.kind],
        direction=DIRECTIONS[row.direction],
        body=getattr(row, "body", ""),
        occurrences=tuple(occurrences),
        partners=tuple(partners),
    )
