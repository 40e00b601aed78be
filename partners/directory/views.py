"""Pages of partners: the list, a partner's page, registering, correcting, taking a tie over."""

from typing import Any

from flask import Blueprint, Response, abort, g, request, url_for
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.audit.actions import saw
from partners.audit.permissions import AuditPermission
from partners.audit.queries import history_of
from partners.directory import actions, queries
from partners.directory.forms import TakeOverForm, edit_form, new_form
from partners.directory.kinds import KINDS, persons_among
from partners.directory.kinds.kind import Kind
from partners.directory.models import Partner
from partners.directory.pages.listing import Listing
from partners.directory.pages.partner import partner_page
from partners.directory.pages.rights import default_team, may_choose_team, may_create
from partners.directory.pages.stages import known_stages
from partners.directory.pages.words import for_templates
from partners.directory.permissions import PartnerPermission
from partners.directory.rules.filters import read_filter
from partners.foundation.access import ensure, requires
from partners.foundation.hypermedia import flash_done, go_to, is_htmx, see_other, show
from partners.foundation.words import _

blueprint = Blueprint("directory", __name__)
blueprint.context_processor(for_templates)
HISTORY_SIZE = 50


@blueprint.get("/partners/")
@requires(PartnerPermission.VIEW)
def index() -> Response:
    teams = accounts.teams()
    asked = read_filter(request.args, KINDS, {team.code for team in teams}, known_stages())
    page = queries.list_page(asked, request.args.get("page"))
    saw(current_user, "partner:list", "partners", persons_among(page.rows))
    ties = queries.ties_of_rows(row.id for row in page.rows)
    listing = Listing(asked, page, queries.figures(asked), ties)
    return show("directory/index.html", block="results", listing=listing, teams=teams, partial=is_htmx())


@blueprint.get("/partners/<int:partner_id>", endpoint="show")
@requires(PartnerPermission.VIEW)
def show_partner(partner_id: int) -> Response:
    partner = _seen(partner_id, "partner:page")
    return show("directory/show.html", page=partner_page(partner))


@blueprint.get("/partners/<int:partner_id>/changes")
@requires(AuditPermission.VIEW)
def changes(partner_id: int) -> Response:
    partner = _seen(partner_id, "partner:history")
    before = request.args.get("before", type=int)
    return show("directory/changes.html", partner=partner, happenings=history_of(partner, HISTORY_SIZE, before))


@blueprint.get("/partners/new/<kind>")
@requires(PartnerPermission.CREATE)
def new(kind: str) -> Response:
    of_kind = _creatable(kind)
    form = new_form(kind, may_choose_team(current_user), default_team(of_kind, current_user))
    return show("directory/new.html", form=form, kind=KINDS[kind])


@blueprint.post("/partners/new/<kind>")
@requires(PartnerPermission.CREATE)
def create(kind: str) -> Response:
    form = new_form(_creatable(kind).code, may_choose_team(current_user))
    if form.made_before():
        return go_to(form.made_before())
    if form.validate():
        with form.refusals():
            partner = actions.create_partner(
                kind, form.values(), by=current_user, confirmed=form.confirm_duplicate.data
            )
            form.remember(url_for("directory.show", partner_id=partner.id))
            flash_done(_("%(name)s was registered.", name=partner.name_ko))
            return see_other("directory.show", partner_id=partner.id)
    _warned(form)
    return show("directory/new.html", form=form, kind=KINDS[kind], status=form.refused_status)


@blueprint.get("/partners/<int:partner_id>/edit")
@requires(PartnerPermission.EDIT)
def edit(partner_id: int) -> Response:
    partner = _editable(partner_id)
    form = edit_form(partner, may_choose_team(current_user))
    return show("directory/edit.html", partner=partner, form=form, meanwhile=())


@blueprint.post("/partners/<int:partner_id>/edit")
@requires(PartnerPermission.EDIT)
def update(partner_id: int) -> Response:
    partner = _editable(partner_id)
    form = edit_form(partner, may_choose_team(current_user))
    if form.validate():
        with form.refusals():
            actions.edit_partner(partner, form.values(), by=current_user, **form.circumstances())
            flash_done(_("The record was saved."))
            return see_other("directory.show", partner_id=partner_id)
    _warned(form)
    partner = queries.get_partner(partner_id)
    latest = history_of(partner, limit=1)
    return show("directory/edit.html", partner=partner, form=form, meanwhile=latest, status=form.refused_status)


@blueprint.get("/partners/<int:partner_id>/ties/take-over")
@requires(PartnerPermission.TAKE_OVER)
def take_over_form(partner_id: int) -> Response:
    partner = _seen(partner_id, "partner:page")
    return show("directory/take_over.html", partner=partner, form=_take_over_form(partner))


@blueprint.post("/partners/<int:partner_id>/ties/take-over")
@requires(PartnerPermission.TAKE_OVER)
def take_over(partner_id: int) -> Response:
    partner = _seen(partner_id, "partner:page")
    form = _take_over_form(partner)
    if form.made_before():
        return go_to(form.made_before())
    if form.validate():
        with form.refusals():
            actions.take_over(partner, by=current_user, **form.told())
            form.remember(url_for("directory.show", partner_id=partner_id))
            flash_done(_("The tie was taken over."))
            return see_other("directory.show", partner_id=partner_id)
    return show("directory/take_over.html", partner=partner, form=form, status=form.refused_status)


def _seen(partner_id: int, purpose: str) -> Partner:
    partner = queries.get_partner(partner_id)
    g.section = partner.section
    saw(current_user, purpose, "partners", persons_among([partner]))
    return partner


def _warned(form: Any) -> None:
    """Note the natural persons whom a warning of the same name shows."""
    if isinstance(form.refusal, actions.AlreadyKnown):
        saw(current_user, "partner:duplicates", "partners", persons_among(form.refusal.known))


def _editable(partner_id: int) -> Partner:
    partner = _seen(partner_id, "partner:edit")
    ensure(current_user, PartnerPermission.EDIT, partner)
    return partner


def _creatable(code: str) -> Kind:
    if code not in KINDS:
        abort(404)
    if not may_create(current_user, KINDS[code]):
        abort(403)
    return KINDS[code]


def _take_over_form(partner: Partner) -> Any:
    form = TakeOverForm()
    form.offer_ties(partner.kind)
    return form
