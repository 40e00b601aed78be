"""What people do with interactions: log, undo, correct, void. Each keeps the partners' standing true."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from werkzeug.exceptions import Forbidden

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory import queries as partners
from partners.directory.actions import hold_standings, keep_partners
from partners.directory.queries.search import names_to_find
from partners.foundation import clock
from partners.foundation.access import ensure
from partners.foundation.database import db
from partners.foundation.hangul import search_terms, search_text
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _, _l
from partners.interactions import queries
from partners.interactions.actions.follow_ups import Step, call_off, plan_follow_up
from partners.interactions.actions.standings import count_in, refresh_standings
from partners.interactions.models import Interaction, InteractionContact, InteractionPartner, Occurrence
from partners.interactions.permissions import InteractionPermission
from partners.interactions.rules import LABEL_SEPARATOR, Entry, Understood, understand
from partners.interactions.rules.searching import texts_of

#: How long a record can be undone by its writer.
UNDO_MINUTES = 10


def log(values: Mapping[str, Any], by: SignedIn, follow_up: Step | None = None) -> Interaction:
    """Write down an interaction. `values` are the fields of `rules.Entry`, as typed.

    It belongs to the writer's team; a writer without one names it (`team`). `follow_up` is planned
    in the same transaction. Raises a Refusal at the field that cannot be understood.
    """
    ensure(by, InteractionPermission.LOG)
    entry = Entry(**values)
    interaction = Interaction(owner_team_id=_team_of(entry, by), created_by_id=by.id, created_at=clock.now())
    _write(interaction, entry)
    interaction.source = entry.source
    touched = _touched(interaction)
    # Before the record has its id: who counts later has the higher one, and is the latest of the day.
    held = hold_standings(touched)
    db.session.add(interaction)
    record(
        by,
        "interaction:logged",
        interaction,
        {field: (None, value) for field, value in _facts(interaction).items() if value},
    )
    count_in(interaction, touched, held)
    if follow_up is not None:
        only = interaction.named[0].partner_id if len(interaction.named) == 1 else None
        plan_follow_up(follow_up, by, interaction, only)
    return interaction


def undo_log(interaction: Interaction, by: SignedIn) -> None:
    """Take back what was logged a moment ago, with the follow-up that was planned with it.

    Only its writer, while nobody has corrected it, within `UNDO_MINUTES`: later it is made void with a reason.
    """
    ensure(by, InteractionPermission.LOG)
    if interaction.created_by_id != by.id:
        raise Forbidden()
    if interaction.voided_at is not None or interaction.corrected_at is not None:
        raise Refusal(_l("This record was changed meanwhile and can no longer be undone."))
    if clock.now() - interaction.created_at > timedelta(minutes=UNDO_MINUTES):
        raise Refusal(_l("Undoing is possible for 10 minutes. Open the record and make it void with a reason."))
    reason = str(_("Undone right after saving"))
    for planned in queries.planned_with(interaction):
        call_off(planned, reason, by, planned.version)
    _make_void(interaction, reason, by)


def correct(
    interaction: Interaction, values: Mapping[str, Any], reason: str, version: int | None, by: SignedIn
) -> None:
    """Write it down anew, with the reason. Raises Stale when it changed since `version` was read."""
    ensure(by, InteractionPermission.CORRECT, interaction)
    _ensure_changeable(interaction, reason, version)
    before, touched = _facts(interaction), _touched(interaction)
    _write(interaction, Entry(**values))
    interaction.corrected_at = clock.now()
    after = _facts(interaction)
    record(by, "interaction:corrected", interaction, {field: (before[field], after[field]) for field in after}, reason)
    refresh_standings(touched | _touched(interaction))


def void(interaction: Interaction, reason: str, by: SignedIn, version: int | None = None) -> None:
    """Let the record count no longer. It stays to be read, struck through, with the reason; its
    follow-ups stay as they are.

    Raises Stale when it changed since `version` was read; without one there is nothing to compare.
    """
    ensure(by, InteractionPermission.VOID, interaction)
    _ensure_changeable(interaction, reason, interaction.version if version is None else version)
    _make_void(interaction, reason, by)


def _make_void(interaction: Interaction, reason: str, by: SignedIn) -> None:
    interaction.voided_at = interaction.updated_at = clock.now()
    interaction.voided_by_id = by.id
    interaction.void_reason = reason
    record(by, "interaction:voided", interaction, reason=reason)
    refresh_standings(_touched(interaction))


def _team_of(entry: Entry, by: SignedIn) -> int:
    team_id = by.team_id or entry.team
    if team_id is None:
        raise Refusal(_l("Choose the team that this record belongs to."), field="team")
    return team_id


def ensure_not_void(interaction: Interaction) -> None:
    """Raise Refusal when the record counts no longer: it stays as it is."""
    if interaction.voided_at is not None:
        raise Refusal(_l("This record is void and can no longer be changed. Log a new one."))


def _ensure_changeable(interaction: Interaction, reason: str, version: int | None) -> None:
    ensure_not_void(interaction)
    if not reason:
        raise Refusal(_l("Write why: the reason stays with the record."), field="reason")
    if version != interaction.version:
        raise Stale(_l("Somebody else corrected this record after you opened it. Compare both and save again."))


def _write(interaction: Interaction, entry: Entry) -> None:
    """Put what was written into the columns; the search columns are written here and nowhere else."""
    understood = understand(entry, clock.today())
    # Who is named already keeps its name, archived or not.
    keep_partners(set(entry.partners) - {link.partner_id for link in interaction.named})
    names = _names(entry.partners)
    for column, value in understood.columns.items():
        setattr(interaction, column, value)
    interaction.updated_at = clock.now()
    _set_occurrences(interaction, understood)
    _set_partners(interaction, entry.partners, understood)
    _set_contacts(interaction, entry)
    texts = texts_of(entry, names)
    interaction.search_text = search_text(*texts)
    interaction.search_terms = search_terms(*texts)


def _names(partner_ids: Collection[int]) -> list[str]:
    """Every name of the partners. Refuses partners that do not exist."""
    found = names_to_find(partner_ids)
    if len(found) < len(set(partner_ids)):
        raise Refusal(_l("A partner that you chose does not exist any more. Choose again."), field="partners")
    return [name for one in sorted(found) for name in found[one]]


def _set_occurrences(interaction: Interaction, understood: Understood) -> None:
    interaction.occurrences = [
        Occurrence(
            position=position,
            starts_on=time.starts_on,
            ends_on=time.ends_on,
            precision=time.precision,
            text=time.text,
            label=time.label,
            year_implied=time.year_implied,
        )
        for position, time in enumerate(understood.times)
    ]


def _set_partners(interaction: Interaction, partner_ids: Collection[int], understood: Understood) -> None:
    interaction.named = [
        InteractionPartner(partner_id=partner_id, sort_on=understood.sort_on) for partner_id in sorted(set(partner_ids))
    ]


def _set_contacts(interaction: Interaction, entry: Entry) -> None:
    """Who took part at the partners' side. Refuses people who are not there, unless the record names them already."""
    known = {link.contact_id for link in interaction.met}
    if not known.issuperset(entry.contacts):
        known |= {one.id for people in partners.contacts_of(entry.partners).values() for one in people}
    if not known.issuperset(entry.contacts):
        raise Refusal(_l("Somebody whom you ticked is no longer with these partners. Choose again."), field="contacts")
    interaction.met = [InteractionContact(contact_id=contact_id) for contact_id in sorted(set(entry.contacts))]


def _touched(interaction: Interaction) -> set[int]:
    """Whose standing the record changes: the partners named, and those to whom named institutions are related."""
    named = {link.partner_id for link in interaction.named}
    return named | set(partners.related_partner_ids(named))


def _facts(interaction: Interaction) -> dict[str, Any]:
    """The record as the audit keeps it: what was written, under the names of the form."""
    return {
        "partners": sorted(link.partner_id for link in interaction.named),
        "date": interaction.date_text,
        "occurrence_labels": LABEL_SEPARATOR.join(time.label for time in interaction.occurrences if time.label),
        "fiscal_year": interaction.fiscal_year,
        "kind": interaction.kind,
        "direction": interaction.direction,
        "title": interaction.title,
        "item": interaction.item,
        "amount": interaction.amount_won,
        "amount_approx": interaction.amount_approx,
        "body": interaction.body,
        "recipients_unspecified": interaction.recipients_unspecified,
        "recipients_text": interaction.recipients_text,
        "our_attendees": interaction.our_attendees,
        "contacts": sorted(link.contact_id for link in interaction.met),
    }
