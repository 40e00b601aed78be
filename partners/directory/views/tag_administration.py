"""The office's tags: renamed, merged, deleted by an administrator."""

from typing import Any

from flask import Response, url_for
from flask_login import current_user

from partners.audit.queries import history_of, history_of_kind
from partners.directory import actions, queries
from partners.directory.forms.administration import DeleteTagForm, merge_tag_form, rename_tag_form
from partners.directory.models import Tag
from partners.directory.permissions import VocabularyPermission
from partners.directory.views.blueprint import blueprint
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, see_other, show
from partners.foundation.words import _

HISTORY_SIZE = 30
MANAGE = VocabularyPermission.MANAGE


@blueprint.get("/admin/tags")
@requires(MANAGE)
def tags() -> Response:
    happenings = history_of_kind(Tag.__tablename__, HISTORY_SIZE)
    return show("directory/admin/tags.html", tags=queries.tags_with_counts(), happenings=happenings)


@blueprint.get("/admin/tags/<int:tag_id>")
@requires(MANAGE)
def tag_page(tag_id: int) -> Response:
    tag = queries.get_tag(tag_id)
    return _page("rename", tag, rename_tag_form(tag))


@blueprint.get("/admin/tags/<int:tag_id>/merge")
@requires(MANAGE)
def merge_tag_page(tag_id: int) -> Response:
    tag = queries.get_tag(tag_id)
    return _page("merge", tag, merge_tag_form(tag))


@blueprint.get("/admin/tags/<int:tag_id>/delete")
@requires(MANAGE)
def delete_tag_page(tag_id: int) -> Response:
    tag = queries.get_tag(tag_id)
    return _page("delete", tag, DeleteTagForm(data={"version": tag.version}))


@blueprint.post("/admin/tags/<int:tag_id>/rename")
@requires(MANAGE)
def rename_tag(tag_id: int) -> Response:
    tag = queries.get_tag(tag_id)
    form = rename_tag_form(tag)
    if form.validate():
        with form.refusals():
            actions.rename_tag(tag, form.name.data or "", form.version.data, by=current_user)
            flash_done(_("The tag was renamed."))
            return see_other("directory.tags")
    return _refused("rename", tag_id, form)


@blueprint.post("/admin/tags/<int:tag_id>/merge")
@requires(MANAGE)
def merge_tag(tag_id: int) -> Response:
    tag = queries.get_tag(tag_id)
    form = merge_tag_form(tag)
    if form.validate():
        with form.refusals():
            into = queries.get_tag(form.into.data)
            actions.merge_tags(tag, into, form.version.data, by=current_user)
            flash_done(_("The tags are one now: “%(name)s”.", name=into.name))
            return see_other("directory.tags")
    return _refused("merge", tag_id, form)


@blueprint.post("/admin/tags/<int:tag_id>/delete")
@requires(MANAGE)
def delete_tag(tag_id: int) -> Response:
    tag, form = queries.get_tag(tag_id), DeleteTagForm()
    if form.validate():
        with form.refusals():
            actions.delete_tag(tag, form.version.data, by=current_user)
            flash_done(_("The tag was deleted."))
            return see_other("directory.tags")
    return _refused("delete", tag_id, form)


def _refused(what: str, tag_id: int, form: Any) -> Response:
    """The form again with what was typed. Whoever was not the first sees what the tag is now, and may go on."""
    tag = queries.get_tag(tag_id)
    if form.is_stale:
        last = next(iter(history_of(tag, limit=1)), None)
        who, at = (last.who, last.at) if last else (None, None)
        stored = rename_tag_form(tag, fresh=True) if what == "rename" else form
        form.compare_with(stored, who=who, at=at, leave=url_for("directory.tags"), told=(form.refusal.message,))
        form.show_version(tag.version)
    return _page(what, tag, form, form.refused_status)


def _page(what: str, tag: Tag, form: Any, status: int = 200) -> Response:
    carried = queries.carriers_of(tag.id)
    return show("directory/admin/tag.html", what=what, tag=tag, carried=carried, form=form, status=status)
