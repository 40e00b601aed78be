"""The list of partners: columns instead of entities, filtered, sorted and paged in the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select

from partners.accounts.models import Team, User
from partners.directory.models import Partner, PartnerStanding, Tie
from partners.directory.queries.partners import NAME_COLUMNS, NOT_TRASHED
from partners.directory.queries.resting import ONLY_INTENTION
from partners.directory.rules.filters import CANDIDATE, DOMESTIC, FOREIGN, UNDER_WAY, WITHOUT, PartnerFilter
from partners.directory.rules.ties import LIVING, ties_for
from partners.directory.rules.words import HOME, Band
from partners.foundation.clock import today
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
    """Counts of a section, up to the cap each: `shown` by band under the filter, `of` by name without it."""

    shown: dict[Band, int]
    of: dict[str, int] = field(default_factory=dict)

    @property
    def found(self) -> int:
        return sum(self.shown.values())


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
    """The living ties of these partners: type, status, signed_on, only_intention. The closest first."""
    statement = (
        select(Tie.partner_id, Tie.type, Tie.status, Tie.signed_on, ONLY_INTENTION.label("only_intention"))
        .where(Tie.partner_id.in_(set(partner_ids)), Tie.status.in_(LIVING))
        .order_by(Tie.type != "sister", Tie.id)
    )
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(statement):
        found.setdefault(row.partner_id, []).append(row)
    return found


def figures(asked: PartnerFilter) -> Figures:
    """The counts that a list shows, in one query: its groups, its tabs and the line at its foot."""
    counted = {f"shown_{band.name}": _count(*_conditions(asked), Partner.band == band) for band in Band}
    if asked.kind:
        counted |= _counts_of(asked.kind)
    row = db.session.execute(select(*(column.label(name) for name, column in counted.items()))).one()._mapping
    shown = {band: row[f"shown_{band.name}"] for band in Band}
    return Figures(shown, {name: row[name] for name in counted if not name.startswith("shown_")})


def _counts_of(kind: str) -> dict[str, Any]:
    everything = PartnerFilter(kind=kind)
    base = _conditions(everything)
    not_groups = Partner.band != Band.GROUPS
    counted = {
        "all": _count(*base, not_groups),
        "groups": _count(*base, Partner.band == Band.GROUPS),
        "open": _count(*base, _is_under_way()),
    }
    counted |= {f"tie_{tie}": _count(*base, _has_tie(tie)) for tie in ties_for(kind)}
    if kind == "city":
        counted |= _counts_of_cities(base)
    return counted


def _counts_of_cities(base: list[ColumnElement[bool]]) -> dict[str, Any]:
    friendship = and_(_has_tie("friendship"), ~_has_tie("sister"))
    return {
        "silent": _count(*base, _is_silent()),
        "sister_domestic": _count(*base, _has_tie("sister"), Partner.country == HOME),
        "sister_foreign": _count(*base, _has_tie("sister"), Partner.country != HOME),
        "friendship_domestic": _count(*base, friendship, Partner.country == HOME),
        "friendship_foreign": _count(*base, friendship, Partner.country != HOME),
        "candidates": _count(*base, _is_candidate()),
    }


def _count(*conditions: ColumnElement[bool]) -> Any:
    inner = (
        select(literal(1))
        .select_from(Partner)
        .outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)
        .where(*conditions)
        .limit(COUNT_CAP)
    )
    return select(func.count()).select_from(inner.subquery()).scalar_subquery()


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
        conditions.append(_is_silent())
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


def _has_tie(tie_type: str | None = None, statuses: Iterable[str] = LIVING) -> ColumnElement[bool]:
    living = exists().where(Tie.partner_id == Partner.id, Tie.status.in_(tuple(statuses)))
    return living.where(Tie.type == tie_type) if tie_type else living


def _is_under_way() -> ColumnElement[bool]:
    return PartnerStanding.agreement_id.is_not(None)


def _is_candidate() -> ColumnElement[bool]:
    # 나베현: on its way, and nothing signed yet.
    return and_(Partner.kind == "city", _is_under_way(), ~_has_tie())


def _is_silent() -> ColumnElement[bool]:
    year = today().year
    no_contact = or_(PartnerStanding.last_contact_year.is_(None), PartnerStanding.last_contact_year < year)
    return and_(Partner.kind == "city", _has_tie("sister", ["active"]), no_contact)


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
