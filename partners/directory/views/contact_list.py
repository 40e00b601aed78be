"""The list of all contacts."""

from flask import Response, request
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.audit.actions import saw
from partners.directory import queries
from partners.directory.kinds import KINDS
from partners.directory.pages.contact_list import ContactListing
from partners.directory.permissions import ContactPermission
from partners.directory.rules.columns import CONTACT_COLUMNS
from partners.directory.rules.contact_filter import read_contact_filter
from partners.directory.rules.ready_made import CONTACTS
from partners.directory.views.blueprint import blueprint
from partners.foundation.access import requires
from partners.foundation.hypermedia import is_htmx, show
from partners.lists.columns import read_look
from partners.lists.pages.opening import open_list


@blueprint.get("/contacts/")
@requires(ContactPermission.VIEW)
def all_contacts() -> Response:
    teams = accounts.teams()
    opened, codes = open_list(CONTACTS), {team.code for team in teams}
    asked = opened.read(lambda given: read_contact_filter(given, KINDS, codes))
    page = queries.contact_page(asked, request.args.get("page"))
    saw(current_user, "contact:list", "contacts", [row.id for row in page.rows])
    look = read_look(opened.asked, CONTACT_COLUMNS)
    count = queries.count_contacts(asked, look.exactly)
    listing = ContactListing("directory.all_contacts", asked, look, page, count, teams)
    views, partial = opened.tabs(), is_htmx()
    return show("directory/contacts/list.html", "results", listing=listing, views=views, partial=partial)
