"""삭제: the page that says what goes along or what keeps a record, and the way into the trash."""

from flask import Response, current_app, url_for
from flask_login import current_user
from werkzeug.exceptions import Forbidden

from partners.directory.permissions import ContactPermission, DocumentPermission, PartnerPermission
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _
from partners.interactions.permissions import FollowUpPermission
from partners.upkeep.actions.deleting import delete_record
from partners.upkeep.forms.trash import DeleteForm
from partners.upkeep.pages import trash as pages
from partners.upkeep.queries.records import Deletable, get_deletable
from partners.upkeep.queries.rights import may_delete
from partners.upkeep.rules.trash import Record
from partners.upkeep.views.blueprint import blueprint


@blueprint.get("/partners/<int:partner_id>/delete")
@requires(PartnerPermission.DELETE)
def delete_partner_form(partner_id: int) -> Response:
    return _asked(Record.PARTNER, partner_id)


@blueprint.post("/partners/<int:partner_id>/delete")
@requires(PartnerPermission.DELETE)
def delete_partner(partner_id: int) -> Response:
    return _deleted(Record.PARTNER, partner_id)


@blueprint.get("/contacts/<int:contact_id>/delete")
@requires(ContactPermission.EDIT)
def delete_contact_form(contact_id: int) -> Response:
    return _asked(Record.CONTACT, contact_id)


@blueprint.post("/contacts/<int:contact_id>/delete")
@requires(ContactPermission.EDIT)
def delete_contact(contact_id: int) -> Response:
    return _deleted(Record.CONTACT, contact_id)


@blueprint.get("/documents/<int:document_id>/delete")
@requires(DocumentPermission.EDIT)
def delete_document_form(document_id: int) -> Response:
    return _asked(Record.DOCUMENT, document_id)


@blueprint.post("/documents/<int:document_id>/delete")
@requires(DocumentPermission.EDIT)
def delete_document(document_id: int) -> Response:
    return _deleted(Record.DOCUMENT, document_id)


@blueprint.get("/follow-ups/<int:follow_up_id>/delete")
@requires(FollowUpPermission.EDIT)
def delete_follow_up_form(follow_up_id: int) -> Response:
    return _asked(Record.FOLLOW_UP, follow_up_id)


@blueprint.post("/follow-ups/<int:follow_up_id>/delete")
@requires(FollowUpPermission.EDIT)
def delete_follow_up(follow_up_id: int) -> Response:
    return _deleted(Record.FOLLOW_UP, follow_up_id)


def _asked(record: Record, record_id: int) -> Response:
    one = _opened(record, record_id)
    return _page(one, DeleteForm(formdata=None, version=one.version))


def _deleted(record: Record, record_id: int) -> Response:
    one, form = _opened(record, record_id), DeleteForm()
    if form.validate():
        with form.refusals():
            entry = delete_record(one, form.reason.data or "", form.version.data, current_user, _days())
            undo = url_for("upkeep.restore", entry_id=entry.id)
            flash_done(_("“%(name)s” is in the trash.", name=one.name), undo, url_for("upkeep.trash"))
            return go_to(pages.place_of(record, one.place_id))
    return _page(get_deletable(record, record_id), form, form.refused_status)


def _opened(record: Record, record_id: int) -> Deletable:
    """The record; who looks is noted. Raises NoResultFound, and Forbidden for another team's."""
    one = get_deletable(record, record_id)
    if not may_delete(current_user, one):
        raise Forbidden()
    pages.note_persons(f"{record}:delete", [one])
    return one


def _page(one: Deletable, form: DeleteForm, status: int = 200) -> Response:
    return show("upkeep/delete.html", status=status, page=pages.delete_page(one, _days()), form=form)


def _days() -> int:
    days: int = current_app.config["PARTNERS"].trash_days
    return days
