"""Saying that two records which look alike are two."""

from typing import Any

from werkzeug.exceptions import Forbidden

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory.models import Contact, DuplicatePair, Partner
from partners.directory.models.duplicates import PARTNERS
from partners.directory.permissions import PartnerPermission
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.identifiers import refuse_identifiers
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l
from partners.upkeep.permissions import MergePermission
from partners.upkeep.queries.duplicates import may_be_corrected


def dismiss_pair(pair: DuplicatePair, reason: str, by: SignedIn) -> None:
    """Note that these two are two: they are not proposed again until one of both is called otherwise.

    Raises Forbidden unless the person may correct both, and Refusal without a reason.
    """
    ensure_may_decide(pair, by)
    told = clean(reason)
    if not told:
        raise Refusal(_l("Write why they are two, for whoever wonders later."), field="reason")
    refuse_identifiers({"reason": told})
    pair.dismissed_at, pair.dismissed_by_id, pair.dismiss_reason = now(), by.id, told
    _note(pair, "dismissed", told, by)


def propose_again(pair: DuplicatePair, by: SignedIn) -> None:
    """Take back that these two are two."""
    ensure_may_decide(pair, by)
    if pair.dismissed_at is None:
        return
    pair.dismissed_at, pair.dismissed_by_id, pair.dismiss_reason = None, None, ""
    _note(pair, "proposed_again", None, by)


def ensure_may_decide(pair: DuplicatePair, by: SignedIn) -> None:
    """Raise Forbidden unless the person may correct both records of the pair."""
    ensure(by, MergePermission.MERGE)
    if pair.record == PARTNERS:
        for id in (pair.first_id, pair.second_id):
            ensure(by, PartnerPermission.EDIT, db.session.get_one(Partner, id))
    elif len(may_be_corrected([pair.first_id, pair.second_id], by)) < 2:
        raise Forbidden()


def _note(pair: DuplicatePair, what: str, reason: str | None, by: SignedIn) -> None:
    model: Any = Partner if pair.record == PARTNERS else Contact
    name = "partner" if pair.record == PARTNERS else "contact"
    for one, other in ((pair.first_id, pair.second_id), (pair.second_id, pair.first_id)):
        record(by, f"{name}:duplicate:{what}", db.session.get_one(model, one), {"other_record": (None, other)}, reason)
