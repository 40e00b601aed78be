"""The one place that writes what follows from a partner's names: keys, search columns, place in lists."""

from typing import Any

from sqlalchemy import delete, insert

from partners.directory.events import PARTNER_RENAMED
from partners.directory.models import Contact, Document, Partner, PartnerNameKey
from partners.directory.queries.search import names_by_id
from partners.directory.rules.names import keys_of, names_found_by
from partners.directory.rules.words import HOME, Band
from partners.foundation.database import db
from partners.foundation.hangul import fold, search_terms, search_text
from partners.lists.searched import rebuild
from partners.lists.textsearch import rebuild_index, rewrite


def write_names(partner: Partner) -> None:
    """Bring keys and search columns in step with the names, aliases, country and region; flushes."""
    others = [alias.name for alias in partner.aliases]
    names = names_found_by(partner, others)
    for alias in partner.aliases:
        _set(alias, "name_key", fold(alias.name))
    _set(partner, "name_key", fold(partner.name_ko))
    is_renamed = partner.id is not None and partner.search_text != search_text(*names)
    if is_renamed or partner.id is None:
        partner.search_text, partner.search_terms = search_text(*names), search_terms(*names)
    _set(partner, "section", getattr(partner, "member_kind", None) or partner.kind)
    _set(partner, "band", _band(partner).value)
    db.session.flush()
    _write_keys(partner, keys_of(partner.name_ko, others, partner.region))
    if is_renamed:
        PARTNER_RENAMED.send(partner.id)


def rebuild_search() -> dict[str, int]:
    """Write the search columns of all partners, contacts and documents anew, and say of how many."""
    number = 0
    for names in names_by_id():
        rewrite(Partner, names)
        number += len(names)
    rebuild_index(Partner)
    return {"partner": number, "contact": rebuild(Contact), "document": rebuild(Document)}


def _band(partner: Partner) -> Band:
    if partner.kind == "group":
        return Band.GROUPS
    return Band.DOMESTIC if partner.country == HOME else Band.FOREIGN


def _write_keys(partner: Partner, keys: set[str]) -> None:
    db.session.execute(delete(PartnerNameKey).where(PartnerNameKey.partner_id == partner.id))
    if keys:
        rows = [{"key": key, "partner_id": partner.id} for key in sorted(keys)]
        db.session.execute(insert(PartnerNameKey), rows)


def _set(record: Any, name: str, value: Any) -> None:
    # An unchanged value must not count as a change: it would raise the version.
    if getattr(record, name) != value:
        setattr(record, name, value)
