"""Merging a record into another: choosing the other one, both side by side, and doing it."""

from flask import Response, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from partners.directory.models import Partner
from partners.directory.pages.words import merged_in_words
from partners.directory.queries import get_partner
from partners.directory.views.opening import seen
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, see_other, show
from partners.foundation.progress import followed
from partners.upkeep.actions.merging import Decisions, ensure_may_merge, merge_partners
from partners.upkeep.forms.merging import MergeForm, OtherForm, other_form
from partners.upkeep.pages.duplicates import likely_of
from partners.upkeep.pages.merging import MergePage
from partners.upkeep.pages.progress import sending_key, undoing_url
from partners.upkeep.permissions import MergePermission
from partners.upkeep.views.blueprint import blueprint


@blueprint.get("/partners/<int:partner_id>/merge")
@requires(MergePermission.MERGE)
def merge_form(partner_id: int) -> Response:
    gone = seen(partner_id, "partner:merge")
    ensure_may_merge(gone, gone, current_user)
    asked = other_form(request.args or None, gone.kind)
    if asked.into.data and not asked.is_reshaped:
        return _merge_page(gone, seen(asked.into.data, "partner:merge"), MergeForm())
    return _choose_page(gone, asked)


@blueprint.post("/partners/<int:partner_id>/merge")
@requires(MergePermission.MERGE)
def merge(partner_id: int) -> Response:
    form = MergeForm()
    if earlier := form.made_before():
        return go_to(earlier)
    gone = seen(partner_id, "partner:merge")
    ensure_may_merge(gone, gone, current_user)
    if form.into.data is None:
        return _choose_page(gone, other_form(MultiDict(), gone.kind), 422)
    kept = seen(form.into.data, "partner:merge")
    if form.validate():
        with form.refusals():
            _do(gone, kept, form)
            return see_other("directory.show", partner_id=kept.id)
    return _merge_page(get_partner(partner_id), get_partner(form.into.data), form, form.refused_status)


def _do(gone: Partner, kept: Partner, form: MergeForm) -> None:
    name, decisions = gone.name_ko, Decisions(form.sides(), form.ties(), form.reason.data or "")
    versions = (form.version.data, form.into_version.data)
    with followed(current_user.id, sending_key(form)) as progress:
        act = merge_partners(gone, kept, versions, decisions, current_user, progress)
    form.remember(url_for("directory.show", partner_id=kept.id))
    undo, page = (url_for(endpoint, act_id=act.id) for endpoint in ("upkeep.undo", "upkeep.act"))
    flash_done(merged_in_words(name), undo, page, undoing_url(act.id))


def _choose_page(gone: Partner, asked: OtherForm, status: int = 200) -> Response:
    return show("upkeep/merge_choose.html", partner=gone, form=asked, likely=likely_of(gone), status=status)


def _merge_page(gone: Partner, kept: Partner, form: MergeForm, status: int = 200) -> Response:
    ensure_may_merge(kept, gone, current_user)
    page = MergePage(gone, kept, form.sides(), form.ties())
    form.show_versions(kept.id, gone.version, kept.version)
    progress = url_for("upkeep.progress", key=sending_key(form))
    return show("upkeep/merge.html", page=page, form=form, progress=progress, status=status)
