"""The list of partners: columns instead of entities, filtered, sorted and paged in the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, bindparam, case, func, literal, select

from partners.accounts.models import Team, User
from partners.directory.models import Partner, PartnerStanding, PartnerTab, Tie
from partners.directory.queries import tabs
from partners.directory.queries.conditions import conditions_of
from partners.directory.queries.partners import NAME_COLUMNS
from partners.directory.queries.resting import INTENTION_ON, ONLY_INTENTION
from partners.directory.queries.silence import is_kept_alive, is_without_contact
from partners.directory.queries.tabs import counting_as
from partners.directory.rules.filters import CANDIDATE, PartnerFilter
from partners.directory.rules.ties import LIVING, ties_for
from partners.directory.rules.words import HOME, TIE_LABELS, Band
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.foundation.patience import patience_with
from partners.lists.keyset import COUNT_CAP, Count, Page, SortKey, page_of
from partners.lists.tallies import tally

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
    PartnerStanding.interaction_count,
)
#: How close the closest living tie of a partner is: its type's place among the types.
CLOSEST_TIE = (
    select(
        Tie.partner_id,
        func.min(case({type: place for place, type in enumerate(TIE_LABELS)}, value=Tie.type)).label("place"),
    )
    .where(Tie.status.in_(LIVING))
    .group_by(Tie.partner_id)
    .subquery("closest_ties")
)

KEEPING_COLUMNS = (
    Partner.valid_to,
    Partner.successor_id,
    Team.name.label("team_name"),
    User.name.label("owner_name"),
)


@dataclass(frozen=True)
class Figures:
    """Counts up to the cap each: `found` under the filter, `shown` of them by band, `of` the section by name."""

    found: int
    shown: dict[Band, int]
    of: dict[str, int]


def list_page(asked: PartnerFilter, page: str | None, stages: Sequence[str] = ()) -> Page:
    """One page of the list; `stages` are the codes of all stages in their order. Raises BadPage."""
    with patience_with(asked.q):
        return page_of(_sorted(listed(asked), asked), sort_keys(asked, stages), page, shown=_shown)


def list_statement(asked: PartnerFilter, *columns: Any) -> Select[Any]:
    """These columns of the partners that the filter lets through, with all that the list may be ordered by."""
    statement = _told(*columns).where(*conditions_of(asked))
    if asked.sort.lstrip("-") == "tie":
        return statement.outerjoin(CLOSEST_TIE, CLOSEST_TIE.c.partner_id == Partner.id)
    return statement


def _sorted(found: Select[Any], asked: PartnerFilter) -> Select[Any]:
    """The ids of the partners found, with what sorts them joined: no more, or it would be read of all of them."""
    by = asked.sort.lstrip("-")
    ids = found.with_only_columns(Partner.id, maintain_column_froms=True)
    if by == "owner":
        return ids.outerjoin(User, User.id == Partner.owner_id)
    if by == "tie":
        return ids.outerjoin(CLOSEST_TIE, CLOSEST_TIE.c.partner_id == Partner.id)
    return _with_standing(ids) if by in _BY_STANDING and not _needs_standing(asked) else ids


def _shown(found: Subquery) -> Select[Any]:
    """What the list says of the partners found."""
    return _rows().join(found, found.c.id == Partner.id)


@cache
def _rows() -> Select[Any]:
    return _told(*NAME_COLUMNS, *KEEPING_COLUMNS, *STANDING_COLUMNS)


def _told(*columns: Any) -> Select[Any]:
    return _with_standing(
        select(*columns)
        .select_from(Partner)
        .join(Team, Team.id == Partner.owner_team_id)
        .outerjoin(User, User.id == Partner.owner_id)
    )


def partner_ids(asked: PartnerFilter, most: int) -> list[int]:
    """The ids of what the filter lets through, at most so many, for what is done to all of them."""
    statement = listed(asked).with_only_columns(Partner.id, maintain_column_froms=True)
    return list(db.session.scalars(statement.order_by(Partner.id).limit(most)))


def ties_of_rows(partner_ids: Iterable[int]) -> dict[int, list[Any]]:
    """The living ties of these partners: type, status, signed_on, only_intention, intention_on. The closest first."""
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(_ties(), {"partners": list(set(partner_ids))}):
        found.setdefault(row.partner_id, []).append(row)
    return found


@cache
def _ties() -> Select[*tuple[Any, ...]]:
    columns = (Tie.partner_id, Tie.type, Tie.status, Tie.signed_on)
    return (
        select(*columns, ONLY_INTENTION.label("only_intention"), INTENTION_ON.label("intention_on"))
        .where(Tie.partner_id.in_(bindparam("partners", expanding=True)), Tie.status.in_(LIVING))
        .order_by(Tie.type != "sister", Tie.id)
    )


def figures(asked: PartnerFilter, exactly: bool = False) -> Figures:
    """The counts that a list shows, in one query: its bands, its tabs and the line at its foot.

    `exactly`: what the filter finds is counted to the end and not up to the cap. All partners are not counted at all:
    the menu's tally knows how many they are.
    """
    if not asked.kind and not asked.narrowing:
        number = tally("partners")
        return Figures(number if exactly else min(number, COUNT_CAP), {}, {})
    found_in = {band.name: listed(asked).where(Partner.band == band) for band in Band if asked.kind}
    found_in = found_in or {"found": listed(asked)}
    cap = None if exactly else COUNT_CAP
    columns = {name: _number_of(statement, cap).label(name) for name, statement in found_in.items()}
    of_kind = _numbers_of(asked.kind, today()) if asked.kind else {}
    with patience_with(asked.q):
        row = db.session.execute(select(*columns.values(), *of_kind.values())).one()._mapping
    shown = {band: row[band.name] for band in Band if asked.kind}
    of = {name: row[name] for name in of_kind}
    return Figures(
        sum(row[name] for name in columns), shown, {**of, "all": _members_of(asked.kind)} if asked.kind else of
    )


def count_each(asked: Mapping[str, PartnerFilter], cap: int = COUNT_CAP) -> dict[str, Count]:
    """How many partners each filter lets through, up to the cap, in one query."""
    columns = [_number_of(listed(one), cap + 1).label(name) for name, one in asked.items()]
    row = db.session.execute(select(*columns)).one()._mapping
    return {name: Count(min(row[name], cap), row[name] > cap) for name in asked}


@lru_cache(maxsize=32)
def _numbers_of(kind: str, _today: date) -> dict[str, ColumnElement[int]]:
    """What the tabs of a section say: built once a day, since who is silent follows from the year."""
    return {name: _number_of(statement).label(name) for name, statement in _counts_of(kind).items()}


def _counts_of(kind: str) -> dict[str, Select[Any]]:
    groups = {"groups": listed(PartnerFilter(kind=kind)).where(Partner.band == Band.GROUPS)}
    if kind == "city":
        return {**groups, **_counts_of_cities()}
    return {**groups, **{tie: counting_as(tie, kind) for tie in ties_for(kind)}}


def _members_of(kind: str) -> int:
    """How many stand in the section of a kind, up to the cap; groups are nobody's members."""
    return 0 if kind == "group" else min(tally(f"partners.{kind}"), COUNT_CAP)


def _counts_of_cities() -> dict[str, Select[Any]]:
    sister, friendship = counting_as("sister", "city"), counting_as("friendship", "city")
    at_home = PartnerTab.country == HOME
    silent = sister.join(Tie, Tie.id == PartnerTab.tie_id).outerjoin(
        PartnerStanding, PartnerStanding.partner_id == PartnerTab.partner_id
    )
    return {
        "open": counting_as(tabs.UNDER_WAY, "city"),
        "silent": silent.where(is_kept_alive(), is_without_contact()),
        "sister_domestic": sister.where(at_home),
        "sister_foreign": sister.where(~at_home),
        "friendship_domestic": friendship.where(at_home),
        "friendship_foreign": friendship.where(~at_home),
        "candidates": counting_as(tabs.CANDIDATE, "city"),
    }


def listed(asked: PartnerFilter) -> Select[Any]:
    """The partners that the filter lets through, to be counted or given columns."""
    statement = select(literal(1)).select_from(Partner).where(*conditions_of(asked))
    # Joined only where it decides: counting walks up to the cap.
    return _with_standing(statement) if _needs_standing(asked) else statement


def _needs_standing(asked: PartnerFilter) -> bool:
    return bool(asked.stage) or asked.tie == CANDIDATE


def _with_standing(statement: Select[Any]) -> Select[Any]:
    return statement.outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)


def _number_of(statement: Select[Any], cap: int | None = COUNT_CAP) -> Any:
    return select(func.count()).select_from(statement.limit(cap).subquery()).scalar_subquery()


def sort_keys(asked: PartnerFilter, stages: Sequence[str]) -> list[SortKey]:
    """The keys of an order; where rows are alike in it, they come by name."""
    descending = asked.sort.startswith("-")
    by = asked.sort.lstrip("-")
    if by in _WITHIN_ONE_INDEX:
        columns = [*_WITHIN_ONE_INDEX[by], Partner.name_ko, Partner.id]
        # Bands stand in the sections only; the other way round they come the other way round.
        return [SortKey(column, descending) for column in columns if asked.kind or column is not Partner.band]
    column = _place_of_stage(stages) if by == "stage" and stages else _FIRST[by]
    nobody = Partner.owner_id.is_(None) if by == "owner" else None
    first = SortKey(column, descending, nullable=True, coarse=by in ("owner", "tie", "stage"), empty=nobody)
    return [first, SortKey(Partner.name_ko), SortKey(Partner.id)]


def _place_of_stage(stages: Sequence[str]) -> Any:
    """Where the stage of the open case comes among all stages; NULL without one."""
    return case({code: place for place, code in enumerate(stages)}, value=PartnerStanding.stage)


#: Orders that run one way through all their columns, as an index does.
_WITHIN_ONE_INDEX: dict[str, tuple[Any, ...]] = {
    "name": (Partner.band,),
    "kind": (Partner.section, Partner.band),
    "region": (Partner.band, Partner.country, Partner.region),
    "team": (Partner.owner_team_id,),
}
_BY_STANDING = ("last", "next", "count", "stage")
#: The others; what is empty comes last in either direction.
_FIRST: dict[str, Any] = {
    "last": PartnerStanding.last_contact_on,
    "next": PartnerStanding.next_due_on,
    "count": PartnerStanding.interaction_count,
    "owner": User.name,
    "tie": CLOSEST_TIE.c.place,
    "stage": PartnerStanding.stage,
}
