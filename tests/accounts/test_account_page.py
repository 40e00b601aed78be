"""The account page and the language that is kept in the account."""

import pytest

from partners.accounts.queries import get_user
from tests.support.office import Office
from tests.support.visitor import Visitor


@pytest.mark.parametrize("who", ["exchange", "manager", "viewer", "privacy", "admin"])
def test_everybody_has_an_account_page(office: Office, who: str) -> None:
    page = Visitor(office, who).visit("accounts.account")
    assert office.person(who).name in page.text


def test_the_language_is_kept_in_the_account(office: Office, viewer: Visitor) -> None:
    assert viewer.visit("accounts.account").language == "ko"
    viewer.send("accounts.choose_language", {"locale": "en"})
    assert viewer.visit("accounts.account").language == "en"
    assert Visitor(office, "viewer").visit("accounts.account").language == "en"
    with office.reading():
        assert get_user("viewer").locale == "en"


def test_the_address_asks_for_a_language_and_the_session_keeps_it(stranger: Visitor) -> None:
    assert stranger.open("/login?lang=en").language == "en"
    assert stranger.open("/login").language == "en"
    assert stranger.open("/login?lang=ko").language == "ko"


@pytest.mark.parametrize("asked", ["xx", "", "../../etc", "en'"])
def test_an_unknown_language_is_korean(office: Office, stranger: Visitor, viewer: Visitor, asked: str) -> None:
    assert stranger.open(f"/login?lang={asked}").language == "ko"
    viewer.send("accounts.choose_language", {"locale": asked})
    with office.reading():
        assert get_user("viewer").locale is None
