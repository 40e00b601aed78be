"""What people do with partners: register, correct, tag, archive, bring ties in and end them."""

from partners.directory.actions.archive import archive_partner, archive_partners, restore_partner
from partners.directory.actions.contact_posts import (
    NextPost,
    change_post,
    leave_post,
    partner_chosen,
    place_contacts_anew,
)
from partners.directory.actions.contact_use import may_change_contact, remove_contacts
from partners.directory.actions.contacts import (
    Namesake,
    bring_back_contact,
    edit_contact,
    ensure_may_change,
    register_contact,
    remove_contact,
)
from partners.directory.actions.counting import count_partners_anew, fill_tabs_anew
from partners.directory.actions.documents import add_document, edit_document, ensure_on_file, remove_document
from partners.directory.actions.duplicates import AlreadyKnown, WhichPlace
from partners.directory.actions.facts import NumberTaken
from partners.directory.actions.locks import keep_country, keep_partners, lock_partners
from partners.directory.actions.owners import charge_after, put_in_charge
from partners.directory.actions.partners import create_partner, edit_partner
from partners.directory.actions.placing import place_partners
from partners.directory.actions.standing import hold_standings, stand, stand_many
from partners.directory.actions.tags import (
    delete_tag,
    merge_tags,
    names_of_rows,
    rename_tag,
    retag_partners,
    tag_partner,
    untag_partner,
)
from partners.directory.actions.terms import add_term, bring_term_back, move_term, rename_term, retire_term
from partners.directory.actions.tie_days import close_tie, date_tie
from partners.directory.actions.tie_status import change_tie, hand_over, put_tie
from partners.directory.actions.ties import end_tie, extend_ties, make_tie, renew_tie, take_over

__all__ = [
    "AlreadyKnown",
    "Namesake",
    "NextPost",
    "NumberTaken",
    "WhichPlace",
    "add_document",
    "add_term",
    "archive_partner",
    "archive_partners",
    "bring_back_contact",
    "bring_term_back",
    "change_post",
    "change_tie",
    "charge_after",
    "close_tie",
    "count_partners_anew",
    "create_partner",
    "date_tie",
    "delete_tag",
    "edit_contact",
    "edit_document",
    "edit_partner",
    "end_tie",
    "ensure_may_change",
    "ensure_on_file",
    "extend_ties",
    "fill_tabs_anew",
    "hand_over",
    "hold_standings",
    "keep_country",
    "keep_partners",
    "leave_post",
    "lock_partners",
    "make_tie",
    "may_change_contact",
    "merge_tags",
    "move_term",
    "names_of_rows",
    "partner_chosen",
    "place_contacts_anew",
    "place_partners",
    "put_in_charge",
    "put_tie",
    "register_contact",
    "remove_contact",
    "remove_contacts",
    "remove_document",
    "rename_tag",
    "rename_term",
    "renew_tie",
    "restore_partner",
    "retag_partners",
    "retire_term",
    "stand",
    "stand_many",
    "tag_partner",
    "take_over",
    "untag_partner",
]
