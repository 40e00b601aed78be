"""Registering a partner and correcting its record."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import exists, select

from partners.accounts.queries import find_team
from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory.actions.duplicates import ensure_new, ensure_unambiguous
from partners.directory.actions.facts import cleaned_facts, ensure_facts, write_channels
from partners.directory.actions.locks import lock_country
from partners.directory.actions.names import write_names
from partners.directory.actions.owners import owner_of
from partners.directory.actions.standing import stand
from partners.directory.actions.succession import ensure_may_succeed
from partners.directory.actions.tags import names_of, write_tags
from partners.directory.events import INSTITUTION_RELATED
from partners.directory.kinds import KINDS
from partners.directory.kinds.tables import TABLES
from partners.directory.models import Partner, PartnerAlias, PartnerStanding, Tie
from partners.directory.permissions import PartnerPermission
from partners.directory.rules import places
from partners.directory.rules.channels import Channel
from partners.directory.rules.names import region_of
from partners.directory.rules.words import Confidence
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import clean, clean_body
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l

Values = Mapping[str, Any]

#: Columns that every kind has and a person may write.
COLUMNS = (
    "name_ko", "name_en", "name_native", "country", "region", "address", "lat", "lon", "point_confidence",
    "reference_fields", "note", "source", "valid_to", "successor_id", "owner_team_id", "owner_id",
)  # fmt: skip
#: What makes two names the same partner.
NAMING = ("name_ko", "aliases", "country", "region")


def create_partner(kind: str, values: Values, by: SignedIn, *, confirmed: bool = False) -> Partner:
    """Register a partner of a kind: columns by name, `aliases`, `reference_aliases` and `tags` as lists of names.

    Without `owner_team_id` it belongs to the writer's team, or to the team of its kind.
    `confirmed`: somebody said that a partner of the same name is another one. Raises AlreadyKnown,
    and Refusal at the field when the name, the province or half of the coordinates is missing.
    """
    told = {"owner_team_id": _team_of(kind, by), **_cleaned(kind, values)}
    told["region"] = region_of(told.get("country", ""), told.get("region", ""), told.get("name_ko", ""))
    _ensure_complete(kind, told)
    ensure_facts(kind, told, {})
    aliases = _names(told)
    ensure_new(kind, {**told, "aliases": aliases}, confirmed)
    told["owner_id"] = owner_of(told, {})
    partner = TABLES[kind](created_at=now(), updated_at=now(), created_by_id=by.id)
    partner.aliases = [_alias(name, name in told.get("reference_aliases", ())) for name in aliases]
    partner.channels = []
    write_channels(partner, told.get("channels", ()))
    for name in _columns_of(kind) & told.keys():
        setattr(partner, name, told[name])
    ensure(by, PartnerPermission.CREATE, partner)
    _settle(partner)
    db.session.add(partner)
    write_names(partner)
    stand(partner.id)
    write_tags(partner.id, told.get("tags", ()))
    record(by, "partner:created", partner, {name: (None, value) for name, value in _state(partner).items() if value})
    return partner


def edit_partner(
    partner: Partner,
    values: Values,
    version: int | None,
    by: SignedIn,
    reason: str | None = None,
    *,
    confirmed: bool = False,
    checked: Sequence[str] = (),
) -> None:
    """Correct a record; `values` holds only what may change. `partner` comes with its other names.

    `checked` are fields whose reference value was confirmed; a changed value loses its mark by itself.
    Raises Stale when `version` is not the one on file, AlreadyKnown after renaming it to a known
    name, and Refusal when a partner with a tie or an open case would change sides of the border.
    """
    ensure(by, PartnerPermission.EDIT, partner)
    country = lock_country(partner)
    before = _state(partner)
    told = _cleaned(partner.kind, values)
    if "region" in told or "country" in told:
        merged = {**before, **told}
        told["region"] = region_of(merged["country"], merged["region"], merged["name_ko"])
    if version != partner.version:
        raise Stale(_l("Somebody else saved this record meanwhile. Look at both, then save again."))
    after = {**before, **told}
    _ensure_complete(partner.kind, after)
    ensure_facts(partner.kind, after, before, partner.id)
    _ensure_may_move(partner.id, country, after["country"])
    ensure_may_succeed(partner.id, told, before)
    told["owner_id"] = owner_of(told, before)
    if any(before[name] != after[name] for name in NAMING):
        ensure_new(partner.kind, after, confirmed, partner.id)
    _write(partner, told, before, checked)
    changes = {name: (before[name], value) for name, value in _state(partner).items() if value != before[name]}
    if changes:
        record(by, "partner:edited", partner, changes, reason)
    if "related_partner_id" in changes:
        INSTITUTION_RELATED.send(partner.id, of={one for one in changes["related_partner_id"] if one})


def _write(partner: Partner, told: Values, before: Values, checked: Sequence[str]) -> None:
    for name in _columns_of(partner.kind) & told.keys():
        if told[name] != before[name]:
            setattr(partner, name, told[name])
    if "aliases" in told:
        kept = {alias.name: alias for alias in partner.aliases}
        partner.aliases = [kept.get(name) or _alias(name) for name in told["aliases"]]
    if "channels" in told and told["channels"] != before["channels"]:
        write_channels(partner, told["channels"])
        # The rows of channels are not the partner's own: its version must rise all the same.
        partner.updated_at = now()
    known_now = {name for name in partner.reference_fields if told.get(name, before[name]) != before[name]}
    rest = [name for name in partner.reference_fields if name not in known_now | set(checked)]
    if rest != partner.reference_fields:
        partner.reference_fields = rest
    # Before anything is asked of the database: what settles at its old value must not be written in between.
    _settle(partner)
    if "tags" in told:
        write_tags(partner.id, told["tags"])
    if db.session.is_modified(partner) or names_of(partner.id) != before["tags"]:
        partner.updated_at = now()
    write_names(partner)


def _cleaned(kind: str, values: Values) -> dict[str, Any]:
    beside = {"aliases", "reference_aliases", "tags", *(("channels",) if KINDS[kind].has_channels else ())}
    unknown = values.keys() - _columns_of(kind) - beside
    if unknown:
        raise TypeError(f"A partner of kind {kind!r} has no {sorted(unknown)}.")
    told = cleaned_facts({name: _clean_value(name, value) for name, value in values.items()})
    for name in {"aliases", "reference_aliases", "tags"} & told.keys():
        told[name] = _distinct(told[name])
    return told


def _clean_value(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return clean_body(value) if name == "note" else clean(value)
    return value


def _distinct(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(cleaned for cleaned in map(clean, names) if cleaned))


def _names(told: Values) -> list[str]:
    every = [*told.get("aliases", ()), *told.get("reference_aliases", ())]
    return [name for name in dict.fromkeys(every) if name != told["name_ko"]]


def _alias(name: str, is_reference: bool = False) -> PartnerAlias:
    return PartnerAlias(name=name, name_key="", is_reference=is_reference)


def _columns_of(kind: str) -> set[str]:
    return {*COLUMNS, *TABLES[kind].__table__.c.keys()} - {"id"}


def _ensure_complete(kind: str, told: Values) -> None:
    if not told.get("name_ko"):
        raise Refusal(_l("Write the name in Korean."), field="name_ko")
    if not told.get("country"):
        raise Refusal(_l("Choose the country."), field="country")
    if told.get("owner_team_id") is None:
        raise Refusal(_l("Choose the team in charge."), field="owner_team_id")
    ensure_unambiguous(kind, told["name_ko"], told["country"], told["region"])
    objection = places.objection_to_place(kind, told["country"], told["region"]) or places.objection_to_point(
        told.get("lat"), told.get("lon")
    )
    if objection:
        raise Refusal(objection[1], field=objection[0])


def _ensure_may_move(partner_id: int, before: str, after: str) -> None:
    has_ties = bool(db.session.scalar(select(exists().where(Tie.partner_id == partner_id))))
    standing = db.session.get(PartnerStanding, partner_id)
    has_open_case = standing is not None and standing.agreement_id is not None
    objection = places.objection_to_move(before, after, has_ties, has_open_case)
    if objection:
        raise Refusal(objection[1], field=objection[0])


def _settle(partner: Partner) -> None:
    """What follows from the rest: no confidence without a point, and certainty where somebody typed it."""
    confidence = None if partner.lat is None else partner.point_confidence or Confidence.HIGH.value
    if partner.point_confidence != confidence:
        partner.point_confidence = confidence


def _team_of(kind: str, by: SignedIn) -> int | None:
    if by.team_id is not None:
        return by.team_id
    team = find_team(KINDS[kind].team or "")
    return team.id if team else None


def _state(partner: Partner) -> dict[str, Any]:
    state = {name: getattr(partner, name) for name in sorted(_columns_of(partner.kind))}
    if KINDS[partner.kind].has_channels:
        state["channels"] = [Channel.of(row).as_values() for row in partner.channels]
    others = {"aliases": [alias.name for alias in partner.aliases], "tags": names_of(partner.id)}
    return {**state, "reference_fields": list(partner.reference_fields), **others}
