"""A contact changes posts, moves to another partner, leaves, or is taken out of use."""

from flask import Response, request
from flask_login import current_user

from partners.audit.actions import saw
from partners.directory import actions, queries
from partners.directory.forms.contacts import LeaveForm, MoveForm, RemoveForm
from partners.directory.pages import contacts as pages
from partners.directory.permissions import ContactPermission
from partners.directory.views.blueprint import blueprint
from partners.directory.views.contacts import Opened, again, body, changing, correcting
from partners.foundation.access import ensure, requires
from partners.foundation.forms import EditForm
from partners.foundation.hypermedia import flash_done, see_other, show
from partners.foundation.words import _

ADDRESS = "/partners/<int:partner_id>/contacts/<int:contact_id>"


@blueprint.get(f"{ADDRESS}/move")
@requires(ContactPermission.EDIT)
def move_contact(partner_id: int, contact_id: int) -> Response:
    found = changing(partner_id, contact_id, "contact:move")
    post = found.post
    written = {"partner": partner_id, "department": post.department, "title": post.title, "duty": post.duty}
    return _page("move", MoveForm(data={**written, "version": found.contact.version}), found)


@blueprint.post(f"{ADDRESS}/move")
@requires(ContactPermission.EDIT)
def change_post(partner_id: int, contact_id: int) -> Response:
    found, form = changing(partner_id, contact_id, "contact:move"), MoveForm()
    if form.validate():
        with form.refusals():
            partner = actions.partner_chosen(form.partner.data)
            actions.change_post(
                found.contact, found.post, partner, actions.NextPost(**form.told()), form.version.data, by=current_user
            )
            flash_done(_("The new post was saved. The old one stays in the history."))
            return see_other("directory.contact", partner_id=partner.id, contact_id=contact_id)
    return _page("move", form, again(partner_id, contact_id))


@blueprint.get(f"{ADDRESS}/leave")
@requires(ContactPermission.EDIT)
def leave_form(partner_id: int, contact_id: int) -> Response:
    found = changing(partner_id, contact_id, "contact:leave")
    return _page("leave", LeaveForm(data={"version": found.contact.version}), found)


@blueprint.post(f"{ADDRESS}/leave")
@requires(ContactPermission.EDIT)
def leave_post(partner_id: int, contact_id: int) -> Response:
    found, form = changing(partner_id, contact_id, "contact:leave"), LeaveForm()
    if form.validate():
        with form.refusals():
            actions.leave_post(found.contact, found.post, form.ends_on.data, form.version.data, by=current_user)
            flash_done(_("%(name)s is a former contact now.", name=found.contact.name))
            return see_other("directory.contact", **found.address)
    return _page("leave", form, again(partner_id, contact_id))


@blueprint.get(f"{ADDRESS}/remove")
@requires(ContactPermission.EDIT)
def remove_form(partner_id: int, contact_id: int) -> Response:
    found = correcting(partner_id, contact_id, "contact:remove")
    return _page("remove", RemoveForm(data={"version": found.contact.version}), found)


@blueprint.post(f"{ADDRESS}/remove")
@requires(ContactPermission.EDIT)
def remove_contact(partner_id: int, contact_id: int) -> Response:
    found, form = correcting(partner_id, contact_id, "contact:remove"), RemoveForm()
    if form.validate():
        with form.refusals():
            actions.remove_contact(found.contact, form.reason.data or "", form.version.data, by=current_user)
            flash_done(_("%(name)s was taken out of use.", name=found.contact.name))
            return see_other("directory.show", partner_id=partner_id)
    return _page("remove", form, again(partner_id, contact_id))


@blueprint.get("/partners/<int:partner_id>/contacts/removed")
@requires(ContactPermission.EDIT)
def removed_contacts(partner_id: int) -> Response:
    return _removed_page(partner_id, EditForm())


@blueprint.post(f"{ADDRESS}/bring-back")
@requires(ContactPermission.EDIT)
def bring_back_contact(partner_id: int, contact_id: int) -> Response:
    contact, form = queries.get_contact_of_any_use(partner_id, contact_id), EditForm()
    if form.validate():
        with form.refusals():
            actions.bring_back_contact(contact, form.version.data, by=current_user)
            saw(current_user, "contact:bring_back", "contacts", [contact_id])
            flash_done(_("%(name)s is in use again.", name=contact.name))
            return see_other("directory.contact", partner_id=partner_id, contact_id=contact_id)
    return _removed_page(partner_id, form, form.refused_status)


def _removed_page(partner_id: int, form: EditForm, status: int = 200) -> Response:
    partner = body(partner_id, only_to_read=True)
    ensure(current_user, ContactPermission.EDIT, partner)
    rows = queries.removed_at(partner_id)
    saw(current_user, "contact:removed_list", "contacts", [row.id for row in rows])
    return show("directory/contacts/removed.html", status=status, partner=partner, rows=rows, form=form, pages=pages)


def _page(name: str, form: EditForm, found: Opened) -> Response:
    if form.is_stale:
        form.show_version(found.contact.version)
    status = form.refused_status if request.method == "POST" else 200
    return show(f"directory/contacts/{name}.html", status=status, form=form, found=found, pages=pages)
