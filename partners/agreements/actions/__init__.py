"""What people do with agreements. Each action refuses in words, records the audit and never commits."""

from partners.agreements.actions.along import Along, file_along
from partners.agreements.actions.council import record_consent
from partners.agreements.actions.counting import count_cases_anew
from partners.agreements.actions.ending import end_agreement
from partners.agreements.actions.facts import record_gate_facts
from partners.agreements.actions.moving import GatesShut, move_to
from partners.agreements.actions.owners import put_in_charge
from partners.agreements.actions.renewing import start_renewal
from partners.agreements.actions.starting import Plan, choose_partner, plan_next, start_agreement, take_over_agreement
from partners.agreements.actions.trail import ensure_open, rebuild_standing_of, rebuild_standings

__all__ = [
    "Along",
    "GatesShut",
    "Plan",
    "choose_partner",
    "count_cases_anew",
    "end_agreement",
    "ensure_open",
    "file_along",
    "move_to",
    "plan_next",
    "put_in_charge",
    "rebuild_standing_of",
    "rebuild_standings",
    "record_consent",
    "record_gate_facts",
    "start_agreement",
    "start_renewal",
    "take_over_agreement",
]
