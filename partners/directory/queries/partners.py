"""One partner, or the names of some."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, Select, bindparam, func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from partners.accounts.models import Team, User
from partners.directory.kinds import KINDS
from partners.directory.kinds.tables import TABLES
from partners.directory.models import Partner, PartnerChannel, PartnerForwarding, PartnerStanding, Tie
from partners.directory.rules.archive import Archived, Merged
from partners.directory.rules.names import formal_name, other_name
from partners.directory.rules.words import HOME, Band
from partners.foundation.database import db, memory
from partners.foundation.hangul import query_words
from partners.lists.keyset import SortKey
from partners.lists.order import in_order
from partners.lists.textsearch import among_few, likeness, matches

NOT_TRASHED = Partner.trashed_at.is_(None)
INSTITUTIONS = TABLES["institution"].__table__.c


@dataclass(frozen=True, kw_only=True)
class PartnerName:
    """What pages of other capabilities show of a partner."""

    id: int
    kind: str
    #: The kind whose glyph it wears: its own, or its members' for a group.
    section: str
    band: int
    name_ko: str
    name_en: str
    name_native: str
    country: str
    region: str
    owner_team_id: int

    @property
    def is_foreign(self) -> bool:
        return self.country != HOME

    @property
    def is_group(self) -> bool:
        return self.band == Band.GROUPS

    @property
    def is_person(self) -> bool:
        """A natural person: whoever shows the name calls `audit.actions.saw`."""
        return KINDS[self.kind].is_person

    @property
    def kind_label(self) -> Any:
        return KINDS[self.kind].label

    @property
    def other_name(self) -> str:
        """The short names beside the Korean one: 岸和田市 Kishiwada City, Huyện Nhà Bè."""
        return other_name(self.name_ko, self.name_native, self.name_en)

    @property
    def formal_name(self) -> str:
        return formal_name(self.country, self.region, self.name_ko)


@dataclass(frozen=True, kw_only=True)
class PartnerInShort(PartnerName):
    """What a panel on a partner's page needs to know of it."""

    trashed_at: datetime | None
    #: The institutions that belong to it, archived ones too: 기시와다시 → 기시와다시 일한친선협회.
    institution_ids: tuple[int, ...]

    @property
    def is_archived(self) -> bool:
        return self.trashed_at is not None

    @property
    def with_institutions(self) -> list[int]:
        """Whose history counts as its own."""
        return [self.id, *self.institution_ids]


NAME_COLUMNS = tuple(getattr(Partner, name) for name in PartnerName.__dataclass_fields__)


def get_partner(partner_id: int) -> Partner:
    """A partner that something may be done with, with its other names. Raises NoResultFound, Archived and Merged."""
    partner = get_partner_to_read(partner_id)
    if partner.trashed_at is not None:
        raise Archived()
    return partner


def get_partner_to_read(partner_id: int) -> Partner:
    """A partner with its other names, also an archived one. Raises NoResultFound, and Merged."""
    return _readable(_one(partner_id).scalar_one())


def get_partner_in_short(partner_id: int) -> PartnerInShort:
    """The same for a panel, which is drawn together with others of its partner. Raises NoResultFound, and Merged."""
    remembered: dict[int, PartnerInShort] = memory().setdefault("partners_in_short", {})
    if partner_id not in remembered:
        remembered[partner_id] = _in_short(partner_id)
    return remembered[partner_id]


def find_partner(partner_id: int) -> Partner | None:
    """A partner that is not archived, with its other names, or None."""
    partner: Partner | None = _one(partner_id).scalar_one_or_none()
    return None if partner is None or partner.trashed_at is not None else _with_channels(partner)


def partners_named(ids: Iterable[int]) -> dict[int, PartnerName]:
    """The names of these partners by id, also of those in the trash. One query."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = db.session.execute(select(*NAME_COLUMNS).where(Partner.id.in_(wanted)))
    return {row.id: _named(row) for row in rows}


def typeahead(q: str, limit: int = 10, kinds: Collection[str] = (), without: Collection[int] = ()) -> list[PartnerName]:
    """Partners that match what was typed (초성, other names, English, native), best first.

    `kinds`: only of these kinds; `without`: these are not offered again.
    """
    if not query_words(q):
        return []
    statement = select(*NAME_COLUMNS).where(NOT_TRASHED, matches(Partner, q), among_few(Partner, Partner.name_key, q))
    if kinds:
        statement = statement.where(Partner.kind.in_(kinds))
    if without:
        statement = statement.where(Partner.id.not_in(without))
    statement = statement.order_by(*in_order(best_first(q))).limit(limit)
    return [_named(row) for row in db.session.execute(statement)]


def best_first(q: str) -> list[SortKey]:
    """Partners so called, then those whose name begins so, each the shortest name first."""
    length = func.length(Partner.name_key, type_=Integer())
    return [
        SortKey(likeness(Partner, q, Partner.name_key)),
        SortKey(length),
        SortKey(Partner.name_ko),
        SortKey(Partner.id),
    ]


def related_institution_ids(partner_id: int) -> list[int]:
    """The institutions that belong to a city or body: 기시와다시 → 기시와다시 일한친선협회.

    Archived ones too: what passed with them stays the city's history, and counts as that.
    """
    statement = select(INSTITUTIONS.id).where(INSTITUTIONS.related_partner_id == partner_id).order_by(INSTITUTIONS.id)
    return list(db.session.scalars(statement))


def related_partner_ids(institution_ids: Iterable[int]) -> list[int]:
    """The cities and bodies to which these institutions belong."""
    statement = select(INSTITUTIONS.related_partner_id).where(
        INSTITUTIONS.id.in_(set(institution_ids)), INSTITUTIONS.related_partner_id.is_not(None)
    )
    return sorted(set(db.session.scalars(statement)))


def partner_with_surroundings(partner_id: int) -> tuple[Partner, Row[Any]]:
    """A partner as `get_partner_to_read` gives it, and what stands around it. Raises NoResultFound, and Merged.

    Around it: `team_name`, `owner_name`, `archived_by`, its standing's columns, and the ids and names of its
    `successor_name` and of the `related_id`, `related_name` that an institution belongs to.
    """
    row = db.session.execute(_surroundings(), {"partner": partner_id}).unique().one()
    return _readable(row[0]), row


@cache
def _surroundings() -> Select[*tuple[Any, ...]]:
    successor, related = aliased(Partner, flat=True), aliased(Partner, flat=True)
    archivist = aliased(User)
    return (
        select(
            Partner,
            Team.name.label("team_name"),
            User.name.label("owner_name"),
            *(column for column in PartnerStanding.__table__.c if column.name != "partner_id"),
            archivist.name.label("archived_by"),
            successor.name_ko.label("successor_name"),
            related.id.label("related_id"),
            related.name_ko.label("related_name"),
        )
        .join(Team, Team.id == Partner.owner_team_id)
        .outerjoin(User, User.id == Partner.owner_id)
        .outerjoin(archivist, archivist.id == Partner.trashed_by_id)
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)
        .outerjoin(successor, successor.id == Partner.successor_id)
        .outerjoin(INSTITUTIONS.id.table, INSTITUTIONS.id == Partner.id)
        .outerjoin(related, related.id == INSTITUTIONS.related_partner_id)
        .where(Partner.id == bindparam("partner", type_=Integer))
        .options(joinedload(Partner.aliases))
    )


def all_partner_ids() -> list[int]:
    """The ids of all partners, also of those in the trash."""
    return list(db.session.scalars(select(Partner.id).order_by(Partner.id)))


def get_tie(partner_id: int, tie_id: int) -> Tie:
    """A tie of this partner. Raises NoResultFound, alike for another partner's."""
    return db.session.execute(select(Tie).where(Tie.id == tie_id, Tie.partner_id == partner_id)).scalar_one()


def ties_of(partner_id: int) -> Sequence[Tie]:
    """Every tie of the partner, also ended ones: living first, then in the order of recording."""
    statement = select(Tie).where(Tie.partner_id == partner_id).order_by(Tie.status == "ended", Tie.id)
    return db.session.scalars(statement).all()


def _one(partner_id: int) -> Any:
    # The base table with the other names, then the kind's own table (`polymorphic_load`): of both only what is needed.
    asked = select(Partner).where(Partner.id == partner_id).options(joinedload(Partner.aliases))
    return db.session.execute(asked).unique()


def _readable(partner: Partner) -> Partner:
    if partner.trashed_at is not None:
        _lead_on(partner)
    return _with_channels(partner)


def _in_short(partner_id: int) -> PartnerInShort:
    statement = (
        select(*NAME_COLUMNS, Partner.trashed_at, INSTITUTIONS.id.label("institution_id"))
        .outerjoin(INSTITUTIONS.id.table, INSTITUTIONS.related_partner_id == Partner.id)
        .where(Partner.id == partner_id)
        .order_by(INSTITUTIONS.id)
    )
    rows = db.session.execute(statement).all()
    if not rows:
        raise NoResultFound()
    values = dict(rows[0]._mapping)
    del values["institution_id"]
    found = PartnerInShort(**values, institution_ids=tuple(row.institution_id for row in rows if row.institution_id))
    if found.is_archived:
        _lead_on(found)
    return found


def _lead_on(partner: Partner | PartnerInShort) -> None:
    forwarding = select(PartnerForwarding.into_id).where(PartnerForwarding.partner_id == partner.id)
    into_id = db.session.scalar(forwarding)
    if into_id is not None:
        raise Merged("partner_id", partner.id, {"partner_id": into_id}, partner.name_ko)


def _with_channels(partner: Partner) -> Partner:
    # Asked of those only who can have some.
    if KINDS[partner.kind].has_channels:
        rows = select(PartnerChannel).where(PartnerChannel.partner_id == partner.id)
        channels = db.session.scalars(rows.order_by(PartnerChannel.position, PartnerChannel.id)).all()
        set_committed_value(partner, "channels", list(channels))
    return partner


def _named(row: Row[Any]) -> PartnerName:
    return PartnerName(**row._mapping)
