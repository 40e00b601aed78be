"""The one place that writes what follows from a partner's names: keys, search columns, place in lists."""

from typing import Any

from sqlalchemy import delete, insert

from partners.directory.models import Partner, PartnerNameKey
from partners.directory.rules.names import formal_name, keys_of
from partners.directory.rules.words import HOME, Band
from partners.foundation.database import db
from partners.foundation.hangul import fold, search_terms, search_text


def write_names(partner: Partner) -> None:
    """Bring keys and search columns in step with the names, aliases, country and region; flushes."""
    others = [alias.name for alias in partner.aliases]
    every = [
        partner.name_ko,
        partner.name_en,
        partner.name_native,
        *others,
        formal_name(partner.country, partner.region, partner.name_ko),
    ]
    # A new record has None where nothing was said, until its defaults are written.
    names = [name for name in every if name]
    for alias in partner.aliases:
        _set(alias, "name_key", fold(alias.name))
    _set(partner, "name_key", fold(partner.name_ko))
    _set(partner, "search_text", search_text(*names))
    _set(partner, "search_terms", search_terms(*names))
    _set(partner, "section", getattr(partner, "member_kind", None) or partner.kind)
    _set(partner, "band", _band(partner).value)
    db.session.flush()
    _write_keys(partner, keys_of(partner.name_ko, others, partner.region))


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
