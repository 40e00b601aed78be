"""Loading the report: once, into an empty demo, and never beside other records."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from partners.demo import accounts, loading
from partners.directory import actions as directory
from partners.foundation.refusals import Refusal
from tests.support.office import PASSWORD, PASSWORD_HASH, Office, settings_of
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor


def test_it_says_what_it_did(office: Office) -> None:
    with office.writing():
        said = loading.load(office.settings, PASSWORD_HASH)
    assert said == "Loaded the report of 2020: 45 partners, 25 interactions, 2 agreements under way."


def test_loading_again_changes_nothing(report: Office) -> None:
    before = fingerprint(report)
    with report.writing():
        said = loading.load(report.settings, PASSWORD_HASH)
    assert said == "The report of 2020 is here already."
    assert fingerprint(report) == before


def test_the_command_does_the_same(report: Office) -> None:
    before = fingerprint(report)
    result = report.app.test_cli_runner().invoke(args=["demo", "load"])
    assert (result.exit_code, result.output) == (0, "The report of 2020 is here already.\n")
    assert fingerprint(report) == before


def test_it_does_not_mix_with_other_records(office: Office) -> None:
    with office.writing():
        directory.create_partner("hospital", {"name_ko": "우리병원", "country": "KR"}, by=office.person("medical"))
    before = fingerprint(office)
    result = office.app.test_cli_runner().invoke(args=["demo", "load"])
    assert result.exit_code == 1
    assert "other records" in result.output
    assert fingerprint(office) == before


def test_production_starts_empty(office: Office, tmp_path: Path) -> None:
    settings = settings_of(tmp_path, office.database.url, PARTNERS_MODE="production")
    with pytest.raises(Refusal), office.writing():
        loading.load(settings, PASSWORD_HASH)
    with office.reading() as session:
        assert not loading.has_partners(session)


def test_accounts_that_exist_are_left_alone(office: Office) -> None:
    """Somebody made accounts before the report came."""
    with office.writing():
        accounts.open_accounts("another hash")
    Visitor(office, "manager").visit("accounts.account")


@pytest.mark.parametrize("username", accounts.USERNAMES)
def test_every_demo_account_may_sign_in(office: Office, stranger: Visitor, username: str) -> None:
    stranger.sign_in(username, PASSWORD)


def test_the_accounts_are_those_of_the_contract() -> None:
    assert accounts.USERNAMES == ("exchange", "medical", "csr", "finance", "manager", "viewer", "privacy", "admin")


def test_a_password_is_made_once_and_kept_for_its_owner(tmp_path: Path) -> None:
    settings = replace(settings_of(tmp_path, "sqlite://"), demo_password=None)
    password = accounts.password(settings)
    assert len(password) >= 15
    assert accounts.password(settings) == password
    kept = tmp_path / "demo-password"
    assert kept.read_text() == password
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_given_password_is_used(tmp_path: Path) -> None:
    assert accounts.password(settings_of(tmp_path, "sqlite://")) == PASSWORD
    assert not (tmp_path / "demo-password").exists()
