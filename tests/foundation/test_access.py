"""Who may do what with which record."""

from dataclasses import dataclass

import pytest
from werkzeug.exceptions import Forbidden

from partners.accounts.permissions import AccountPermission
from partners.agreements.permissions import AgreementPermission
from partners.directory.permissions import PartnerPermission
from partners.foundation.access import ensure, may
from tests.support.office import Office

pytestmark = pytest.mark.one_database


@dataclass
class Record:
    owner_team_id: int | None


@pytest.mark.parametrize(
    ("who", "own", "foreign"),
    [("exchange", True, False), ("manager", True, True), ("viewer", False, False), ("admin", False, False)],
)
def test_editing_a_partner(office: Office, who: str, own: bool, foreign: bool) -> None:
    team = office.person("exchange").team_id
    with office.reading():
        person = office.person(who)
        assert may(person, PartnerPermission.EDIT, Record(team)) is own
        assert may(person, PartnerPermission.EDIT, Record(999)) is foreign


def test_without_a_record_the_question_is_whether_ever(office: Office) -> None:
    with office.reading():
        assert may(office.person("exchange"), PartnerPermission.EDIT)
        assert not may(office.person("exchange"), AgreementPermission.OVERRIDE)


def test_a_record_of_nobody_is_no_officers(office: Office) -> None:
    with office.reading():
        assert not may(office.person("exchange"), PartnerPermission.EDIT, Record(None))


def test_ensure_answers_403(office: Office) -> None:
    with office.reading(), pytest.raises(Forbidden):
        ensure(office.person("viewer"), PartnerPermission.EDIT)


def test_a_stranger_may_nothing(office: Office) -> None:
    @dataclass
    class Stranger:
        role: str | None = None
        team_id: int | None = None

    with office.reading():
        assert not may(Stranger(), AccountPermission.USE_OWN)
