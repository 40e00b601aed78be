"""Taking a list along: what is written down before the first byte leaves."""

from collections.abc import Mapping
from typing import Any

from partners.accounts.queries import get_user_by_id
from partners.accounts.rules import SignedIn
from partners.audit.actions import record, saw
from partners.transfers.lists import KnownList
from partners.transfers.rules import Extent, Said, check


def take_along(
    known: KnownList, extent: Extent, by: SignedIn, narrowed_by: Mapping[str, Any], said: Said
) -> frozenset[int]:
    """Note who takes what along and why; returns the natural persons who may stand in the file.

    The access log names them and the purpose (고시 제8조); the account's history says which list, how much of it and in
    which form. Raises Refusal, and then nothing is written and nothing leaves.
    """
    check(extent, said)
    persons = extent.persons_taken(said.with_persons)
    told = {
        "list": known.code,
        "filter": dict(narrowed_by),
        "columns": list(said.columns),
        "format": said.format,
        "rows": extent.rows_taken(said.with_persons),
        "persons": len(persons),
    }
    changes = {name: (None, value) for name, value in told.items()}
    record(by, "list:exported", get_user_by_id(by.id), changes, reason=said.purpose)
    saw(by, f"export:{known.code} {said.purpose}", known.subject, persons)
    return persons
