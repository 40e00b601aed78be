"""The officer in charge of a partner, and what becomes of it when the team changes."""

from collections.abc import Collection, Mapping
from typing import Any

from werkzeug.exceptions import Forbidden

from partners.accounts.queries import find_officer
from partners.accounts.rules import SignedIn
from partners.audit.actions import Changes, record_each
from partners.directory.actions.rows import NOTHING, alike, hold_rows, write_rows
from partners.directory.models import Partner
from partners.directory.permissions import PartnerPermission
from partners.directory.rules.owners import objection_to_owner
from partners.foundation.access import Scope, ensure, scope_of
from partners.foundation.clock import now
from partners.foundation.refusals import Refusal

#: What says who has a partner in charge.
CHARGE = ("owner_team_id", "owner_id")


def owner_of(told: Mapping[str, Any], before: Mapping[str, Any]) -> int | None:
    """The owner that a record has once this was told of it.

    An owner who was there stays while the team does, even if the account is closed meanwhile; a new
    team leaves an owner of the old one behind. Raises Refusal for somebody chosen of another team.
    """
    team_id = told.get("owner_team_id", before.get("owner_team_id"))
    owner_id: int | None = told.get("owner_id", before.get("owner_id"))
    same_owner, same_team = owner_id == before.get("owner_id"), team_id == before.get("owner_team_id")
    if owner_id is None or (same_owner and same_team):
        return owner_id
    objection = objection_to_owner(team_id, find_officer(owner_id))
    if objection is None:
        return owner_id
    if same_owner:
        return None
    raise Refusal(objection[1], field=objection[0])


def put_in_charge(ids: Collection[int], told: Mapping[str, Any], by: SignedIn, beside: Changes = NOTHING) -> None:
    """Give many partners another officer (`owner_id`) or team (`owner_team_id`), all or none, as correcting one does.

    `beside` stands with each in the audit. Raises Refusal as `owner_of`; only who writes for every team moves
    partners between teams.
    """
    if "owner_team_id" in told and scope_of(by, PartnerPermission.EDIT) is not Scope.ANY:
        raise Forbidden()
    rows = hold_rows(ids)
    for row in rows:
        ensure(by, PartnerPermission.EDIT, row)
    before = {row.id: (row.owner_team_id, row.owner_id) for row in rows}
    after = {charge: charge_after(told, charge) for charge in set(before.values())}
    changed = {one: after[charge] for one, charge in before.items() if after[charge] != charge}
    for (team_id, owner_id), some in alike(changed).items():
        write_rows(some, owner_team_id=team_id, owner_id=owner_id, updated_at=now())
    changes = {one: {**_told(before[one], charge), **beside} for one, charge in changed.items()}
    record_each(by, "partner:edited", Partner, changes)


def charge_after(told: Mapping[str, Any], charge: tuple[int | None, int | None]) -> tuple[int | None, int | None]:
    """Team and officer of a partner that had `charge` once this was told of it. Raises Refusal as `owner_of`."""
    before = dict(zip(CHARGE, charge, strict=True))
    return told.get("owner_team_id", charge[0]), owner_of(told, before)


def _told(before: tuple[Any, ...], after: tuple[Any, ...]) -> Changes:
    return {name: (old, new) for name, old, new in zip(CHARGE, before, after, strict=True) if old != new}
