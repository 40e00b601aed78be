"""What people do with interactions: log, correct, void. Each keeps the partners' standing true."""

from collections.abc import Collection, Mapping
from typing import Any

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory import actions as directory
from partners.directory import queries as partners
from partners.foundation import clock
from partners.foundation.access import ensure
from partners.foundation.database import db
from partners.foundation.hangul import search_terms, search_text
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l
from partners.interactions import queries, wording
from partners.interactions.models import Interaction, InteractionPartner, Occurrence
from partners.interactions.permissions import InteractionPermission
from partners.interactions.rules import LABEL_SEPARATOR, Entry, Understood, understand

SEARCHED_OF_BODY = 200
STANDINGS_AT_ONCE = 500


def log(values: Mapping[str, Any], by: SignedIn) -> Interaction:
    """Write down an interaction. `values` are the fields of `rules.Entry`, as typed.

    It belongs to the writer's team; a writer without one names it (`team`). Raises a Refusal at
    the field that cannot be understood.
    """
    ensure(by, InteractionPermission.LOG)
    entry = Entry(**values)
    interaction = Interaction(owner_team_id=_team_of(entry, by), created_by_id=by.id, created_at=clock.now())
    _write(interaction, entry)
    interaction.source = entry.source
    db.session.add(interaction)
    record(
        by,
        "interaction:logged",
        interaction,
        {field: (None, value) for field, value in _facts(interaction).items() if value},
    )
    refresh_standings(_touched(interaction))
    return interaction


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
    """Let the record count no longer. It stays to be read, struck through, with the reason.

    Raises Stale when it changed since `version` was read; without one there is nothing to compare.
    """
    ensure(by, InteractionPermission.VOID, interaction)
    _ensure_changeable(interaction, reason, interaction.version if version is None else version)
    interaction.voided_at = interaction.updated_at = clock.now()
    interaction.voided_by_id = by.id
    interaction.void_reason = reason
    record(by, "interaction:voided", interaction, reason=reason)
    refresh_standings(_touched(interaction))


def refresh_standings(partner_ids: Collection[int]) -> None:
    """Write anew what lists show of these partners' interactions."""
    if not partner_ids:
        return
    queries.hold_standings(partner_ids)
    standings = queries.standings_of(partner_ids)
    for partner_id in sorted(partner_ids):
        directory.stand(partner_id, **_standing_columns(standings.get(partner_id)))


def rebuild_standings() -> int:
    """Write the standing of every partner anew, from the records; how many they are."""
    ids = partners.all_partner_ids()
    for start in range(0, len(ids), STANDINGS_AT_ONCE):
        refresh_standings(ids[start : start + STANDINGS_AT_ONCE])
    return len(ids)


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
    names = _names(entry.partners)
    for column, value in understood.columns.items():
        setattr(interaction, column, value)
    interaction.updated_at = clock.now()
    _set_occurrences(interaction, understood)
    _set_partners(interaction, entry.partners, understood)
    texts = (entry.title, entry.item, entry.recipients_text, *names, entry.body[:SEARCHED_OF_BODY])
    interaction.search_text = search_text(*texts)
    interaction.search_terms = search_terms(*texts)


def _names(partner_ids: Collection[int]) -> list[str]:
    """Every name of the partners. Refuses partners that do not exist."""
    found = partners.partners_named(partner_ids)
    if len(found) < len(set(partner_ids)):
        raise Refusal(_l("A partner that you chose does not exist any more. Choose again."), field="partners")
    return [name for one in found.values() for name in (one.name_ko, one.name_en, one.name_native) if name]


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
    }


def _standing_columns(standing: queries.Standing | None) -> dict[str, Any]:
    if standing is None:
        return {
            "interaction_count": 0,
            "last_contact_on": None,
            "last_contact_dated": False,
            "last_contact_year": None,
            "last_contact_kind": None,
            "last_contact_title": "",
            "last_contact_text": "",
        }
    latest = standing.latest
    return {
        "interaction_count": standing.interaction_count,
        "last_contact_on": standing.sort_on,
        "last_contact_dated": standing.is_dated,
        "last_contact_year": standing.fiscal_year,
        "last_contact_kind": standing.kind,
        # Of several times the latest has its own name: 협정식.
        "last_contact_title": (latest.label if latest else "") or standing.title,
        # As written, where it is not one day that can be written anew.
        "last_contact_text": latest.text if latest and not wording.is_one_day(latest) else "",
    }
