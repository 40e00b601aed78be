"""Pages of agreements: the list and the board, a case and its forms, the panels of a partner's page."""

from partners.agreements.views import cases, council, lists, panels, starting
from partners.agreements.views.blueprint import blueprint

__all__ = ["blueprint", "cases", "council", "lists", "panels", "starting"]
