"""When this happened, do that: what capabilities hear of each other, upwards or sideways.

A list of blinker signals and their listeners, all in the transaction of what happened. Downwards one
simply calls. The sender says in its `events.py` what it asks and which answer it counts on; a listener is
an ordinary action or query of the capability that owns the records, and knows of the sender only this.
"""

from flask import Flask

from partners.accounts.events import PERSON_COUNTED, TEAM_COUNTED, TEAM_HANDED_OVER
from partners.agreements.actions.evidence import keep_evidence
from partners.agreements.actions.succession import follow_successor, keep_led_tie
from partners.agreements.actions.teams import hand_over_agreements
from partners.agreements.queries.teams import agreements_of_team
from partners.directory.actions.teams import hand_over_partners
from partners.directory.events import (
    DOCUMENT_WITHDRAWN,
    INSTITUTION_RELATED,
    PARTNER_RENAMED,
    PARTNER_SUCCEEDED,
    TIE_ENDING,
)
from partners.directory.queries.teams import partners_of_person, partners_of_team
from partners.interactions.actions.searching import follow_names
from partners.interactions.actions.standings import follow_relation
from partners.interactions.actions.teams import hand_over_records
from partners.interactions.queries.teams import follow_ups_of_person, records_of_team
from partners.lists.actions import hand_over_views
from partners.lists.queries import views_of_team
from partners.upkeep.actions.teams import hand_over_trash

REACTIONS = (
    # A team hands over what it owns, or asks how much that would be.
    (TEAM_COUNTED, (partners_of_team, records_of_team, agreements_of_team, views_of_team)),
    (TEAM_HANDED_OVER, (hand_over_partners, hand_over_records, hand_over_agreements, hand_over_views, hand_over_trash)),
    # A person's account is to be closed: what would be left to nobody.
    (PERSON_COUNTED, (follow_ups_of_person, partners_of_person)),
    # A tie is about to end by itself, or went to the partner's successor: cases lead it.
    (TIE_ENDING, (keep_led_tie,)),
    (PARTNER_SUCCEEDED, (follow_successor,)),
    # A document is about to leave the file: whoever rests on it refuses.
    (DOCUMENT_WITHDRAWN, (keep_evidence,)),
    # An institution belongs to another city: its history counts there.
    (INSTITUTION_RELATED, (follow_relation,)),
    # A partner is called otherwise: what names it is found by its new names.
    (PARTNER_RENAMED, (follow_names,)),
)


def prepare(_app: Flask) -> None:
    """Connect the listeners. Connecting twice is connecting once."""
    for signal, listeners in REACTIONS:
        for listener in listeners:
            signal.connect(listener)
