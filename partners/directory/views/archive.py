"""보관: putting a partner away, and bringing it back."""

from flask import Response
from flask_login import current_user

from partners.audit.actions import saw
from partners.directory import actions, queries
from partners.directory.forms.archive import ArchiveForm
from partners.directory.kinds import persons_among
from partners.directory.models import Partner
from partners.directory.permissions import PartnerPermission
from partners.directory.views.blueprint import blueprint
from partners.directory.views.opening import changeable, seen_archived
from partners.foundation.access import requires
from partners.foundation.forms import Form
from partners.foundation.hypermedia import flash_done, see_other, show
from partners.foundation.words import _


@blueprint.get("/partners/<int:partner_id>/archive")
@requires(PartnerPermission.ARCHIVE)
def archive_form(partner_id: int) -> Response:
    partner = changeable(partner_id, PartnerPermission.ARCHIVE)
    return _archive_page(partner, ArchiveForm(data={"version": partner.version}))


@blueprint.post("/partners/<int:partner_id>/archive")
@requires(PartnerPermission.ARCHIVE)
def archive(partner_id: int) -> Response:
    partner, form = changeable(partner_id, PartnerPermission.ARCHIVE), ArchiveForm()
    if form.validate():
        with form.refusals():
            actions.archive_partner(partner, form.reason.data or "", form.version.data, by=current_user)
            flash_done(_("%(name)s was archived. It can be read and brought back here.", name=partner.name_ko))
            return see_other("directory.show", partner_id=partner_id)
    return _archive_page(queries.get_partner(partner_id), form, form.refused_status)


@blueprint.get("/partners/<int:partner_id>/restore")
@requires(PartnerPermission.ARCHIVE)
def restore_form(partner_id: int) -> Response:
    partner = seen_archived(partner_id, "partner:archive")
    return show("directory/restore.html", partner=partner, form=Form())


@blueprint.post("/partners/<int:partner_id>/restore")
@requires(PartnerPermission.ARCHIVE)
def restore(partner_id: int) -> Response:
    partner, form = seen_archived(partner_id, "partner:archive"), Form()
    if form.validate():
        with form.refusals():
            actions.restore_partner(partner, by=current_user)
            flash_done(_("%(name)s is back in the lists.", name=partner.name_ko))
            return see_other("directory.show", partner_id=partner_id)
    if isinstance(form.refusal, actions.AlreadyKnown):
        saw(current_user, "partner:duplicates", "partners", persons_among(form.refusal.known))
    partner = queries.get_partner_to_read(partner_id)
    return show("directory/restore.html", partner=partner, form=form, status=form.refused_status)


def _archive_page(partner: Partner, form: ArchiveForm, status: int = 200) -> Response:
    holdings = queries.holdings_of(partner.id)
    return show("directory/archive.html", partner=partner, form=form, holdings=holdings, status=status)
