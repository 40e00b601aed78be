"""Documents of a partner: putting one on file, its page and files, correcting it, taking it off."""

from flask import Response, g, url_for
from flask_login import current_user

from partners.audit.actions import saw
from partners.directory import actions, queries
from partners.directory.forms import RemoveDocumentForm, edit_document_form, new_document_form
from partners.directory.kinds import persons_among
from partners.directory.models import Document, Partner
from partners.directory.pages import documents as pages
from partners.directory.permissions import DocumentPermission
from partners.directory.views.blueprint import blueprint
from partners.directory.views.opening import changeable
from partners.files import actions as attaching
from partners.files import views as files
from partners.files.forms import AttachForm
from partners.files.receiving import receives_files
from partners.foundation.access import ensure, requires
from partners.foundation.hypermedia import flash_done, go_to, see_other, show
from partners.foundation.words import _

NEW, PAGE, EDIT = "directory/new_document.html", "directory/document.html", "directory/edit_document.html"
MAY_EDIT = DocumentPermission.EDIT


@blueprint.get("/partners/<int:partner_id>/documents/new")
@requires(MAY_EDIT)
def new_document(partner_id: int) -> Response:
    partner = changeable(partner_id, MAY_EDIT, "document:new")
    return show(NEW, partner=partner, form=new_document_form())


@blueprint.post("/partners/<int:partner_id>/documents/new")
@requires(MAY_EDIT)
@receives_files
def add_document(partner_id: int) -> Response:
    partner = changeable(partner_id, MAY_EDIT, "document:new")
    form = new_document_form()
    if made := form.made_before():
        return go_to(made)
    if form.validate():
        with form.refusals():
            document = actions.add_document(partner, by=current_user, **form.values())
            attaching.attach(document, form.files.data, by=current_user)
            form.remember(pages.address_of(document.id))
            flash_done(_("“%(title)s” is on file.", title=document.title))
            return go_to(pages.address_of(document.id))
    return show(NEW, status=form.refused_status, partner=queries.get_partner(partner_id), form=form)


@blueprint.get("/documents/<int:document_id>")
@requires(DocumentPermission.VIEW)
def document(document_id: int) -> Response:
    return _page(*_seen(document_id), None)


@blueprint.get("/documents/<int:document_id>/edit")
@requires(MAY_EDIT)
def edit_document(document_id: int) -> Response:
    document, partner = _changeable(document_id)
    return show(EDIT, document=document, partner=partner, form=edit_document_form(document))


@blueprint.post("/documents/<int:document_id>/edit")
@requires(MAY_EDIT)
def update_document(document_id: int) -> Response:
    document, partner = _changeable(document_id)
    form = edit_document_form(document)
    if form.validate():
        with form.refusals():
            actions.edit_document(document, form.values(), form.version.data, current_user, form.reason.data or "")
            flash_done(_("The record was saved."))
            return see_other("directory.document", document_id=document_id)
    document, partner = _seen(document_id)
    pages.compare(form, document)
    return show(EDIT, status=form.refused_status, document=document, partner=partner, form=form)


@blueprint.post("/documents/<int:document_id>/remove")
@requires(MAY_EDIT)
def remove_document(document_id: int) -> Response:
    document, partner = _changeable(document_id)
    form = RemoveDocumentForm()
    if form.validate():
        with form.refusals():
            actions.remove_document(document, form.reason.data or "", form.version.data, by=current_user)
            flash_done(_("“%(title)s” was taken off the file. It stays to be read.", title=document.title))
            return go_to(url_for("directory.show", partner_id=partner.id, _anchor="documents"))
    document, partner = _seen(document_id)
    pages.compare(form, document)
    return _page(document, partner, form)


@blueprint.get("/documents/<int:document_id>/attachments")
@requires(DocumentPermission.VIEW)
def document_attachments(document_id: int) -> Response:
    return files.attachments_page(pages.cabinet(*_seen(document_id)))


@blueprint.post("/documents/<int:document_id>/attachments")
@requires(MAY_EDIT)
@receives_files
def document_attach(document_id: int) -> Response:
    document, _partner = _changeable(document_id)
    form = AttachForm()
    done = files.attach(form, document, pages.address_of(document_id))
    return done or files.attachments_page(pages.cabinet(*_seen(document_id), form))


@blueprint.get("/documents/<int:document_id>/attachments/<int:attachment_id>")
@requires(DocumentPermission.VIEW)
def document_attachment(document_id: int, attachment_id: int) -> Response:
    document, _partner = _seen(document_id)
    return files.hand_out(document, attachment_id)


@blueprint.post("/documents/<int:document_id>/attachments/<int:attachment_id>/remove")
@requires(MAY_EDIT)
def document_detach(document_id: int, attachment_id: int) -> Response:
    document, _partner = _changeable(document_id)
    return files.detach(document, attachment_id, pages.address_of(document_id))


def _seen(document_id: int) -> tuple[Document, Partner]:
    """The document and its partner; looking at a natural person's is noted. Raises NoResultFound."""
    document = queries.get_document(document_id)
    partner = queries.get_partner_to_read(document.partner_id or 0)
    g.section = partner.section
    saw(current_user, "document:page", "partners", persons_among([partner]))
    return document, partner


def _changeable(document_id: int) -> tuple[Document, Partner]:
    """The document that somebody is about to change. Raises Forbidden, Archived, and Refusal when it is off the file."""
    document, partner = _seen(document_id)
    queries.get_partner(partner.id)
    ensure(current_user, MAY_EDIT, partner)
    actions.ensure_on_file(document)
    return document, partner


def _page(document: Document, partner: Partner, form: RemoveDocumentForm | None) -> Response:
    page = pages.document_page(document, partner)
    status = form.refused_status if form is not None else 200
    fresh = RemoveDocumentForm(formdata=None, version=document.version)
    return show(PAGE, status=status, page=page, form=form or fresh)
