"""A partner's page, registering and correcting it, and the history of its record."""

from typing import Any

from flask import Response, abort, request, url_for
from flask_login import current_user

from partners.audit.actions import saw
from partners.audit.permissions import AuditPermission
from partners.audit.queries import history_of_kind
from partners.directory import actions, queries
from partners.directory.forms import edit_form, new_form
from partners.directory.kinds import KINDS, persons_among
from partners.directory.kinds.kind import Kind
from partners.directory.models import Partner
from partners.directory.pages.conflicts import compare
from partners.directory.pages.partner import partner_page
from partners.directory.pages.points import point_panel
from partners.directory.pages.rights import default_team, may_choose_team, may_create
from partners.directory.pages.words import supporters_in_words
from partners.directory.permissions import PartnerPermission
from partners.directory.queries.merging import merged_ids
from partners.directory.views.blueprint import blueprint
from partners.directory.views.opening import changeable, opened, seen_archived
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, see_other, show
from partners.foundation.words import _

HISTORY_SIZE = 50


@blueprint.get("/partners/<int:partner_id>", endpoint="show")
@requires(PartnerPermission.VIEW)
def show_partner(partner_id: int) -> Response:
    page = partner_page(*opened(partner_id, "partner:page"))
    saw(current_user, "file:list", "attachments", page.file_ids)
    saw(current_user, "partner:members", "partners", persons_among(page.members))
    return show("directory/show.html", page=page)


@blueprint.get("/partners/<int:partner_id>/members")
@requires(PartnerPermission.VIEW)
def members(partner_id: int) -> Response:
    partner = seen_archived(partner_id, "partner:members")
    page = queries.members_page(partner_id, request.args.get("page"))
    saw(current_user, "partner:members", "partners", persons_among(page.rows))
    return show("directory/members.html", partner=partner, page=page, count=supporters_in_words(partner_id))


@blueprint.get("/partners/<int:partner_id>/changes")
@requires(AuditPermission.VIEW)
def changes(partner_id: int) -> Response:
    partner = seen_archived(partner_id, "partner:history")
    before = request.args.get("before", type=int)
    # What was done to records that were merged into this one is its history too.
    happenings = history_of_kind("partners", HISTORY_SIZE, before, [partner_id, *merged_ids(partner_id)])
    return show("directory/changes.html", partner=partner, happenings=happenings)


@blueprint.get("/partners/new/<kind>")
@requires(PartnerPermission.CREATE)
def new(kind: str) -> Response:
    form = _new_form(kind)
    return show("directory/new.html", form=form, kind=KINDS[kind], panel=point_panel(form))


@blueprint.post("/partners/new/<kind>")
@requires(PartnerPermission.CREATE)
def create(kind: str) -> Response:
    form = _new_form(kind)
    if form.made_before():
        return go_to(form.made_before())
    if form.validate():
        with form.refusals():
            partner = actions.create_partner(kind, form.values(), by=current_user, confirmed=form.is_another)
            form.remember(url_for("directory.show", partner_id=partner.id))
            flash_done(_("%(name)s was registered.", name=partner.name_ko))
            return see_other("directory.show", partner_id=partner.id)
    _warned(form)
    panel = point_panel(form)
    return show("directory/new.html", form=form, kind=KINDS[kind], panel=panel, status=form.refused_status)


@blueprint.get("/partners/<int:partner_id>/edit")
@requires(PartnerPermission.EDIT)
def edit(partner_id: int) -> Response:
    partner = changeable(partner_id)
    form = edit_form(partner, may_choose_team(current_user))
    return show("directory/edit.html", partner=partner, form=form, panel=point_panel(form))


@blueprint.post("/partners/<int:partner_id>/edit")
@requires(PartnerPermission.EDIT)
def update(partner_id: int) -> Response:
    partner = changeable(partner_id)
    form = edit_form(partner, may_choose_team(current_user))
    if form.validate():
        with form.refusals():
            actions.edit_partner(partner, form.values(), by=current_user, **form.circumstances())
            flash_done(_saved(partner, form))
            return see_other("directory.show", partner_id=partner_id)
    _warned(form)
    partner = queries.get_partner(partner_id)
    compare(form, partner)
    panel = point_panel(form)
    return show("directory/edit.html", partner=partner, form=form, panel=panel, status=form.refused_status)


def _warned(form: Any) -> None:
    """Note the natural persons whom a warning of the same name shows."""
    if isinstance(form.refusal, actions.AlreadyKnown):
        saw(current_user, "partner:duplicates", "partners", persons_among(form.refusal.known))


def _saved(partner: Partner, form: Any) -> Any:
    if form.owner_id.data and partner.owner_id is None:
        return _("The record was saved. Nobody is in charge now: the officer so far does not belong to the new team.")
    return _("The record was saved.")


def _new_form(kind: str) -> Any:
    team_id = default_team(_creatable(kind), current_user)
    return new_form(kind, may_choose_team(current_user), team_id, current_user.id if current_user.team_id else None)


def _creatable(code: str) -> Kind:
    if code not in KINDS:
        abort(404)
    if not may_create(current_user, KINDS[code]):
        abort(403)
    return KINDS[code]
