"""`flask --app wsgi user …`: what the administrator types."""

import pytest

from partners.accounts.queries import get_user
from tests.support.office import PASSWORD, Office
from tests.support.visitor import Visitor

pytestmark = pytest.mark.one_database
LONG = "a password of some length\n"


def run(office: Office, *arguments: str, typed: str = "") -> tuple[int, str]:
    result = office.app.test_cli_runner().invoke(args=arguments, input=typed)
    return result.exit_code, result.output


def test_make_an_account_and_sign_in(office: Office, stranger: Visitor) -> None:
    code, said = run(
        office, "user", "create", "jiwon", "--name", "지원", "--role", "officer", "--team", "csr", typed=LONG
    )
    assert (code, said) == (0, "jiwon may sign in now.\n")
    stranger.sign_in("jiwon", LONG.strip())


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("jiwon", "--name", "지원", "--role", "officer", "--team", "nowhere"), LONG, "There is no team 'nowhere'."),
        (("viewer", "--name", "지원", "--role", "viewer"), LONG, "There is an account 'viewer' already."),
        (("jiwon", "--name", "지원", "--role", "viewer"), "short\n", "15"),
        (("jiwon", "--name", "지원", "--role", "king"), LONG, "king"),
    ],
)
def test_bad_accounts_are_refused(office: Office, arguments: tuple[str, ...], typed: str, said: str) -> None:
    code, output = run(office, "user", "create", *arguments, typed=typed)
    assert code != 0
    assert said in output


def test_close_an_account(office: Office, viewer: Visitor, stranger: Visitor) -> None:
    viewer.visit("accounts.account")
    assert run(office, "user", "disable", "viewer")[0] == 0
    viewer.visit("accounts.account", expect=303)
    stranger.sign_in("viewer", PASSWORD, expect=422)


def test_give_a_new_password(office: Office, stranger: Visitor) -> None:
    assert run(office, "user", "reset-password", "viewer", typed=LONG)[0] == 0
    stranger.sign_in("viewer", PASSWORD, expect=422)
    stranger.sign_in("viewer", LONG.strip())
    with office.reading():
        assert get_user("viewer").password_hash.startswith("$argon2id$v=19$m=19456")


def test_make_a_team_once(office: Office) -> None:
    assert run(office, "team", "create", "culture", "--name", "문화 담당")[0] == 0
    code, said = run(office, "team", "create", "culture", "--name", "문화 담당")
    assert code != 0
    assert "There is a team 'culture' already." in said
    assert (
        run(office, "user", "create", "jiwon", "--name", "지원", "--role", "officer", "--team", "culture", typed=LONG)[
            0
        ]
        == 0
    )


@pytest.mark.parametrize("command", ["disable", "reset-password"])
def test_accounts_that_are_not_there_are_named(office: Office, command: str) -> None:
    code, said = run(office, "user", command, "nobody", typed=LONG)
    assert code == 1
    assert "There is no account 'nobody'." in said
