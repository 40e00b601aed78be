"""What merging does to the two records themselves. Only upkeep calls this: it carries along what hangs on them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory.actions.facts import write_channels
from partners.directory.actions.names import write_names
from partners.directory.actions.tags import write_tags
from partners.directory.kinds import KINDS
from partners.directory.kinds.tables import TABLES
from partners.directory.models import Partner, PartnerAlias, PartnerForwarding
from partners.directory.rules.persons import BASIS_COLUMNS
from partners.foundation.clock import now
from partners.foundation.database import db

Values = Mapping[str, Any]
#: Beside what is personal: numbers of which there is one only, and the ground on which a person's data was kept.
ALSO_EMPTIED = frozenset({"business_no", "point_confidence", *BASIS_COLUMNS})


def put_away_merged(gone: Partner, into: Partner, reason: str, by: SignedIn) -> None:
    """Leave of a record its address and its name, which lead to another record from now on.

    Of a natural person not even the name: what is known of the person stands in the other record.
    """
    gone.trashed_at, gone.trashed_by_id, gone.trash_reason = now(), by.id, reason
    gone.updated_at = now()
    db.session.add(PartnerForwarding(partner_id=gone.id, into_id=into.id, merged_at=now(), merged_by_id=by.id))
    gone.reference_fields = []
    for column in _emptied(gone):
        setattr(gone, column.name, _nothing(column))
    # Before the other record takes its name or its number, of which there may be one only.
    db.session.flush()
    write_names(gone)


def write_merged(
    kept: Partner, values: Values, aliases: Sequence[str], channels: Sequence[Values], tags: Sequence[str]
) -> None:
    """Let the record that stays say what was chosen, under every name of both."""
    known = {alias.name: alias for alias in kept.aliases}
    kept.aliases = [known.get(name) or PartnerAlias(name=name, name_key="") for name in aliases]
    for name, value in values.items():
        if getattr(kept, name) != value:
            setattr(kept, name, value)
    if KINDS[kept.kind].has_channels:
        write_channels(kept, channels)
    kept.updated_at = now()
    write_tags(kept.id, tags)
    write_names(kept)


def record_merge(
    kept: Partner, gone: Partner, changes: Mapping[str, tuple[Any, Any]], act_id: int, reason: str, by: SignedIn
) -> None:
    """Note at both records what became of them."""
    record(by, "partner:merged", kept, {**changes, "merged_from": (None, gone.id), "act": (None, act_id)}, reason)
    record(by, "partner:merged_away", gone, {"merged_into": (None, kept.id), "act": (None, act_id)}, reason)


def _nothing(column: Any) -> Any:
    """What stands in a column of which nothing is known: no value, an empty text, an empty list."""
    if column.nullable:
        return None
    return [] if isinstance(column.type, JSON) else ""


def _emptied(gone: Partner) -> Iterator[Any]:
    """The columns that an address does not need: what is known of the partner, and its number. A body keeps its name."""
    stays = {"name_key", "search_text", "search_terms"} | (set() if KINDS[gone.kind].is_person else {"name_ko"})
    for column in (*Partner.__table__.c, *TABLES[gone.kind].__table__.c):
        is_about_it = column.info.get("personal") or column.name in ALSO_EMPTIED
        if is_about_it and column.name not in stays:
            yield column
