"""Pages of partners: the list, a partner's page, registering, correcting, ties."""

from partners.directory.views import lists, options, partners, ties
from partners.directory.views.blueprint import blueprint

__all__ = ["blueprint", "lists", "options", "partners", "ties"]
