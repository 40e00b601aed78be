"""Renewal in one click: the case that leads a tie, or a new one, at the stage where its next term is decided."""

from partners.accounts.rules import SignedIn
from partners.agreements.actions.starting import NO_PLAN, open_case
from partners.agreements.actions.trail import leave_line
from partners.agreements.models import Agreement
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases
from partners.agreements.queries.office import office
from partners.agreements.rules.renewal import pipeline_that_renews
from partners.agreements.vocabulary import MoveKind
from partners.audit.actions import record
from partners.directory.models import Partner, Tie
from partners.foundation.access import ensure
from partners.foundation.clock import today
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


def start_renewal(tie: Tie, partner: Partner, *, by: SignedIn) -> Agreement:
    """The case in which the tie's next term is decided.

    A case that leads the tie already is given as it stands. Otherwise, for a tie that was taken over, a case
    opens at the renewal stage itself: what lies before it happened before this system. Raises Refusal for ties
    that no pipeline renews, and for ties that have ended.
    """
    found = pipeline_that_renews(office().pipelines.values(), tie.type, partner.kind)
    if found is None or cases.find_living_tie(tie.id) is None:
        raise Refusal(_l("This tie is not renewed by an agreement. Change its days on the partner's page."))
    pipeline, stage = found
    under_way = cases.find_open_case(partner.id, pipeline.code)
    if under_way is not None:
        agreement = cases.get_agreement(under_way)
        ensure(by, AgreementPermission.MOVE, agreement)
        return agreement
    agreement = open_case(pipeline, stage, partner, partner.owner_team_id, "", (), NO_PLAN, by=by)
    agreement.tie_id = tie.id
    leave_line(agreement, MoveKind.START, by=by, to=stage, effective_on=today())
    record(by, "agreement:renewal:started", agreement, {"stage": (None, stage.code), "tie": (None, tie.id)})
    return agreement
