"""Pages of agreements: the list and the board, a case and its forms, its files, the panels of a partner's page."""

from partners.agreements.views import (
    attachments,
    cases,
    changes,
    council,
    lists,
    motions,
    moving,
    panels,
    papers,
    rounds,
    sessions,
    settings,
    starting,
    terms,
    zones,
)
from partners.agreements.views.blueprint import blueprint

__all__ = [
    "attachments",
    "blueprint",
    "cases",
    "changes",
    "council",
    "lists",
    "motions",
    "moving",
    "panels",
    "papers",
    "rounds",
    "sessions",
    "settings",
    "starting",
    "terms",
    "zones",
]
