"""What is known of partners and contacts that may tell which of them are one."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, literal, or_, select, union_all

from partners.directory.kinds.tables import TABLES
from partners.directory.models import Contact, ContactPost, Partner, PartnerAlias, PartnerChannel, PartnerNameKey
from partners.directory.queries.contacts import IN_USE
from partners.directory.queries.partners import NOT_TRASHED
from partners.directory.rules.channels import handle_of
from partners.directory.rules.likenames import LETTERS_A_SLIP, SHORT_PLACE, cores_of, pairs_of, telling
from partners.directory.rules.matching import PERSONS, Likeness, PersonProfile, Profile, compared
from partners.directory.rules.names import region_of
from partners.directory.rules.pairing import rarest_needed
from partners.directory.rules.words import HOME
from partners.foundation.database import db
from partners.foundation.hangul import fold
from partners.lists.textsearch import has_any

COMPANIES, SUPPORTERS = TABLES["company"].__table__, TABLES["supporter"].__table__
GROUPS, INSTITUTIONS = TABLES["group"].__table__, TABLES["institution"].__table__
#: Decimals of coordinates within which two points are the same place: some ten metres.
SAME_PLACE = 4
#: A pair of letters that so many records have tells nothing; of those that share something so many are compared.
TOO_OFTEN, MOST_COMPARED = 300, 400

_COLUMNS = (
    "id", "kind", "country", "region", "name_ko", "name_en", "name_native", "address", "lat", "lon", "successor_id",
)  # fmt: skip
_REACH: tuple[Any, ...] = (Contact.phone, Contact.mobile, Contact.email)

Everyone = Collection[int] | Select[int] | None


def partner_profiles(ids: Everyone = None) -> dict[int, Profile]:
    """What is known of these partners, of all outside the trash when none are given. Four queries.

    `ids` may be a statement that selects them.
    """
    names: dict[int, list[str]] = defaultdict(list)
    aliases = select(PartnerAlias.partner_id, PartnerAlias.name)
    for row in db.session.execute(_of_partners(aliases, PartnerAlias, ids)):
        names[row.partner_id].append(row.name)
    channels = _channels(ids)
    reach = _reach(ids)
    return {row.id: _profile(row, names, channels, reach) for row in db.session.execute(_partners(ids))}


def of_kind(kind: str) -> Select[int]:
    """The ids of the partners of one kind: only they are compared with each other."""
    return select(Partner.id).where(Partner.kind == kind, NOT_TRASHED)


def profile_of(kind: str, told: Mapping[str, Any], id: int | None = None) -> Profile:
    """The same of what somebody typed for a partner: columns by name, `aliases` and `channels`."""
    region = region_of(told["country"], told.get("region") or "", told["name_ko"])
    names = [told["name_ko"], told.get("name_en"), told.get("name_native"), *told.get("aliases", ())]
    return Profile(
        id=id,
        kind=kind,
        country=told["country"],
        region=region,
        cores=cores_of(kind, told["country"], region, [name for name in names if name]),
        business_no=told.get("business_no") or "",
        channels=frozenset(
            key for one in told.get("channels", ()) if (key := handle_of(one["platform"], one["handle"], one["url"]))
        ),
        address=fold(told.get("address") or ""),
        point=_point(told.get("lat"), told.get("lon")),
        member_kind=told.get("member_kind") or "",
        cohort=told.get("cohort_no") or told.get("cohort_id"),
        related_id=told.get("related_partner_id"),
        successor_id=told.get("successor_id"),
    )


def alike_on_file(told: Profile) -> list[tuple[int, Likeness]]:
    """The partners on file that may be the one that was told of, the likeliest first: when one is registered or imported.

    `told` may hold phones and mail addresses of the body as well. Never a walk over all: those are compared that share
    a name, a number, a channel or a rare part of the name.
    """
    ids = {*_of_same_name(told), *_of_like_name(told), *_of_same_reach(told)} - {told.id}
    known = partner_profiles(ids) if ids else {}
    compares = ((id, compared(told, one)) for id, one in known.items())
    return sorted(((id, it) for id, it in compares if it.is_proposed), key=lambda each: (-each[1].points, each[0]))


def person_profiles(ids: Everyone = None) -> dict[int, PersonProfile]:
    """What is known of these contacts in use, of all when none are given. Two queries."""
    posts: dict[int, set[int]] = defaultdict(set)
    held = select(ContactPost.contact_id, ContactPost.partner_id)
    for row in db.session.execute(held.where(ContactPost.contact_id.in_(ids)) if ids is not None else held):
        posts[row.contact_id].add(row.partner_id)
    statement = select(Contact.id, Contact.name_key, Contact.name_other, *_REACH).where(IN_USE)
    rows = db.session.execute(statement.where(Contact.id.in_(ids)) if ids is not None else statement)
    return {
        row.id: PersonProfile(
            id=row.id,
            names=frozenset(filter(None, (row.name_key, fold(row.name_other)))),
            phones=_phones(row),
            mails=_mails(row),
            partners=frozenset(posts[row.id]),
        )
        for row in rows
    }


def _of_same_name(told: Profile) -> set[int]:
    texts = {core.text for core in told.cores} | {core.stem for core in told.cores}
    texts |= {fold(told.region) + text for text in texts if told.region}
    keys = select(PartnerNameKey.partner_id).where(PartnerNameKey.key.in_(texts))
    return _some(keys.join(Partner, Partner.id == PartnerNameKey.partner_id).where(*_comparable(told)))


def _of_like_name(told: Profile) -> set[int]:
    """Those whose names share rare parts with one that is long enough to be written in two ways."""
    shortest = SHORT_PLACE if told.kind == "city" else LETTERS_A_SLIP
    texts = [core.text for core in telling(told.cores, told.country == HOME) if len(core.text) >= shortest]
    if told.kind in PERSONS or not texts:
        return set()
    often = _how_often({pair for text in texts for pair in pairs_of(text)})
    rare = {
        pair
        for text in texts
        for pair in sorted(pairs_of(text), key=lambda pair: often[pair])[: rarest_needed(len(pairs_of(text)))]
        if often[pair] < TOO_OFTEN
    }
    return _some(select(Partner.id).where(has_any(Partner, sorted(rare)), *_comparable(told))) if rare else set()


def _how_often(pairs: Collection[str]) -> dict[str, int]:
    """In how many records each pair of letters stands, counted up to a bound. One query."""
    counts = [
        select(literal(pair), select(func.count()).select_from(_having(pair)).scalar_subquery())
        for pair in sorted(pairs)
    ]
    return {row[0]: row[1] for row in db.session.execute(union_all(*counts))}


def _having(pair: str) -> Any:
    return select(literal(1)).select_from(Partner).where(has_any(Partner, [pair])).limit(TOO_OFTEN).subquery()


def _of_same_reach(told: Profile) -> set[int]:
    found: set[int] = set()
    handles = {key.partition(":")[2] for key in told.channels}
    if handles:
        same: ColumnElement[bool] = func.lower(func.ltrim(PartnerChannel.handle, "@")).in_(handles)
        rows = select(PartnerChannel.partner_id).join(Partner, Partner.id == PartnerChannel.partner_id)
        found |= _some(rows.where(same, *_comparable(told)))
    if told.phones or told.mails:
        reached = or_(Contact.phone.in_(told.phones), Contact.mobile.in_(told.phones), Contact.email.in_(told.mails))
        posts = select(ContactPost.partner_id).join(Contact, Contact.id == ContactPost.contact_id)
        held = posts.join(Partner, Partner.id == ContactPost.partner_id).where(ContactPost.is_current, IN_USE, reached)
        found |= _some(held.where(*_comparable(told)))
    if told.business_no:
        found |= _some(select(COMPANIES.c.id).where(COMPANIES.c.business_no == told.business_no))
    return found


def _comparable(told: Profile) -> tuple[ColumnElement[bool], ...]:
    return NOT_TRASHED, Partner.kind == told.kind, Partner.country == told.country


def _some(statement: Select[Any]) -> set[int]:
    return set(db.session.scalars(statement.limit(MOST_COMPARED)))


def _partners(ids: Everyone) -> Select[Any]:
    base = Partner.__table__
    return (
        select(
            *(getattr(Partner, name) for name in _COLUMNS),
            COMPANIES.c.business_no,
            SUPPORTERS.c.cohort_id,
            GROUPS.c.member_kind,
            GROUPS.c.cohort_no,
            INSTITUTIONS.c.related_partner_id,
        )
        .select_from(base)
        .outerjoin(COMPANIES, COMPANIES.c.id == base.c.id)
        .outerjoin(SUPPORTERS, SUPPORTERS.c.id == base.c.id)
        .outerjoin(GROUPS, GROUPS.c.id == base.c.id)
        .outerjoin(INSTITUTIONS, INSTITUTIONS.c.id == base.c.id)
        .where(NOT_TRASHED, *([Partner.id.in_(ids)] if ids is not None else []))
        .order_by(Partner.id)
    )


def _profile(
    row: Row[Any],
    names: Mapping[int, list[str]],
    channels: Mapping[int, set[str]],
    reach: Mapping[int, list[Row[Any]]],
) -> Profile:
    region = region_of(row.country, row.region, row.name_ko)
    every = (row.name_ko, row.name_en, row.name_native, *names.get(row.id, ()))
    people = reach.get(row.id, ())
    return Profile(
        id=row.id,
        kind=row.kind,
        country=row.country,
        region=region,
        cores=cores_of(row.kind, row.country, region, every),
        business_no=row.business_no or "",
        phones=frozenset(number for one in people for number in _phones(one)),
        mails=frozenset(mail for one in people for mail in _mails(one)),
        channels=frozenset(channels.get(row.id, ())),
        address=fold(row.address),
        point=_point(row.lat, row.lon),
        member_kind=row.member_kind or "",
        cohort=row.cohort_no or row.cohort_id,
        related_id=row.related_partner_id,
        successor_id=row.successor_id,
    )


def _channels(ids: Everyone) -> dict[int, set[str]]:
    columns = (PartnerChannel.partner_id, PartnerChannel.platform, PartnerChannel.handle, PartnerChannel.url)
    found: dict[int, set[str]] = defaultdict(set)
    for row in db.session.execute(_of_partners(select(*columns), PartnerChannel, ids)):
        if key := handle_of(row.platform, row.handle, row.url):
            found[row.partner_id].add(key)
    return found


def _reach(ids: Everyone) -> dict[int, list[Row[Any]]]:
    """How those are reached who hold a post at a partner: numbers that two records of one partner share."""
    statement = (
        select(ContactPost.partner_id, *_REACH)
        .join(Contact, Contact.id == ContactPost.contact_id)
        .where(IN_USE, ContactPost.is_current)
    )
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in db.session.execute(_of_partners(statement, ContactPost, ids)):
        found[row.partner_id].append(row)
    return found


def _of_partners(statement: Select[*tuple[Any, ...]], model: Any, ids: Everyone) -> Select[*tuple[Any, ...]]:
    return statement if ids is None else statement.where(model.partner_id.in_(ids))


def _phones(row: Row[Any]) -> frozenset[str]:
    return frozenset(number.partition(";")[0] for number in (row.phone, row.mobile) if number)


def _mails(row: Row[Any]) -> frozenset[str]:
    return frozenset([row.email.casefold()] if row.email else ())


def _point(lat: float | None, lon: float | None) -> tuple[float, float] | None:
    return None if lat is None or lon is None else (round(lat, SAME_PLACE), round(lon, SAME_PLACE))
