"""The pages of upkeep."""

from partners.upkeep.views import acts
from partners.upkeep.views.blueprint import blueprint

__all__ = ["acts", "blueprint"]
