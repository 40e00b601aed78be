"""Pages of partners: the list, a partner's page, registering, correcting, ties, contacts."""

from partners.directory.views import contact_list, contact_posts, contacts, lists, options, partners, ties
from partners.directory.views.blueprint import blueprint

__all__ = ["blueprint", "contact_list", "contact_posts", "contacts", "lists", "options", "partners", "ties"]
