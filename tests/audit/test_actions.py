"""What is written down of each act: no content in the audit itself, values that can be erased beside it."""

import hashlib

import pytest
from sqlalchemy import delete, select

from partners.accounts.models import Team
from partners.accounts.queries import find_team
from partners.accounts.rules import SignedIn
from partners.audit.actions import record, saw
from partners.audit.models import AccessEntry, AuditEvent, ChangeValue
from partners.audit.queries import history_of
from partners.foundation.database import db
from tests.support.office import Office
from tests.support.visitor import Visitor


@pytest.fixture
def team(at_work: Office) -> Team:
    found = find_team("csr")
    assert found is not None
    return found


def last_event() -> AuditEvent:
    return db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1)).one()


def test_a_line_holds_ids_names_of_fields_and_digests(team: Team, head: SignedIn) -> None:
    record(head, "team:renamed", team, {"name": ("대외협력팀", "사회공헌팀"), "code": ("csr", "csr")})
    event = last_event()
    value = db.session.scalars(select(ChangeValue).where(ChangeValue.event_id == event.id)).one()
    digest = hashlib.sha256(f"{value.salt}사회공헌팀".encode()).hexdigest()
    assert (event.actor_id, event.action, event.subject_type, event.subject_id) == (
        head.id, "team:renamed", "teams", team.id,
    )  # fmt: skip
    assert [entry["field"] for entry in event.fields] == ["name"], "What did not change is left out."
    assert event.fields[0]["after"] == digest
    assert "사회공헌팀" not in str(event.fields)


def test_the_reason_stands_with_the_values(team: Team, head: SignedIn) -> None:
    record(head, "team:renamed", team, reason="조직 개편")
    happening = history_of(team)[0]
    assert (happening.who, happening.reason) == ("과장", "조직 개편")


def test_erased_values_leave_the_line_standing(team: Team, head: SignedIn) -> None:
    record(head, "team:renamed", team, {"name": ("가", "나")})
    db.session.execute(delete(ChangeValue).where(ChangeValue.event_id == last_event().id))
    happening = history_of(team)[0]
    assert happening.action == "team:renamed"
    assert happening.changes == []
    assert last_event().fields[0]["before"]


def test_commands_have_no_name(team: Team) -> None:
    record(None, "team:renamed", team)
    assert history_of(team)[0].who is None


def test_the_history_is_read_in_pieces(team: Team, head: SignedIn) -> None:
    for number in range(5):
        record(head, f"team:act:{number}", team)
    newest = history_of(team, limit=2)
    assert [line.action for line in newest] == ["team:act:4", "team:act:3"]
    older = history_of(team, limit=2, before=newest[-1].id)
    assert [line.action for line in older] == ["team:act:2", "team:act:1"]


def test_what_is_undone_was_never_recorded(office: Office, head: SignedIn) -> None:
    before = office.count(AuditEvent)
    with pytest.raises(ZeroDivisionError), office.writing():
        team = find_team("csr")
        record(head, "team:renamed", team)
        raise ZeroDivisionError
    assert office.count(AuditEvent) == before


def test_a_look_at_a_person_is_one_entry_an_answer(office: Office, head: SignedIn) -> None:
    with office.writing():
        saw(head, "list", "partners", [3, 1, 3])
        saw(head, "list", "partners", [])
    with office.reading() as session:
        entries = session.scalars(select(AccessEntry)).all()
        assert [(entry.user_id, entry.purpose, entry.subject_type, entry.subject_ids) for entry in entries] == [
            (head.id, "list", "partners", [1, 3])
        ]


def test_a_look_is_kept_even_when_the_transaction_is_undone(office: Office, head: SignedIn) -> None:
    with pytest.raises(ZeroDivisionError), office.writing():
        saw(head, "show", "partners", [7])
        raise ZeroDivisionError
    assert office.count(AccessEntry) == 1


def test_signing_in_is_no_edit(office: Office, viewer: Visitor) -> None:
    before = office.count(AuditEvent)
    viewer.visit("accounts.account")
    assert office.count(AuditEvent) == before
