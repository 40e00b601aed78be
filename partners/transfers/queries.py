"""How much a list holds that somebody wants to take along."""

from collections.abc import Collection

from partners.accounts.rules import SignedIn
from partners.foundation.access import Scope, scope_of
from partners.foundation.database import db
from partners.lists.streaming import number_of
from partners.transfers.lists import AskedList, KnownList
from partners.transfers.permissions import TransferPermission
from partners.transfers.rules import MOST_PERSONS, MOST_ROWS, Extent


def extent_of(known: KnownList, asked: AskedList, reader: SignedIn) -> Extent:
    """Its rows and its natural persons. Beyond what may leave nobody is looked for."""
    rows = number_of(asked.rows, MOST_ROWS)
    if rows > MOST_ROWS:
        return Extent(rows, frozenset(), 0, known.has_persons_as_rows)
    teams = teams_of(reader)
    persons = frozenset(db.session.scalars(asked.persons(teams).limit(MOST_PERSONS + 1)))
    others = 0 if teams is None else number_of(asked.persons(None), MOST_ROWS) - len(persons)
    return Extent(rows, persons, others, known.has_persons_as_rows)


def teams_of(reader: SignedIn) -> Collection[int] | None:
    """The teams whose persons the reader may take along; None: whoever keeps them."""
    scope = scope_of(reader, TransferPermission.EXPORT_PERSONS)
    if scope is Scope.ANY:
        return None
    return [reader.team_id] if scope is Scope.OWN_TEAM and reader.team_id is not None else []
