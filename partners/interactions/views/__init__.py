"""Pages of interactions and of what is to follow."""

from partners.interactions.views import follow_ups, logging, records
from partners.interactions.views.blueprint import blueprint, follow_up_blueprint

__all__ = ["blueprint", "follow_up_blueprint", "follow_ups", "logging", "records"]
