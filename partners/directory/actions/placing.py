"""Giving partners the points that the gazetteer proposes for them: one or many in one act."""

from collections.abc import Mapping

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory.actions.locks import lock_partners
from partners.directory.models import Partner
from partners.directory.permissions import PartnerPermission
from partners.directory.queries.placing import unplaced
from partners.directory.rules.placing import Proposal, described, propose
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.refusals import Refusal
from partners.foundation.words import _


def place_partners(chosen: Mapping[int, str], by: SignedIn) -> int:
    """Give each of these partners the proposal whose `value` was chosen for it; returns how many were given one.

    Whoever has coordinates by now keeps them. Raises Refusal when a proposal is not one of the record as it
    stands now, and nobody is then placed; AccessDenied for a record of another team.
    """
    lock_partners(set(chosen))
    partners = unplaced(set(chosen))
    for partner in partners:
        ensure(by, PartnerPermission.EDIT, partner)
        _place(partner, _chosen(partner, chosen[partner.id]), by)
    return len(partners)


def _chosen(partner: Partner, value: str) -> Proposal:
    proposal = next((one for one in propose(described(partner)).found if one.value == value), None)
    if proposal is None:
        raise Refusal(_("The record of %(name)s changed meanwhile. Look at its proposals again.", name=partner.name_ko))
    return proposal


def _place(partner: Partner, proposal: Proposal, by: SignedIn) -> None:
    told = {"lat": proposal.place.lat, "lon": proposal.place.lon, "point_confidence": proposal.confidence.value}
    before = {name: getattr(partner, name) for name in told}
    for name, value in told.items():
        setattr(partner, name, value)
    partner.updated_at = now()
    record(by, "partner:placed", partner, {name: (before[name], value) for name, value in told.items()})
