"""Pages of saved views: all of them, one to be saved, one to be changed."""

from partners.lists.views import marks, saving
from partners.lists.views.blueprint import blueprint

__all__ = ["blueprint", "marks", "saving"]
