"""What hangs on a partner or a contact, and what becomes of it when that is merged into another. Pure.

Every column that points at partners or contacts stands here: a test reads the tables and fails when one is missing, so that
whoever adds a table decides what merging does with it.
"""

from enum import StrEnum


class Way(StrEnum):
    """What becomes of a row that points at the record that goes."""

    #: It points at the record that stays.
    MOVES = "moves"
    #: The same, unless the record that stays has such a row already: then there is one of both.
    UNITES = "unites"
    #: It is written anew for both.
    FOLLOWS = "follows"
    #: It is a part of the record itself.
    IS_OWN = "is_own"


CARRYING: dict[str, Way] = {
    "agreements.partner_id": Way.MOVES,
    "ambassadors.id": Way.IS_OWN,
    "cities.id": Way.IS_OWN,
    "companies.id": Way.IS_OWN,
    "contact_posts.partner_id": Way.MOVES,
    "documents.partner_id": Way.MOVES,
    "follow_ups.partner_id": Way.MOVES,
    "gate_facts.body_id": Way.MOVES,
    "groups.id": Way.IS_OWN,
    "hospitals.id": Way.IS_OWN,
    "institutions.id": Way.IS_OWN,
    "institutions.related_partner_id": Way.MOVES,
    "interaction_partners.partner_id": Way.UNITES,
    "partner_aliases.partner_id": Way.MOVES,
    "partner_channels.partner_id": Way.MOVES,
    "partner_forwardings.into_id": Way.MOVES,
    "partner_forwardings.partner_id": Way.IS_OWN,
    "partner_name_keys.partner_id": Way.FOLLOWS,
    "partner_standings.partner_id": Way.FOLLOWS,
    "partner_tags.partner_id": Way.UNITES,
    "partners.successor_id": Way.MOVES,
    "supporters.cohort_id": Way.MOVES,
    "supporters.id": Way.IS_OWN,
    "tie_events.from_partner_id": Way.MOVES,
    "tie_events.partner_id": Way.MOVES,
    "ties.partner_id": Way.MOVES,
}

#: Posts that both records tell are one already when the others move (`directory.actions.contact_merging`).
OF_CONTACTS: dict[str, Way] = {
    "contact_forwardings.contact_id": Way.IS_OWN,
    "contact_forwardings.into_id": Way.MOVES,
    "contact_posts.contact_id": Way.MOVES,
    "interaction_contacts.contact_id": Way.UNITES,
}

#: Rows that name a record by its kind and id, without a key: the column of the id, that of the kind, and what a
#: partner is called there; then a contact.
NAMED: dict[str, tuple[str, str]] = {
    "attachments.subject_id": ("subject_type", "partners"),
    "search_marks.record_id": ("record", "partner"),
}
NAMED_CONTACTS: dict[str, tuple[str, str]] = {
    "attachments.subject_id": ("subject_type", "contacts"),
    "search_marks.record_id": ("record", "contact"),
}
