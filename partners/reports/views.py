"""The pipeline review."""

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from partners.agreements import vocabulary
from partners.audit.actions import saw
from partners.directory.rules.words import STATUS_LABELS, TIE_LABELS
from partners.foundation.access import requires
from partners.foundation.clock import today
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _
from partners.reports import actions
from partners.reports.forms import HoldForm, ReviewForm
from partners.reports.pages.lines import lines_page
from partners.reports.pages.review import review_page
from partners.reports.permissions import ReportPermission

blueprint = Blueprint("reports", __name__)


@blueprint.get("/agreements/review")
@requires(ReportPermission.REVIEW)
def review() -> Response:
    return _page(None)


@blueprint.get("/agreements/review/lines")
@requires(ReportPermission.REVIEW)
def lines() -> Response:
    page = lines_page(request.args)
    saw(current_user, "review:lines", "partners", page.persons)
    return show("reports/lines.html", page=page, tie_labels=TIE_LABELS, status_labels=STATUS_LABELS)


@blueprint.post("/agreements/review")
@requires(ReportPermission.HOLD_REVIEW)
def hold_review() -> Response:
    form = HoldForm()
    if earlier := form.made_before():
        return go_to(earlier)
    if form.validate():
        with form.refusals():
            held = actions.hold_review(form.as_of.data or today(), form.note.data or "", by=current_user)
            address = url_for("reports.review", as_of=held.as_of.isoformat())
            form.remember(address)
            flash_done(_("The review is on record. The next one says what moved since."))
            return go_to(address)
    return _page(form, form.refused_status)


def _page(hold: HoldForm | None, status: int = 200) -> Response:
    form = ReviewForm(request.args)
    form.validate()
    page = review_page(form)
    saw(current_user, "review", "partners", page.persons)
    return show(
        "reports/review.html",
        status=422 if form.errors else status,
        page=page,
        form=form,
        hold=hold or HoldForm(formdata=None, as_of=page.day),
        words=vocabulary,
    )
