"""The pages of upkeep."""

from partners.upkeep.views import (
    acts,
    bulk,
    contact_merging,
    deleting,
    duplicates,
    merging,
    progress,
    quality,
    trash,
)
from partners.upkeep.views.blueprint import blueprint

__all__ = [
    "acts",
    "blueprint",
    "bulk",
    "contact_merging",
    "deleting",
    "duplicates",
    "merging",
    "progress",
    "quality",
    "trash",
]
