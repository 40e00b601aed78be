"""The tags of one partner, put on and taken off right on its page."""

from flask import Response, request
from flask_login import current_user

from partners.directory import actions, queries
from partners.directory.forms.tags import TagForm
from partners.directory.models import Partner
from partners.directory.permissions import PartnerPermission
from partners.directory.views.blueprint import blueprint
from partners.directory.views.opening import changeable
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, is_htmx, see_other, show
from partners.foundation.words import _


@blueprint.get("/partners/<int:partner_id>/tags")
@requires(PartnerPermission.TAG)
def tags_of_partner(partner_id: int) -> Response:
    return _tags_page(_tagged(partner_id), TagForm(formdata=None))


@blueprint.post("/partners/<int:partner_id>/tags")
@requires(PartnerPermission.TAG)
def tag(partner_id: int) -> Response:
    partner, form = _tagged(partner_id), TagForm()
    if form.validate():
        with form.refusals():
            actions.tag_partner(partner, form.name.names, by=current_user)
            return _done(partner, _("The tag was added."))
    return _tags_page(queries.get_partner(partner_id), form, status=form.refused_status)


@blueprint.post("/partners/<int:partner_id>/tags/<int:tag_id>/remove")
@requires(PartnerPermission.TAG)
def untag(partner_id: int, tag_id: int) -> Response:
    partner = _tagged(partner_id)
    actions.untag_partner(partner, tag_id, by=current_user)
    return _done(partner, _("The tag was taken off."))


@blueprint.get("/partners/tag-options")
@requires(PartnerPermission.TAG)
def tag_options() -> Response:
    """What the field offers while somebody types; of several words the last one is being typed."""
    names = queries.suggested_tags(request.args.get("name", "")[:100].rpartition(",")[2])
    return show("directory/tag_options.html", names=names)


def _tagged(partner_id: int) -> Partner:
    return changeable(partner_id, PartnerPermission.TAG, "partner:tags")


def _done(partner: Partner, sentence: str) -> Response:
    if is_htmx():
        return _tags_page(partner, TagForm(formdata=None))
    flash_done(sentence)
    return see_other("directory.show", partner_id=partner.id)


def _tags_page(partner: Partner, form: TagForm, status: int = 200) -> Response:
    tags = queries.tags_of(partner.id)
    return show("directory/tags.html", block="tags", status=status, partner=partner, tags=tags, tag_form=form)
