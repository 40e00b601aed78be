"""Holding a review."""

from datetime import date

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.foundation.access import ensure
from partners.foundation.clock import now, today
from partners.foundation.database import db
from partners.foundation.hangul import clean_body
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l
from partners.reports.models import PipelineReview
from partners.reports.permissions import ReportPermission


def hold_review(as_of: date, note: str, *, by: SignedIn) -> PipelineReview:
    """Note that the pipelines were gone through as they stood on a day; later reviews say what moved since."""
    ensure(by, ReportPermission.HOLD_REVIEW)
    if as_of > today():
        raise Refusal(_l("This day is still to come."), "as_of")
    review = PipelineReview(as_of=as_of, note=clean_body(note), held_at=now(), held_by_id=by.id)
    db.session.add(review)
    db.session.flush()
    record(by, "review:held", review, {"as_of": (None, as_of)})
    return review
