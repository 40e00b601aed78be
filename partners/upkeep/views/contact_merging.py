"""Merging a record of a person into another: choosing the other one, both side by side, and doing it."""

from flask import Response, request, url_for
from flask_login import current_user

from partners.audit.actions import saw
from partners.directory.forms.picking import read_id
from partners.directory.models import Contact
from partners.directory.queries import get_contact_in_use, posts_of
from partners.directory.rules.filters import LONGEST_QUERY
from partners.foundation.access import requires
from partners.foundation.hangul import clean
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _
from partners.upkeep.actions.contact_merging import ensure_may_merge_contact, merge_contacts
from partners.upkeep.actions.merging import Decisions
from partners.upkeep.forms.merging import MergeForm
from partners.upkeep.pages.contact_merging import ContactMergePage, choose_page
from partners.upkeep.permissions import MergePermission
from partners.upkeep.views.blueprint import blueprint


@blueprint.get("/contacts/<int:contact_id>/merge")
@requires(MergePermission.MERGE)
def merge_contact_form(contact_id: int) -> Response:
    gone, into = _opened(contact_id), read_id(request.args.get("into", ""))
    return _merge_page(gone, _opened(into), MergeForm()) if into else _choose_page(gone)


@blueprint.post("/contacts/<int:contact_id>/merge")
@requires(MergePermission.MERGE)
def merge_contact(contact_id: int) -> Response:
    form = MergeForm()
    if earlier := form.made_before():
        return go_to(earlier)
    gone = _opened(contact_id)
    if form.into.data is None:
        return _choose_page(gone, 422)
    kept = _opened(form.into.data)
    if form.validate():
        with form.refusals():
            return go_to(_do(gone, kept, form))
    gone, kept = get_contact_in_use(contact_id), get_contact_in_use(form.into.data)
    return _merge_page(gone, kept, form, form.refused_status)


def _opened(contact_id: int) -> Contact:
    """A contact that may be merged, noted in the access log. Raises Forbidden, NoResultFound, Merged."""
    contact = get_contact_in_use(contact_id)
    ensure_may_merge_contact(contact, current_user)
    saw(current_user, "contact:merge", "contacts", [contact_id])
    return contact


def _do(gone: Contact, kept: Contact, form: MergeForm) -> str:
    """Merge; the address of the record that stays."""
    decisions = Decisions(form.sides(), reason=form.reason.data or "")
    act = merge_contacts(gone, kept, (form.version.data, form.into_version.data), decisions, by=current_user)
    address = url_for("directory.contact", partner_id=posts_of(kept.id)[0].partner_id, contact_id=kept.id)
    form.remember(address)
    undo, page = (url_for(endpoint, act_id=act.id) for endpoint in ("upkeep.undo", "upkeep.act"))
    flash_done(_("Another record was merged into this one."), undo, page)
    return address


def _choose_page(gone: Contact, status: int = 200) -> Response:
    asked = clean(request.args.get("q", ""))[:LONGEST_QUERY]
    return show("upkeep/merge_contact_choose.html", page=choose_page(gone, asked), status=status)


def _merge_page(gone: Contact, kept: Contact, form: MergeForm, status: int = 200) -> Response:
    form.show_versions(kept.id, gone.version, kept.version)
    return show("upkeep/merge_contact.html", page=ContactMergePage(gone, kept, form.sides()), form=form, status=status)
