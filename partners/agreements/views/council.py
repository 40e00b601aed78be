"""Recording what the council decided."""

from flask import Response
from flask_login import current_user

from partners.agreements import actions, vocabulary
from partners.agreements.forms import ConsentForm
from partners.agreements.models import Agreement
from partners.agreements.pages import conflicts, forms
from partners.agreements.pages.cases import page_of
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases
from partners.agreements.views.blueprint import blueprint
from partners.agreements.views.cases import to_change, to_fill_in
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, see_other, show
from partners.foundation.words import _

RECORD_CONSENT = AgreementPermission.RECORD_CONSENT


@blueprint.get("/agreements/<int:agreement_id>/consent")
@requires(RECORD_CONSENT)
def consent(agreement_id: int) -> Response:
    agreement = to_fill_in(agreement_id, RECORD_CONSENT)
    return _page(agreement, forms.consent_form(agreement))


@blueprint.post("/agreements/<int:agreement_id>/consent")
@requires(RECORD_CONSENT)
def record_consent(agreement_id: int) -> Response:
    agreement = to_change(agreement_id, RECORD_CONSENT)
    form = forms.consent_form(agreement)
    with form.refusals():
        form.ensure_current(agreement)
        if form.validate():
            actions.record_consent(agreement, **form.decision(), by=current_user)
            flash_done(_("Recorded the council's decision."))
            return see_other("agreements.show", agreement_id=agreement_id)
    return _page(cases.get_agreement(agreement_id), form, form.refused_status)


def _page(agreement: Agreement, form: ConsentForm, status: int = 200) -> Response:
    conflicts.compare(form, agreement)
    page = page_of(agreement)
    return show("agreements/consent.html", "consent", status=status, page=page, consent_form=form, words=vocabulary)
