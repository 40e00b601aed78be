"""Pages of partners: the list, a partner's page, registering, correcting, ties, contacts, documents."""

from partners.directory.views import (
    archive,
    contact_list,
    contact_posts,
    contacts,
    documents,
    forwarding,
    lists,
    options,
    partners,
    placing,
    points,
    tag_administration,
    tags,
    ties,
    vocabularies,
)
from partners.directory.views.blueprint import blueprint

__all__ = [
    "archive",
    "blueprint",
    "contact_list",
    "contact_posts",
    "contacts",
    "documents",
    "forwarding",
    "lists",
    "options",
    "partners",
    "placing",
    "points",
    "tag_administration",
    "tags",
    "ties",
    "vocabularies",
]
