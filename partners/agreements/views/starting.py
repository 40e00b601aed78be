"""Opening a case."""

from flask import Response, request, url_for
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.agreements import actions
from partners.agreements.forms import StartForm
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries.office import office
from partners.agreements.rules.consent import fits
from partners.agreements.views.blueprint import blueprint
from partners.directory.models import Partner
from partners.directory.queries import find_partner, get_partner
from partners.foundation.access import Scope, ensure, requires, scope_of
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _

START = AgreementPermission.START


@blueprint.get("/agreements/new")
@requires(START)
def new() -> Response:
    return show("agreements/new.html", "form", form=_form())


@blueprint.post("/agreements/new")
@requires(START)
def start() -> Response:
    form = _form()
    if earlier := form.made_before():
        return go_to(earlier)
    if form.validate():
        with form.refusals():
            return go_to(_start(form))
    return show("agreements/new.html", "form", status=form.refused_status, form=form)


def _start(form: StartForm) -> str:
    """Open the case and give the address of its page."""
    agreement = actions.start_agreement(
        office().pipelines[form.pipeline.data],
        by=current_user,
        owner_team_id=form.team.data,
        partner=get_partner(form.partner.data) if form.partner.data else None,
        title=form.title.data or "",
        target_regions=form.regions(),
        plan=form.plan(),
    )
    ensure(current_user, START, agreement)
    flash_done(_("The case is open."))
    address = url_for("agreements.show", agreement_id=agreement.id)
    form.remember(address)
    return address


def _form() -> StartForm:
    """The form, for the partner or the pipeline that the address names."""
    partner = find_partner(request.args.get("partner", 0, type=int))
    form = StartForm(
        pipeline=request.args.get("pipeline") or _fitting(partner),
        partner=partner.id if partner else None,
        team=current_user.team_id,
    )
    teams = dict(accounts.team_choices())
    if scope_of(current_user, START) is not Scope.ANY:
        teams = {id: name for id, name in teams.items() if id == current_user.team_id}
    form.offer(teams, office().pipelines.values())
    return form


def _fitting(partner: Partner | None) -> str | None:
    """The first pipeline that the partner may go."""
    if partner is None:
        return None
    of_kind = office().for_kind(partner.kind, getattr(partner, "member_kind", ""))
    return next((pipeline.code for pipeline in of_kind if fits(pipeline, partner.country)), None)
