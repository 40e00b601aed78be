"""A partner's contacts: the panel, a person's page, registering and correcting, the history of the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, g, request, url_for
from flask_login import current_user

from partners.audit.actions import saw
from partners.audit.permissions import AuditPermission
from partners.audit.queries import history_of
from partners.directory import actions, queries
from partners.directory.forms.contacts import NewContactForm, edit_contact_form
from partners.directory.kinds import KINDS
from partners.directory.models import Contact, ContactPost, Partner
from partners.directory.pages import contacts as pages
from partners.directory.permissions import ContactPermission
from partners.directory.queries import ContactName
from partners.directory.views.blueprint import blueprint
from partners.foundation.access import ensure, requires
from partners.foundation.hypermedia import flash_done, go_to, see_other, show
from partners.foundation.words import _

HISTORY_SIZE = 50


@dataclass(frozen=True)
class Opened:
    """A contact that was opened at a partner, and the post there."""

    partner: Partner
    contact: Contact
    post: ContactPost

    @property
    def address(self) -> dict[str, Any]:
        return {"partner_id": self.partner.id, "contact_id": self.contact.id}


def opened(partner_id: int, contact_id: int, purpose: str) -> Opened:
    """The contact whose page opens, noted in the access log. Raises NoResultFound, alike for another partner's."""
    found = again(partner_id, contact_id)
    g.section = found.partner.section
    saw(current_user, purpose, "contacts", [contact_id])
    return found


def again(partner_id: int, contact_id: int) -> Opened:
    """The contact as it stands now."""
    return Opened(
        body(partner_id, only_to_read=True),
        queries.get_contact(partner_id, contact_id),
        queries.get_post(contact_id, partner_id),
    )


def body(partner_id: int, only_to_read: bool = False) -> Partner:
    """A partner that has contacts: a person is reached directly. Raises Archived unless it is only to be read."""
    partner = queries.get_partner_to_read(partner_id) if only_to_read else queries.get_partner(partner_id)
    if KINDS[partner.kind].is_person:
        abort(404)
    return partner


@blueprint.get("/partners/<int:partner_id>/contacts/")
@requires(ContactPermission.VIEW)
def contacts(partner_id: int) -> Response:
    partner = queries.get_partner_in_short(partner_id)
    if partner.is_person:
        abort(404)
    g.section = partner.section
    panel = pages.ContactPanel(partner, queries.posts_at(partner_id))
    saw(current_user, "contact:panel", "contacts", panel.shown)
    return show("directory/contacts/index.html", block="panel", panel=panel, partner=partner, pages=pages)


@blueprint.get("/partners/<int:partner_id>/contacts/new")
@requires(ContactPermission.EDIT)
def new_contact(partner_id: int) -> Response:
    partner = _registering(partner_id)
    return _new_page(NewContactForm(), partner)


@blueprint.post("/partners/<int:partner_id>/contacts/new")
@requires(ContactPermission.EDIT)
def register_contact(partner_id: int) -> Response:
    partner, form = _registering(partner_id), NewContactForm()
    if made := form.made_before():
        return go_to(made)
    if form.validate():
        with form.refusals():
            contact = actions.register_contact(
                partner, form.values(), by=current_user, confirmed=form.confirm_namesake.data
            )
            return _registered(form, partner_id, contact)
    known = getattr(form.refusal, "known", ())
    saw(current_user, "contact:namesakes", "contacts", [one.id for one in known])
    return _new_page(form, queries.get_partner(partner_id), known, status=form.refused_status)


@blueprint.get("/partners/<int:partner_id>/contacts/<int:contact_id>")
@requires(ContactPermission.VIEW)
def contact(partner_id: int, contact_id: int) -> Response:
    found = opened(partner_id, contact_id, "contact:page")
    page = pages.ContactPage(found.partner, found.contact, queries.posts_of(contact_id))
    return show("directory/contacts/show.html", page=page, pages=pages)


@blueprint.get("/partners/<int:partner_id>/contacts/<int:contact_id>/changes")
@requires(AuditPermission.VIEW)
def contact_changes(partner_id: int, contact_id: int) -> Response:
    found = opened(partner_id, contact_id, "contact:history")
    page = pages.ContactPage(found.partner, found.contact, queries.posts_of(contact_id))
    happenings = history_of(found.contact, HISTORY_SIZE, request.args.get("before", type=int))
    told = [pages.told(happening, page.sees_details) for happening in happenings]
    more = happenings[-1].id if len(happenings) == HISTORY_SIZE else None
    return show("directory/contacts/changes.html", page=page, told=told, more=more)


@blueprint.get("/partners/<int:partner_id>/contacts/<int:contact_id>/edit")
@requires(ContactPermission.EDIT)
def edit_contact(partner_id: int, contact_id: int) -> Response:
    found = correcting(partner_id, contact_id, "contact:edit")
    form = edit_contact_form(found.contact, found.post, found.partner)
    return show("directory/contacts/edit.html", form=form, found=found)


@blueprint.post("/partners/<int:partner_id>/contacts/<int:contact_id>/edit")
@requires(ContactPermission.EDIT)
def update_contact(partner_id: int, contact_id: int) -> Response:
    found = correcting(partner_id, contact_id, "contact:edit")
    form = edit_contact_form(found.contact, found.post, found.partner)
    if form.validate():
        with form.refusals():
            actions.edit_contact(
                found.contact, found.post, found.partner, form.values(), form.version.data, by=current_user
            )
            flash_done(_("The contact was saved."))
            return see_other("directory.contact", **found.address)
    found = again(partner_id, contact_id)
    _compare(form, found)
    return show("directory/contacts/edit.html", form=form, found=found, status=form.refused_status)


def changing(partner_id: int, contact_id: int, purpose: str) -> Opened:
    """The contact that somebody is about to change. Raises Forbidden unless they may, and Archived."""
    body(partner_id)
    return correcting(partner_id, contact_id, purpose)


def correcting(partner_id: int, contact_id: int, purpose: str) -> Opened:
    """The contact whose data somebody is about to correct or take out of use, also at an archived partner.

    Whoever the data is about may ask for its correction or erasure as long as it is kept (개인정보 보호법 제36조);
    that its partner was put away does not take this right. Raises Forbidden unless they may.
    """
    found = opened(partner_id, contact_id, purpose)
    actions.ensure_may_change(found.contact, by=current_user)
    return found


def _registering(partner_id: int) -> Partner:
    partner = body(partner_id)
    g.section = partner.section
    ensure(current_user, ContactPermission.EDIT, partner)
    return partner


def _new_page(form: NewContactForm, partner: Partner, known: Sequence[ContactName] = (), status: int = 200) -> Response:
    return show("directory/contacts/new.html", status=status, form=form, partner=partner, known=known, pages=pages)


def _registered(form: NewContactForm, partner_id: int, contact: Contact) -> Response:
    address = url_for("directory.contact", partner_id=partner_id, contact_id=contact.id)
    saw(current_user, "contact:register", "contacts", [contact.id])
    form.remember(address)
    flash_done(_("%(name)s was registered.", name=contact.name))
    return go_to(address)


def _compare(form: Any, found: Opened) -> None:
    """After somebody else's change: both values side by side."""
    if form.is_stale:
        latest = next(iter(history_of(found.contact, limit=1)), None)
        stored = edit_contact_form(found.contact, found.post, found.partner, formdata=None)
        form.compare_with(
            stored,
            who=latest.who if latest else None,
            at=latest.at if latest else None,
            leave=url_for("directory.contact", **found.address),
        )
