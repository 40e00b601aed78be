"""What must not change beside us while something is decided."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, select

from partners.directory.models import Partner
from partners.directory.rules.archive import Archived
from partners.foundation.database import db


def lock_country(partner: Partner) -> str:
    """Hold the partner's row until the end of the transaction; returns its country as it stands there now.

    The country decides which rules a tie follows: nobody may change it while a tie is made,
    nor make a tie while it is decided whether the country can change. Raises Archived.
    """
    lock_partners({partner.id})
    return _country_now(partner)


def lock_partners(ids: Collection[int], also_archived: bool = False) -> None:
    """Hold the rows of these partners until the end of the transaction. Raises Archived when one is put away."""
    held = db.session.execute(_rows(ids).with_for_update()).all()
    if not also_archived:
        _refuse_archived(held)


def keep_partners(ids: Collection[int]) -> None:
    """See that nobody archives these partners until the end of the transaction. Raises Archived when one is."""
    if ids:
        _refuse_archived(db.session.execute(_rows(ids).with_for_update(read=True)).all())


def keep_country(partner: Partner) -> str:
    """See that nobody archives the partner or moves it abroad until the end; returns its country as it stands now.

    For what is begun with a partner and follows the rules of its country. Raises Archived.
    """
    keep_partners({partner.id})
    return _country_now(partner)


def _country_now(partner: Partner) -> str:
    return db.session.scalar(select(Partner.country).where(Partner.id == partner.id)) or partner.country


def _rows(ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    # In the order of their ids, so that two who want the same rows do not wait for each other for ever.
    return select(Partner.id, Partner.trashed_at).where(Partner.id.in_(ids)).order_by(Partner.id)


def _refuse_archived(held: Sequence[Any]) -> None:
    if any(row.trashed_at is not None for row in held):
        raise Archived()
