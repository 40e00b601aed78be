"""Pages of follow-ups: what is to be done, by whom, by when."""

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from partners.accounts.queries import teams
from partners.directory.permissions import PartnerPermission
from partners.directory.queries import get_partner_in_short
from partners.foundation.access import ensure, requires
from partners.foundation.hypermedia import flash_done, go_to, is_htmx, page_behind, see_other, show
from partners.foundation.words import _
from partners.interactions import actions, queries
from partners.interactions.forms.follow_ups import CallOffForm, ChangeForm, DoneForm, PlanForm, written_in
from partners.interactions.models import FollowUp
from partners.interactions.pages import follow_ups as pages
from partners.interactions.permissions import FollowUpPermission, ensure_work_on
from partners.interactions.rules.follow_ups import read_follow_up_filter
from partners.interactions.rules.ready_made import FOLLOW_UPS
from partners.interactions.views.blueprint import follow_up_blueprint as blueprint
from partners.lists.columns import read_look
from partners.lists.pages.opening import open_list

blueprint.context_processor(pages.for_templates)
FORM = "interactions/follow_ups/form.html"


@blueprint.get("/follow-ups/")
@requires(FollowUpPermission.VIEW)
def index() -> Response:
    known = teams()
    opened, codes = open_list(FOLLOW_UPS), {team.code for team in known}
    asked = opened.read(lambda given: read_follow_up_filter(given, codes))
    look = read_look(opened.asked, asked.columns)
    listed = pages.follow_up_list(asked, look, request.args.get("page"), known)
    views, partial = opened.tabs(listed.tabs), is_htmx()
    return show("interactions/follow_ups/index.html", "results", listed=listed, views=views, partial=partial)


@blueprint.get("/follow-ups/new")
@requires(FollowUpPermission.EDIT)
def new() -> Response:
    asked = pages.asked_origin(request.args)
    form = _plan_form(data={"partner": asked.partner, "assignee": current_user.id})
    return show(FORM, form=form, row=None, asked=asked)


@blueprint.post("/follow-ups/new")
@requires(FollowUpPermission.EDIT)
def create() -> Response:
    form, asked = _plan_form(), pages.asked_origin(request.args)
    if made := form.made_before():
        return go_to(made)
    if form.validate():
        with form.refusals():
            planned = actions.plan_follow_up(form.step(), current_user, asked.interaction, form.partner.data)
            form.remember(url_for("follow_ups.show", follow_up_id=planned.id))
            flash_done(_("The follow-up was planned."))
            return see_other("follow_ups.show", follow_up_id=planned.id)
    return show(FORM, status=form.refused_status, form=form, row=None, asked=asked)


@blueprint.get("/follow-ups/<int:follow_up_id>", endpoint="show")
@requires(FollowUpPermission.VIEW)
def show_follow_up(follow_up_id: int) -> Response:
    return _page(follow_up_id, _done_form(), CallOffForm(formdata=None))


@blueprint.get("/follow-ups/<int:follow_up_id>/edit")
@requires(FollowUpPermission.EDIT)
def edit(follow_up_id: int) -> Response:
    follow_up = _workable(follow_up_id)
    form = ChangeForm(data=written_in(follow_up))
    pages.offer_people(form, follow_up.assignee_id)
    return show(FORM, form=form, row=queries.follow_up_view(follow_up_id), asked=pages.NOWHERE)


@blueprint.post("/follow-ups/<int:follow_up_id>/edit")
@requires(FollowUpPermission.EDIT)
def update(follow_up_id: int) -> Response:
    follow_up, form = _workable(follow_up_id), ChangeForm()
    pages.offer_people(form, follow_up.assignee_id)
    if form.validate():
        with form.refusals():
            actions.change(follow_up, form.step(), form.partner.data, form.version.data, by=current_user)
            flash_done(_("The follow-up was saved."))
            return see_other("follow_ups.show", follow_up_id=follow_up_id)
    pages.compare(form, queries.get_follow_up(follow_up_id))
    row = queries.follow_up_view(follow_up_id)
    return show(FORM, status=form.refused_status, form=form, row=row, asked=pages.NOWHERE)


@blueprint.post("/follow-ups/<int:follow_up_id>/done")
@requires(FollowUpPermission.EDIT)
def done(follow_up_id: int) -> Response:
    follow_up, form = _workable(follow_up_id), DoneForm()
    pages.offer_people(form)
    if form.validate():
        with form.refusals():
            following = actions.finish(
                follow_up, current_user, form.version.data, form.outcome.data or "", form.following()
            )
            pages.say_done(follow_up, following)
            return _after(follow_up)
    return _page(follow_up_id, form, CallOffForm(formdata=None), status=form.refused_status)


@blueprint.post("/follow-ups/<int:follow_up_id>/call-off")
@requires(FollowUpPermission.EDIT)
def call_off(follow_up_id: int) -> Response:
    follow_up, form = _workable(follow_up_id), CallOffForm()
    if form.validate():
        with form.refusals():
            actions.call_off(follow_up, form.reason.data or "", current_user, form.version.data)
            pages.say_called_off(follow_up)
            return _after(follow_up)
    return _page(follow_up_id, _done_form(), form, status=form.refused_status)


@blueprint.post("/follow-ups/<int:follow_up_id>/reopen")
@requires(FollowUpPermission.EDIT)
def reopen(follow_up_id: int) -> Response:
    follow_up = _workable(follow_up_id)
    actions.reopen(follow_up, by=current_user)
    flash_done(_("The follow-up is to be done again."))
    return _after(follow_up)


@blueprint.get("/partners/<int:partner_id>/follow-ups")
@requires(PartnerPermission.VIEW)
def of_partner(partner_id: int) -> Response:
    ensure(current_user, FollowUpPermission.VIEW)
    partner = get_partner_in_short(partner_id)
    return show("interactions/follow_ups/of_partner.html", block="panel", **pages.panel(partner))


def _plan_form(**given: Any) -> PlanForm:
    form = PlanForm(**given)
    pages.offer_people(form)
    return form


def _done_form() -> DoneForm:
    """An empty one; the next step is its reader's until somebody else is named."""
    return DoneForm(formdata=None, data={"next_assignee": current_user.id})


def _workable(follow_up_id: int) -> FollowUp:
    follow_up = queries.get_follow_up(follow_up_id)
    ensure_work_on(current_user, follow_up)
    return follow_up


def _after(follow_up: FollowUp) -> Response:
    """Back to where the button stood, on our own pages; otherwise to its page."""
    return go_to(page_behind() or url_for("follow_ups.show", follow_up_id=follow_up.id))


def _page(follow_up_id: int, done: DoneForm, call_off: CallOffForm, status: int = 200) -> Response:
    row = queries.follow_up_view(follow_up_id)
    return show("interactions/follow_ups/show.html", status=status, **pages.shown(row, done, call_off))
