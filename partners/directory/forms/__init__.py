"""What one types of partners and their ties."""

from partners.directory.forms.partners import edit_form, new_form
from partners.directory.forms.ties import TakeOverForm

__all__ = ["TakeOverForm", "edit_form", "new_form"]
