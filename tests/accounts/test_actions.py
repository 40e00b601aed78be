"""Accounts: made, closed, given a new password; each leaves its line in the audit."""

import pytest
from sqlalchemy import select

from partners.accounts import actions, passwords, queries
from partners.accounts.jobs import tidy_the_desk
from partners.accounts.models import LoginAttempt, UserSession
from partners.accounts.rules import Role
from partners.audit.queries import history_of
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from tests.support.office import PASSWORD_HASH, Office


def test_a_new_account_belongs_to_its_team(at_work: Office) -> None:
    team = actions.create_team("archive", "기록관", by=at_work.person("admin"))
    user = actions.create_user("archivist", "기록 담당자", Role.OFFICER, team, PASSWORD_HASH)
    person = queries.get_actor("archivist")
    assert (person.role, person.team_code, person.team_name) == (Role.OFFICER, "archive", "기록관")
    assert [line.action for line in history_of(user)] == ["user:created"]
    assert history_of(team)[0].who == "시스템 관리자"


@pytest.mark.usefixtures("at_work")
def test_closing_an_account_is_on_record() -> None:
    user = queries.get_user("viewer")
    actions.disable_user(user)
    assert history_of(user)[0].action == "user:disabled"
    assert queries.find_user(db.session(), "viewer") is None


@pytest.mark.parametrize("password", ["", "short", "fourteen chars"])
def test_short_passwords_are_refused(office: Office, password: str) -> None:
    with office.reading(), pytest.raises(Refusal):
        actions.check_password(password)


def test_long_passwords_are_taken() -> None:
    actions.check_password("four words will do")


def test_a_hash_is_argon2id_with_the_decided_costs() -> None:
    stored = passwords.hashed("four words will do")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(stored, "four words will do")
    assert not passwords.matches(stored, "three words will")
    assert not passwords.matches(None, "nobody has this password")
    assert not passwords.matches("not a hash", "x")


def test_the_night_forgets_what_is_two_years_old(office: Office) -> None:
    old = now() - actions.ATTEMPTS_KEPT * 1.01
    with office.writing() as session:
        session.add(LoginAttempt(username="x", at=old, succeeded=False, address=""))
        session.add(LoginAttempt(username="y", at=now(), succeeded=False, address=""))
        user = queries.get_user("viewer")
        session.add(
            UserSession(
                token_digest="x", user_id=user.id, created_at=old, last_seen_at=old, ended_at=None, address="", agent=""
            )
        )
    with office.writing():
        tidy_the_desk()
    with office.reading() as session:
        assert session.scalars(select(LoginAttempt.username)).all() == ["y"]
        assert session.scalars(select(UserSession.id)).all() == []
