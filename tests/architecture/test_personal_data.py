"""Personal data: every column that holds some is marked, and what is masked for a reader is in no answer to them."""

import re

import pytest
from sqlalchemy import select

from partners.directory.models import Contact, ContactPost, Partner
from partners.foundation.database import Base
from tests.support.factories import contacts as make
from tests.support.office import Office
from tests.support.pages import every_page
from tests.support.visitor import HTMX, Visitor

#: Words in names of columns that speak of persons.
TELLING = re.compile(
    r"(^|_)(name|phone|mobile|email|mail|fax|address|birth|birthday|nationality|handle|person|lat|lon)(_|$)|url$"
)
#: Columns with such a word that hold no person of a partner: why stands beside each.
NOBODY: dict[str, str] = {
    "access_log.address": "the machine from which one of us looked",
    "login_attempts.address": "the machine from which somebody tried to sign in",
    "user_sessions.address": "the machine on which one of us works",
    "used_keys.address": "the address of a page",
    "teams.name": "one of our teams",
    "tags.name": "a word of the office",
    "tags.name_key": "a word of the office",
    "users.username": "an account",
    "users.name": "one of us",
    "act_images.table_name": "a table of ours",
    "saved_views.name": "what one of us calls a list",
    "saved_views.name_key": "what one of us calls a list",
    "tallies.name": "what is counted",
    "trash_entries.is_person": "whether it is one, not who",
    "trash_rows.table_name": "a table of ours",
}
#: Beside the page's own, what a reader without the right must find nowhere.
PLANTED = ("061-470-2114", "010-8765-4321", "hong@yeongam.go.kr", "+82614702114", "+821087654321", "오후에 통화 가능")
CITY = 2


def test_every_column_that_tells_of_a_person_is_marked() -> None:
    unmarked = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        if TELLING.search(column.name) and not column.foreign_keys and "personal" not in column.info
    ]
    assert sorted(set(unmarked) - NOBODY.keys()) == [], (
        'Mark it with info={"personal": …}, or say in NOBODY whose it is.'
    )


def test_the_columns_of_a_contact_are_marked() -> None:
    """Whatever is added to a person is personal unless somebody says why not."""
    plain = {
        "id", "languages", "created_at", "created_by_id", "updated_at", "removed_at", "removed_by_id", "remove_reason",
        "version", "legal_basis", "purpose", "collected_from", "consented_on", "retain_until", "contact_id",
        "partner_id", "at_partner_id", "starts_on", "ends_on", "is_current",
    }  # fmt: skip
    for table in (Contact.__table__, ContactPost.__table__):
        assert {column.name for column in table.c if "personal" not in column.info} <= plain


@pytest.mark.parametrize("who", ["viewer", "csr", "admin"])
def test_what_is_masked_is_in_no_answer(report: Office, who: str) -> None:
    """Walks every page, as a page and as htmx asks for it, and reads the raw answer (MG-5)."""
    with report.writing() as session:
        contact = make.contact(report.person("exchange"), CITY)
        contact_id = contact.id
        assert session.scalar(select(Partner.owner_team_id).where(Partner.id == CITY))
    reader = Visitor(report, who)
    own = f"/partners/{CITY}/contacts/{contact_id}"
    paths = {*every_page(report), f"/partners/{CITY}", f"/partners/{CITY}/contacts/", "/contacts/", own}
    paths |= {f"{own}/{end}" for end in ("changes", "edit", "move", "leave", "remove")}
    paths |= {f"/partners/options?q={CITY}", "/contacts/?q=영암", f"/interactions/new?partner={CITY}"}
    named = 0
    for path in sorted(paths):
        for headers in ({}, HTMX):
            body = reader.raw("GET", path, headers=headers).get_data(as_text=True)
            found = [value for value in PLANTED if value in body]
            assert not found, f"{path} tells {who} {found}"
            named += "홍길동" in body
    assert named >= 4, "The person was hardly named anywhere: the walk looked at nothing."
