"""Lengthening a special zone for everybody who operates in it, at once."""

from partners.accounts.rules import SignedIn
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import zones
from partners.agreements.rules.zones import Extension, as_seen, objection_to_extension, obstacle
from partners.directory import actions as directory
from partners.foundation.access import ensure
from partners.foundation.clock import today
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _, _l


def extend_zone(zone: str, told: Extension, seen: str, *, by: SignedIn) -> int:
    """Write the zone's new last day into every operator's tie; how many there are. All or none.

    `seen` is what the preview showed (`as_seen`). Raises Refusal when the zone has no place, when the days or the
    notice lack, and when one place may not be lengthened, naming it; Stale when anything changed since the preview.
    Source of the rule: one change of the plan by the ministry holds for the whole zone (see `rules/zones.py`).
    """
    rows = zones.places_of(zone, by)
    if not rows:
        raise Refusal(_l("Nobody operates in a zone of this name."), "zone")
    if not any(row.place.is_ours for row in rows):
        ensure(by, AgreementPermission.MOVE, rows[0])
    directory.lock_partners({row.partner_id for row in rows})
    # Under the lock: what another wrote meanwhile is there to be seen.
    places = [row.place for row in zones.places_of(zone, by)]
    if objection := objection_to_extension(told, today()):
        raise Refusal(objection[1], objection[0])
    if seen != as_seen(places, told):
        raise Stale(_l("What the preview showed has changed. Look at it again, then lengthen the zone."))
    for place in places:
        if (why := obstacle(place, told)) is not None:
            raise Refusal(_("%(name)s cannot be lengthened: %(why)s", name=place.name, why=why), "zone")
    ties = zones.ties_by_id([place.tie_id for place in places])
    directory.extend_ties(list(ties.values()), told.changed_on, told.ends_on, told.notice, by=by)
    return len(ties)
