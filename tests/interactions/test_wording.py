"""How times read in both languages."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from partners.foundation import languages
from partners.interactions import wording
from partners.interactions.rules import Entry, Time, read_times
from tests.support.office import Office

pytestmark = pytest.mark.one_database
TODAY = date(2020, 11, 20)


def times(text: str) -> tuple[Time, ...]:
    return read_times(Entry(kind="event", title="행사", date=text), TODAY)


@pytest.fixture
def speaking(office: Office) -> Iterator[Callable[[str], object]]:
    with office.app.test_request_context():
        yield languages.speaking


@pytest.mark.parametrize(
    ("written", "korean", "english"),
    [
        ("'20.3.24.", "2020. 3. 24.", "24 Mar 2020"),
        ("'20. 9. ~ 12.", "'20. 9. ~ 12.", "Sep – Dec 2020"),
        ("'20. 8. 31.~ 10. 9.", "2020. 8. 31. ~ 10. 9.", "31 Aug – 9 Oct 2020"),
    ],
)
def test_printed(speaking: Callable, written: str, korean: str, english: str) -> None:
    with speaking("ko"):
        assert wording.as_printed(times(written)[0]) == korean
    with speaking("en"):
        assert wording.as_printed(times(written)[0]) == english


def test_understood_with_its_weekday(speaking: Callable) -> None:
    with speaking("ko"):
        assert wording.as_understood(times("'20. 3. 24.")) == "2020. 3. 24. (화)"
    with speaking("en"):
        assert wording.as_understood(times("'20. 3. 24.")) == "24 Mar 2020 (Tue)"


def test_the_year_is_not_said_twice(speaking: Callable) -> None:
    with speaking("ko"):
        assert wording.line(times("'20.7.7. / 10.14.")) == ["2020. 7. 7.", "10. 14."]


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("'20.3.24.", ("3. 24.", "화요일")),
        ("'20. 9월", ("9월", "")),
        ("'20. 9. ~ 12.", ("9월", "~ 12월")),
        ("'20. 5. ~ '21. 1.", ("5월", "~ 2021. 1월")),
        ("'20. 8. 31.~ 10. 9.", ("8. 31.", "~ 10. 9.")),
    ],
)
def test_on_a_timeline(speaking: Callable, written: str, lines: tuple[str, str]) -> None:
    with speaking("ko"):
        assert wording.in_year(times(written)[0]) == lines
