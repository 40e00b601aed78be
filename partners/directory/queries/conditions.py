"""What the filters of the list ask of the database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, exists, literal_column, or_, select

from partners.accounts.models import Team
from partners.directory.kinds import KINDS
from partners.directory.kinds.tables import TABLES
from partners.directory.models import Contact, ContactPost, Partner, PartnerStanding, PartnerTag, Tag, Tie
from partners.directory.queries.ahead import is_expiring, is_out_of_touch
from partners.directory.queries.partners import NOT_TRASHED
from partners.directory.queries.silence import is_silent
from partners.directory.rules.filters import (
    CANDIDATE,
    DOMESTIC,
    ENDLESS,
    FOREIGN,
    NO_CONTACT,
    NO_PLACE,
    NOBODY,
    UNCONFIRMED,
    UNDER_WAY,
    UNREGISTERED,
    UNSIGNED,
    UNSURE_PLACE,
    WITHOUT,
    PartnerFilter,
)
from partners.directory.rules.ties import LIVING, TERMED
from partners.directory.rules.words import HOME, TIE_LABELS
from partners.foundation.clock import today
from partners.foundation.hangul import fold
from partners.lists.textsearch import matches

#: Kinds that others speak for.
BODIES = tuple(kind.code for kind in KINDS.values() if not kind.is_person and kind.code != "group")


def conditions_of(asked: PartnerFilter) -> list[ColumnElement[bool]]:
    """What holds of the partners that the filter lets through; `asked.owner` is an id or NOBODY.

    A stage and a candidate need the standing joined.
    """
    conditions = [Partner.trashed_at.is_not(None) if asked.archived else NOT_TRASHED, *_place(asked)]
    if asked.kind == "group":
        conditions.append(Partner.kind == "group")
    elif asked.kind:
        conditions.append(Partner.section == asked.kind)
    if asked.team:
        conditions.append(Partner.owner_team_id == _team_id(asked.team))
    if asked.tie or asked.tie_status:
        conditions.extend(_tie(asked.tie, asked.tie_status))
    if asked.stage:
        conditions.append(_is_under_way() if asked.stage == UNDER_WAY else PartnerStanding.stage == asked.stage)
    if asked.silent:
        conditions.append(is_silent())
    if asked.q:
        conditions.append(matches(Partner, asked.q))
    return [*conditions, *_keeping(asked)]


def _keeping(asked: PartnerFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.owner:
        conditions.append(Partner.owner_id.is_(None) if asked.owner == NOBODY else Partner.owner_id == int(asked.owner))
    if asked.tag:
        carriers = select(PartnerTag.partner_id).join(Tag, Tag.id == PartnerTag.tag_id)
        conditions.append(Partner.id.in_(carriers.where(Tag.name_key == fold(asked.tag))))
    if asked.missing:
        conditions.append(MISSES[asked.missing]())
    if asked.contact:
        conditions.append(is_out_of_touch(asked.contact))
    if asked.expiring:
        conditions.append(is_expiring(asked.expiring))
    if asked.abolished:
        merged = and_(Partner.valid_to.is_(None), Partner.successor_id.is_not(None))
        conditions.append(or_(Partner.valid_to < today(), merged))
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


def _tie(asked: str, status: str) -> list[ColumnElement[bool]]:
    """A tie of this type, living or of the status asked for. Who has none now, or is on the way to one, may have had one."""
    statuses = (status,) if status else LIVING
    if asked == CANDIDATE:
        now = [_is_candidate()]
    elif asked == WITHOUT:
        now = [~has_tie()]
    else:
        return [has_tie(asked if asked in TIE_LABELS else None, statuses)]
    return [*now, has_tie(None, statuses)] if status else now


def has_tie(tie_type: str | None = None, statuses: Sequence[str] = LIVING) -> ColumnElement[bool]:
    held = select(Tie.partner_id).where(Tie.status.in_(statuses))
    of_type = held.where(Tie.type == tie_type) if tie_type else held
    # From the ties, of which there are fewer.
    return Partner.id.in_(of_type.correlate(None))


def misses_place() -> ColumnElement[bool]:
    return or_(Partner.lat.is_(None), Partner.lon.is_(None))


def is_unsure_of_place() -> ColumnElement[bool]:
    """좌표 확인 필요: it has coordinates that nobody of ours has confirmed."""
    # As the index of these has it.
    unsure = Partner.point_confidence.is_distinct_from(literal_column("'high'"))
    return and_(Partner.lat.is_not(None), Partner.lon.is_not(None), unsure)


def misses_contact() -> ColumnElement[bool]:
    """That nobody to speak with is on record at a body; persons speak for themselves, groups through their members."""
    held = (
        exists()
        .where(ContactPost.partner_id == Partner.id, ContactPost.is_current)
        .where(ContactPost.contact_id == Contact.id, Contact.removed_at.is_(None))
    )
    return and_(Partner.kind.in_(BODIES), ~held)


def is_unconfirmed() -> ColumnElement[bool]:
    """That it holds values from general knowledge which nobody of ours has confirmed."""
    return literal_column("partners.reference_fields <> '[]'", Boolean())


def is_unsigned() -> ColumnElement[bool]:
    """That a living tie of it has no day of signature."""
    return Partner.id.in_(select(Tie.partner_id).where(Tie.status.in_(LIVING), Tie.signed_on.is_(None)))


def is_endless() -> ColumnElement[bool]:
    """That a living tie which stands for a term has no last day."""
    termed = (Tie.status.in_(LIVING), Tie.type.in_(TERMED), Tie.ends_on.is_(None))
    return Partner.id.in_(select(Tie.partner_id).where(*termed))


def is_unregistered() -> ColumnElement[bool]:
    """That no registration for foreign patients is on record of a hospital, or not until when it is valid."""
    hospitals = TABLES["hospital"].__table__.c
    unknown = or_(hospitals.registration_no == "", hospitals.registration_until.is_(None))
    return Partner.id.in_(select(hospitals.id).where(unknown))


MISSES = {
    NO_PLACE: misses_place,
    UNSURE_PLACE: is_unsure_of_place,
    NO_CONTACT: misses_contact,
    UNCONFIRMED: is_unconfirmed,
    UNSIGNED: is_unsigned,
    ENDLESS: is_endless,
    UNREGISTERED: is_unregistered,
}


def _is_under_way() -> ColumnElement[bool]:
    # The pipeline has the index; both are written together.
    return and_(PartnerStanding.pipeline.is_not(None), PartnerStanding.agreement_id.is_not(None))


def _is_candidate() -> ColumnElement[bool]:
    # 나베현: on its way, and nothing signed yet.
    return and_(Partner.kind == "city", _is_under_way(), ~has_tie())
