"""Who may search. What is found depends on what each may see."""

from partners.foundation.access import Permission


class SearchPermission(Permission):
    USE = "search.use"
