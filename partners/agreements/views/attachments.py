"""Files of a case: minutes, drafts, the signed paper. They may come after the case has closed, too."""

from flask import Response, url_for
from flask_login import current_user

from partners.agreements.models import Agreement
from partners.agreements.pages.cases import page_of
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases
from partners.agreements.views.blueprint import blueprint
from partners.files import views as files
from partners.files.forms import AttachForm
from partners.files.receiving import receives_files
from partners.files.views import Cabinet, Shelf
from partners.foundation.access import ensure, may, requires

SHELF = Shelf("agreements.", "agreement_id")


@blueprint.get("/agreements/<int:agreement_id>/attachments")
@requires(AgreementPermission.VIEW)
def attachments(agreement_id: int) -> Response:
    return files.attachments_page(_cabinet(cases.get_agreement(agreement_id)))


@blueprint.post("/agreements/<int:agreement_id>/attachments")
@requires(AgreementPermission.EDIT)
@receives_files
def attach(agreement_id: int) -> Response:
    form = AttachForm()
    done = files.attach(form, _changeable(agreement_id), _home(agreement_id))
    return done or files.attachments_page(_cabinet(cases.get_agreement(agreement_id), form))


@blueprint.get("/agreements/<int:agreement_id>/attachments/<int:attachment_id>")
@requires(AgreementPermission.VIEW)
def attachment(agreement_id: int, attachment_id: int) -> Response:
    return files.hand_out(cases.get_agreement(agreement_id), attachment_id)


@blueprint.post("/agreements/<int:agreement_id>/attachments/<int:attachment_id>/remove")
@requires(AgreementPermission.EDIT)
def detach(agreement_id: int, attachment_id: int) -> Response:
    return files.detach(_changeable(agreement_id), attachment_id, _home(agreement_id))


def _home(agreement_id: int) -> str:
    return url_for("agreements.show", agreement_id=agreement_id)


def _changeable(agreement_id: int) -> Agreement:
    agreement = cases.get_agreement(agreement_id)
    ensure(current_user, AgreementPermission.EDIT, agreement)
    return agreement


def _cabinet(agreement: Agreement, form: AttachForm | None = None) -> Cabinet:
    may_change = may(current_user, AgreementPermission.EDIT, agreement)
    return files.cabinet_of(SHELF, agreement, page_of(agreement).name, _home(agreement.id), may_change, form)
