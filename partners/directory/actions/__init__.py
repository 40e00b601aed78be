"""What people do with partners: register, correct, bring ties in and end them, put documents on file."""

from partners.directory.actions.documents import add_document
from partners.directory.actions.duplicates import AlreadyKnown
from partners.directory.actions.partners import Changed, create_partner, edit_partner
from partners.directory.actions.standing import stand
from partners.directory.actions.ties import end_tie, make_tie, take_over

__all__ = [
    "AlreadyKnown",
    "Changed",
    "add_document",
    "create_partner",
    "edit_partner",
    "end_tie",
    "make_tie",
    "stand",
    "take_over",
]
