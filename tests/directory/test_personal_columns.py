"""Masking, export, search and destruction read `info["personal"]`: no column of a person may be without a mark.

A new column of these tables fails here until somebody says whether it is about the person.
"""

import pytest
from sqlalchemy import Table

from partners.directory.kinds.ambassador.model import Ambassador
from partners.directory.kinds.supporter.model import Supporter
from partners.directory.models import Partner, PartnerAlias, PartnerChannel, PartnerNameKey

#: What says nothing of a person, or nothing any more once the rest is destroyed: keys and links, where the record
#: stands in lists, who wrote it when, the legal ground itself, what an appointment was for and how long.
NOT_PERSONAL = {
    "partners": {
        "id", "kind", "section", "band", "country", "point_confidence", "reference_fields", "source", "valid_to",
        "successor_id", "owner_team_id", "owner_id", "created_at", "created_by_id", "updated_at", "trashed_at",
        "trashed_by_id", "trash_reason", "version",
    },
    "partner_aliases": {"id", "partner_id", "is_reference"},
    "partner_name_keys": {"partner_id"},
    "partner_channels": {"id", "partner_id", "position"},
    "ambassadors": {"id", "field", "term_from", "term_until"},
    "supporters": {"id", "is_team", "member_count", "cohort_id"},
}  # fmt: skip
#: On what ground and until when the data is kept: it has to outlive the data.
GROUND = {"legal_basis", "purpose", "collected_from", "consented_on", "retain_until"}
TABLES: list[Table] = [
    model.__table__  # type: ignore[misc]
    for model in (Partner, PartnerAlias, PartnerNameKey, PartnerChannel, Ambassador, Supporter)
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_of_a_person_is_marked(table: Table) -> None:
    marked = {column.name for column in table.c if column.info.get("personal")}
    known = NOT_PERSONAL[table.name] | GROUND
    unmarked = {column.name for column in table.c} - marked - known
    assert unmarked == set(), 'Mark it with info={"personal": …}, or say here why it is none.'
    assert marked & known == set(), "Marked, and said to be none."


def test_what_is_said_here_exists() -> None:
    for table in TABLES:
        assert NOT_PERSONAL[table.name] <= {column.name for column in table.c}, table.name
