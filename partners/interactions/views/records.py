"""Pages of interactions: the list, logging, a record and its correction, what was given and received."""

from flask import Response, request, url_for
from flask_login import current_user

from partners.accounts.queries import teams
from partners.audit.actions import saw
from partners.directory.kinds import persons_among
from partners.directory.permissions import PartnerPermission
from partners.directory.queries import get_partner_in_short
from partners.files import views as files
from partners.files.forms import AttachForm
from partners.files.receiving import receives_files
from partners.files.views import Cabinet, Shelf, attachments_page, cabinet_of
from partners.foundation import clock
from partners.foundation.access import ensure, may, requires
from partners.foundation.hypermedia import flash_done, see_other, show
from partners.foundation.words import _
from partners.interactions import actions, changes, queries
from partners.interactions.forms import CorrectForm, VoidForm, written_in
from partners.interactions.models import Interaction
from partners.interactions.pages import records as pages
from partners.interactions.pages.logging import form_page
from partners.interactions.pages.rows import listed
from partners.interactions.permissions import InteractionPermission
from partners.interactions.rules import read_filter
from partners.interactions.rules.columns import INTERACTION_COLUMNS
from partners.interactions.rules.ready_made import INTERACTIONS
from partners.interactions.views.blueprint import blueprint
from partners.lists.columns import read_look
from partners.lists.pages.opening import open_list
from partners.lists.pages.showing import ShownList

FORM = "interactions/form.html"
FILES = Shelf("interactions.", "interaction_id")


@blueprint.get("/interactions/")
@requires(InteractionPermission.VIEW)
def index() -> Response:
    choices = teams()
    opened, codes = open_list(INTERACTIONS), {team.code for team in choices}
    asked = opened.read(lambda given: read_filter(given, codes))
    page, rows = queries.page_of_interactions(asked, request.args.get("page"))
    saw(current_user, "interaction:list", "partners", pages.persons_in(rows))
    look = read_look(opened.asked, INTERACTION_COLUMNS)
    count = queries.count_interactions(asked, look.exactly)
    return show(
        "interactions/index.html",
        block="results",
        shown=ShownList("interactions.index", asked, look, page, count),
        rows=listed(rows),
        filters=pages.filters(choices, asked),
        **opened.shown_with(asked),
    )


@blueprint.get("/interactions/<int:interaction_id>", endpoint="show")
@requires(InteractionPermission.VIEW)
def show_interaction(interaction_id: int) -> Response:
    return _record_page(interaction_id, VoidForm())


@blueprint.get("/interactions/<int:interaction_id>/edit")
@requires(InteractionPermission.CORRECT)
def edit(interaction_id: int) -> Response:
    interaction = _own(interaction_id, InteractionPermission.CORRECT)
    form = CorrectForm(data=written_in(interaction))
    return show(FORM, **form_page(form, interaction))


@blueprint.post("/interactions/<int:interaction_id>/edit")
@requires(InteractionPermission.CORRECT)
def update(interaction_id: int) -> Response:
    interaction = _own(interaction_id, InteractionPermission.CORRECT)
    form = CorrectForm()
    if form.validate():
        with form.refusals():
            actions.correct(interaction, form.values(), form.reason.data or "", form.version.data, by=current_user)
            flash_done(_("The correction was saved."))
            return see_other("interactions.show", interaction_id=interaction_id)
    return show(FORM, status=form.refused_status, **form_page(form, queries.get_interaction(interaction_id)))


@blueprint.post("/interactions/<int:interaction_id>/void")
@requires(InteractionPermission.VOID)
def void(interaction_id: int) -> Response:
    interaction = _own(interaction_id, InteractionPermission.VOID)
    form = VoidForm()
    if form.validate():
        with form.refusals():
            actions.void(interaction, form.reason.data or "", by=current_user, version=form.version.data)
            flash_done(_("The record is void. It stays to be read and counts no longer."))
            return see_other("interactions.show", interaction_id=interaction_id)
    return _record_page(interaction_id, form, status=form.refused_status)


@blueprint.get("/partners/<int:partner_id>/balance")
@requires(PartnerPermission.VIEW)
def balance(partner_id: int) -> Response:
    partner = get_partner_in_short(partner_id)
    saw(current_user, "interaction:balance", "partners", persons_among([partner]))
    found = queries.balance_of(partner_id, clock.today().year)
    return show(
        "interactions/balance.html",
        block="panel",
        partner=partner,
        balance_of=found,
        sides=pages.sides(found),
        note=pages.balance_note(found),
    )


def _own(interaction_id: int, permission: InteractionPermission) -> Interaction:
    interaction = queries.get_interaction(interaction_id)
    ensure(current_user, permission, interaction)
    return interaction


def _record_page(interaction_id: int, form: VoidForm, status: int = 200) -> Response:
    row = queries.view_of(interaction_id)
    form.show_version(row.version)
    changes.compare(form, queries.get_interaction(interaction_id) if form.is_stale else None)
    return show("interactions/show.html", status=status, row=row, form=form, **pages.record_page(row))


@blueprint.get("/interactions/<int:interaction_id>/attachments")
@requires(InteractionPermission.VIEW)
def attachments(interaction_id: int) -> Response:
    return attachments_page(_cabinet(queries.get_interaction(interaction_id)))


@blueprint.post("/interactions/<int:interaction_id>/attachments")
@requires(InteractionPermission.CORRECT)
@receives_files
def attach(interaction_id: int) -> Response:
    interaction = _changeable(interaction_id)
    form = AttachForm()
    done = files.attach(form, interaction, _home(interaction_id))
    return done or attachments_page(_cabinet(queries.get_interaction(interaction_id), form))


@blueprint.get("/interactions/<int:interaction_id>/attachments/<int:attachment_id>")
@requires(InteractionPermission.VIEW)
def attachment(interaction_id: int, attachment_id: int) -> Response:
    return files.hand_out(queries.get_interaction(interaction_id), attachment_id)


@blueprint.post("/interactions/<int:interaction_id>/attachments/<int:attachment_id>/remove")
@requires(InteractionPermission.CORRECT)
def detach(interaction_id: int, attachment_id: int) -> Response:
    return files.detach(_changeable(interaction_id), attachment_id, _home(interaction_id))


def _home(interaction_id: int) -> str:
    return url_for("interactions.show", interaction_id=interaction_id)


def _changeable(interaction_id: int) -> Interaction:
    """A record to which files may be added: the own team's, and not void."""
    interaction = _own(interaction_id, InteractionPermission.CORRECT)
    actions.ensure_not_void(interaction)
    return interaction


def _cabinet(interaction: Interaction, form: AttachForm | None = None) -> Cabinet:
    may_change = may(current_user, InteractionPermission.CORRECT, interaction) and interaction.voided_at is None
    return cabinet_of(FILES, interaction, interaction.title, _home(interaction.id), may_change, form)
