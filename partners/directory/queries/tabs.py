"""What partners count as, for the tabs of lists: kept by the database, so that counting joins nothing."""

from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, exists, false, literal, null, select, union_all
from sqlalchemy.orm import aliased

from partners.directory.models import Partner, PartnerStanding, PartnerTab, Tie
from partners.directory.queries.partners import NOT_TRASHED
from partners.directory.rules.ties import LIVING

#: Beside the types of ties.
UNDER_WAY, CANDIDATE = "under_way", "candidate"
_other = aliased(Tie)
_TIED = exists().where(_other.partner_id == Partner.id, _other.status.in_(LIVING))


def counting_as(tab: str, kind: str) -> Select[Any]:
    """The partners that count as this in the section of a kind, to be counted."""
    here = PartnerTab.kind == kind if kind == "group" else PartnerTab.section == kind
    return select(literal(1)).select_from(PartnerTab).where(PartnerTab.tab == tab, here)


def tabs_anew() -> CompoundSelect[Any]:
    """What all partners count as, read from the records: the columns of PartnerTab, in their order."""
    outgrown = and_(Tie.type == "friendship", _TIED.where(_other.type == "sister"))
    is_at_rest = PartnerStanding.agreement_id.is_(None)
    under_way = and_(PartnerStanding.pipeline.is_not(None), ~is_at_rest)
    return union_all(
        _tabs(Tie.type, Tie.id, is_at_rest)
        .join(Tie, Tie.partner_id == Partner.id)
        .where(Tie.status.in_(LIVING), ~outgrown),
        _tabs(literal(UNDER_WAY), null(), false()).where(under_way),
        _tabs(literal(CANDIDATE), null(), false()).where(under_way, Partner.kind == "city", ~_TIED),
    )


def _tabs(tab: Any, tie_id: Any, at_rest: Any) -> Select[Any]:
    columns = (Partner.id, tab, Partner.section, Partner.kind, Partner.country, tie_id, at_rest)
    statement = select(*columns).select_from(Partner)
    return statement.outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id).where(NOT_TRASHED)
