"""휴지통: what was deleted, bringing it back, destroying it at once."""

from flask import Response, request, url_for
from flask_login import current_user

from partners.foundation.access import requires
from partners.foundation.forms import Form
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _, _n
from partners.upkeep.actions.destroying import destroy_entries
from partners.upkeep.actions.restoring import restore_entries
from partners.upkeep.forms.trash import DestroyForm, RestoreForm
from partners.upkeep.models import TrashEntry
from partners.upkeep.pages import trash as pages
from partners.upkeep.permissions import TrashPermission
from partners.upkeep.queries import trash as queries
from partners.upkeep.rules.trash import Record
from partners.upkeep.rules.trash_filter import read_trash_filter
from partners.upkeep.views.blueprint import blueprint


@blueprint.get("/upkeep/trash")
@requires(TrashPermission.VIEW)
def trash() -> Response:
    listing = pages.listing(read_trash_filter(request.args), request.args.get("page"))
    pages.note_persons("trash:list", [line.entry for line in listing.lines])
    return show("upkeep/trash.html", block="results", listing=listing)


@blueprint.get("/upkeep/trash/chosen")
@requires(TrashPermission.VIEW)
def chosen() -> Response:
    return _chosen(pages.chosen_ids(request.args.getlist("entry")), None, None)


@blueprint.post("/upkeep/trash/<int:entry_id>/restore")
@requires(TrashPermission.VIEW)
def restore(entry_id: int) -> Response:
    return _restored([queries.get_entry(entry_id).id])


@blueprint.post("/upkeep/trash/restore")
@requires(TrashPermission.VIEW)
def restore_chosen() -> Response:
    return _restored(pages.chosen_ids(request.form.getlist("entry")))


@blueprint.post("/upkeep/trash/destroy")
@requires(TrashPermission.DESTROY)
def destroy() -> Response:
    ids, form = pages.chosen_ids(request.form.getlist("entry")), DestroyForm()
    if form.validate():
        with form.refusals():
            number = destroy_entries(ids, form.reason.data or "", by=current_user)
            flash_done(_n("%(num)s record was destroyed.", "%(num)s records were destroyed.", number))
            return go_to(url_for("upkeep.trash"))
    return _chosen(ids, None, form, form.refused_status)


def _restored(ids: list[int]) -> Response:
    form = RestoreForm()
    if form.validate():
        with form.refusals():
            return _back(restore_entries(ids, by=current_user))
    return _chosen(ids, form, None, form.refused_status)


def _back(done: list[TrashEntry]) -> Response:
    """To the record that came back; of several, or of none, to the trash."""
    if len(done) != 1:
        flash_done(_n("%(num)s record is back.", "%(num)s records are back.", len(done)))
        return go_to(url_for("upkeep.trash"))
    entry = done[0]
    flash_done(_("“%(name)s” is back, as it was.", name=entry.name))
    return go_to(pages.address_of(Record(entry.record), entry.record_id, entry.place_id))


def _chosen(ids: list[int], restoring: Form | None, destroying: DestroyForm | None, status: int = 200) -> Response:
    page = pages.chosen_page(ids)
    pages.note_persons("trash:chosen", [line.entry for line in page.lines])
    forms = {"restoring": restoring or RestoreForm(formdata=None), "form": destroying or DestroyForm(formdata=None)}
    return show("upkeep/chosen.html", status=status, page=page, **forms)
