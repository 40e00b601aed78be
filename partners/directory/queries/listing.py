"""The list of partners: columns instead of entities, filtered, sorted and paged in the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select
from sqlalchemy.orm import aliased

from partners.accounts.models import Team, User
from partners.directory.models import Partner, PartnerStanding, Tie
from partners.directory.queries.partners import NAME_COLUMNS, NOT_TRASHED
from partners.directory.queries.resting import INTENTION_ON, ONLY_INTENTION
from partners.directory.queries.silence import is_silent, without_contact
from partners.directory.rules.filters import CANDIDATE, DOMESTIC, FOREIGN, UNDER_WAY, WITHOUT, PartnerFilter
from partners.directory.rules.ties import LIVING, ties_for
from partners.directory.rules.words import HOME, Band
from partners.foundation.database import db
from partners.lists.keyset import COUNT_CAP, Page, SortKey, page_of
from partners.lists.textsearch import matches

STANDING_COLUMNS = (
    PartnerStanding.last_contact_on,
    PartnerStanding.last_contact_dated,
    PartnerStanding.last_contact_year,
    PartnerStanding.last_contact_kind,
    PartnerStanding.last_contact_title,
    PartnerStanding.last_contact_text,
    PartnerStanding.agreement_id,
    PartnerStanding.pipeline,
    PartnerStanding.stage,
    PartnerStanding.next_action,
    PartnerStanding.next_due_on,
)


@dataclass(frozen=True)
class Figures:
    """Counts up to the cap each: `found` under the filter, `shown` of them by band, `of` the section by name."""

    found: int
    shown: dict[Band, int]
    of: dict[str, int]


def list_page(asked: PartnerFilter, page: str | None) -> Page:
    """One page of the list. Raises BadPage."""
    statement = (
        select(*NAME_COLUMNS, *STANDING_COLUMNS, Team.name.label("team_name"), User.name.label("owner_name"))
        .join(Team, Team.id == Partner.owner_team_id)
        .outerjoin(User, User.id == Partner.owner_id)
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)
        .where(*_conditions(asked))
    )
    return page_of(statement, _sort_keys(asked), page)


def ties_of_rows(partner_ids: Iterable[int]) -> dict[int, list[Any]]:
    """The living ties of these partners: type, status, signed_on, only_intention, intention_on. The closest first."""
    statement = (
        select(
            Tie.partner_id,
            Tie.type,
            Tie.status,
            Tie.signed_on,
            ONLY_INTENTION.label("only_intention"),
            INTENTION_ON.label("intention_on"),
        )
        .where(Tie.partner_id.in_(set(partner_ids)), Tie.status.in_(LIVING))
        .order_by(Tie.type != "sister", Tie.id)
    )
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(statement):
        found.setdefault(row.partner_id, []).append(row)
    return found


def figures(asked: PartnerFilter) -> Figures:
    """The counts that a list shows, in one query: its bands, its tabs and the line at its foot."""
    bands = {band.name: _found(asked).where(Partner.band == band) for band in Band if asked.kind}
    counted = {**bands, **_counts_of(asked.kind)} if asked.kind else {"found": _found(asked)}
    columns = [_number_of(statement).label(name) for name, statement in counted.items()]
    row = db.session.execute(select(*columns)).one()._mapping
    shown = {band: row[band.name] for band in Band if asked.kind}
    found = sum(shown.values()) if asked.kind else row["found"]
    return Figures(found, shown, {name: row[name] for name in counted if name not in bands})


def _counts_of(kind: str) -> dict[str, Select[Any]]:
    of_kind = _found(PartnerFilter(kind=kind))
    counted = {
        "all": of_kind.where(Partner.band != Band.GROUPS),
        "groups": of_kind.where(Partner.band == Band.GROUPS),
        "open": _found(PartnerFilter(kind=kind, stage=UNDER_WAY)),
    }
    if kind == "city":
        return {**counted, **_counts_of_cities()}
    return {**counted, **{tie: _tied(kind, tie) for tie in ties_for(kind)}}


def _counts_of_cities() -> dict[str, Select[Any]]:
    sister = _tied("city", "sister")
    friendship = _tied("city", "friendship").where(~_has_tie("sister"))
    at_home = Partner.country == HOME
    return {
        "silent": sister.join(PartnerStanding, PartnerStanding.partner_id == Tie.partner_id, isouter=True).where(
            Tie.status == "active", without_contact()
        ),
        "sister_domestic": sister.where(at_home),
        "sister_foreign": sister.where(~at_home),
        "friendship_domestic": friendship.where(at_home),
        "friendship_foreign": friendship.where(~at_home),
        "candidates": _found(PartnerFilter(kind="city", tie=CANDIDATE)),
    }


def _found(asked: PartnerFilter) -> Select[Any]:
    statement = select(literal(1)).select_from(Partner).where(*_conditions(asked))
    # Joined only where it decides: counting walks up to the cap.
    if asked.stage or asked.tie == CANDIDATE:
        statement = statement.outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)
    return statement


def _tied(kind: str, tie: str) -> Select[Any]:
    # From the ties, of which there are few; a partner has one living tie of a type.
    return (
        select(literal(1))
        .select_from(Tie)
        .join(Partner, Partner.id == Tie.partner_id)
        .where(Tie.type == tie, Tie.status.in_(LIVING), *_conditions(PartnerFilter(kind=kind)))
    )


def _number_of(statement: Select[Any]) -> Any:
    return select(func.count()).select_from(statement.limit(COUNT_CAP).subquery()).scalar_subquery()


def _conditions(asked: PartnerFilter) -> list[ColumnElement[bool]]:
    conditions = [NOT_TRASHED, *_place(asked)]
    if asked.kind == "group":
        conditions.append(Partner.kind == "group")
    elif asked.kind:
        conditions.append(Partner.section == asked.kind)
    if asked.team:
        conditions.append(Partner.owner_team_id == _team_id(asked.team))
    if asked.tie:
        conditions.append(_tie(asked.tie))
    if asked.stage:
        conditions.append(_is_under_way() if asked.stage == UNDER_WAY else PartnerStanding.stage == asked.stage)
    if asked.silent:
        conditions.append(is_silent())
    if asked.q:
        conditions.append(matches(Partner, asked.q))
    return conditions


def _place(asked: PartnerFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.country == FOREIGN:
        conditions.append(Partner.country != HOME)
    elif asked.country:
        conditions.append(Partner.country == (HOME if asked.country == DOMESTIC else asked.country))
    if asked.region:
        conditions.append(Partner.region == asked.region)
    return conditions


def _team_id(code: str) -> Any:
    return select(Team.id).where(Team.code == code).scalar_subquery()


def _tie(asked: str) -> ColumnElement[bool]:
    if asked == CANDIDATE:
        return _is_candidate()
    return ~_has_tie() if asked == WITHOUT else _has_tie(asked)


def _has_tie(tie_type: str | None = None) -> ColumnElement[bool]:
    held = aliased(Tie)
    living = exists().where(held.partner_id == Partner.id, held.status.in_(LIVING))
    return living.where(held.type == tie_type) if tie_type else living


def _is_under_way() -> ColumnElement[bool]:
    # The pipeline has the index; both are written together.
    return and_(PartnerStanding.pipeline.is_not(None), PartnerStanding.agreement_id.is_not(None))


def _is_candidate() -> ColumnElement[bool]:
    # 나베현: on its way, and nothing signed yet.
    return and_(Partner.kind == "city", _is_under_way(), ~_has_tie())


def _sort_keys(asked: PartnerFilter) -> list[SortKey]:
    descending = asked.sort.startswith("-")
    name = [SortKey(Partner.name_ko), SortKey(Partner.id)]
    by = asked.sort.lstrip("-")
    if by == "name":
        keys = [SortKey(Partner.name_ko, descending), SortKey(Partner.id, descending)]
        return [SortKey(Partner.band), *keys] if asked.kind else keys
    if by == "region":
        return [SortKey(Partner.band), SortKey(Partner.region, descending), *name]
    column = PartnerStanding.last_contact_on if by == "last" else PartnerStanding.next_due_on
    return [SortKey(column, descending, nullable=True), *name]
