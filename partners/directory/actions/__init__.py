"""What people do with partners: register, correct, bring ties in and end them, put documents on file."""

from partners.directory.actions.contact_posts import NextPost, change_post, leave_post, partner_chosen
from partners.directory.actions.contacts import (
    Namesake,
    edit_contact,
    ensure_may_change,
    register_contact,
    remove_contact,
)
from partners.directory.actions.documents import add_document, edit_document, ensure_on_file, remove_document
from partners.directory.actions.duplicates import AlreadyKnown, WhichPlace
from partners.directory.actions.facts import NumberTaken
from partners.directory.actions.partners import Changed, create_partner, edit_partner
from partners.directory.actions.standing import stand
from partners.directory.actions.ties import end_tie, make_tie, take_over

__all__ = [
    "AlreadyKnown",
    "Changed",
    "Namesake",
    "NextPost",
    "NumberTaken",
    "WhichPlace",
    "add_document",
    "change_post",
    "create_partner",
    "edit_contact",
    "edit_document",
    "edit_partner",
    "end_tie",
    "ensure_may_change",
    "ensure_on_file",
    "leave_post",
    "make_tie",
    "partner_chosen",
    "register_contact",
    "remove_contact",
    "remove_document",
    "stand",
    "take_over",
]
