"""Amounts: read as officials type them, unknown is never 0, and a slip of 천원 is asked about."""

from collections.abc import Iterator
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.foundation import money
from tests.support.office import Office


@pytest.mark.parametrize(
    ("typed", "won", "approx"),
    [
        ("4,000천원", 4_000_000, False),
        ("4,000 천원", 4_000_000, False),
        ("총 4,000천원 상당", 4_000_000, True),
        ("4,000천원(상당)", 4_000_000, True),
        ("약 4백만원", 4_000_000, True),
        ("400여만원", 4_000_000, True),
        ("약 4 백만 원", 4_000_000, True),
        ("4백만 원 내외", 4_000_000, True),
        ("4000000", 4_000_000, False),
        ("4,000,000원", 4_000_000, False),
        ("４，０００천원", 4_000_000, False),
        ("₩4,000,000", 4_000_000, False),
        ("KRW 4,000,000", 4_000_000, False),
        ("금 4,000,000원정", 4_000_000, False),
        ("1억 2천만원", 120_000_000, False),
        ("1억2천5백만원", 125_000_000, False),
        ("1.5억원", 150_000_000, False),
        ("천만원", 10_000_000, False),
        ("1조", 10**12, False),
        ("1만 2,345원", 12_345, False),
        ("428,296천원", 428_296_000, False),
        ("0원", 0, False),
    ],
)
def test_an_amount_in_won(typed: str, won: int, approx: bool) -> None:
    assert money.parse_amount(typed, "won") == money.Amount(won, approx, typed)


@pytest.mark.parametrize(
    ("typed", "won"),
    [("4,000", 4_000_000), ("약 4000", 4_000_000), ("4,000원", 4_000), ("4,000천원", 4_000_000), ("4백만", 4_000_000)],
)
def test_the_unit_holds_for_bare_numbers_only(typed: str, won: int) -> None:
    assert money.parse_amount(typed, "kkrw").won == won


@pytest.mark.parametrize("nothing", ["", "  ", "\u3000"])
def test_nothing_typed_is_unknown_and_not_zero(nothing: str) -> None:
    assert money.parse_amount(nothing, "won") == money.Amount(None, False, "")


@pytest.mark.parametrize(
    "typed", ["많음", "원", "약", "4,00", "4.5", "4.000", "10 20", "만억", "만천억", "5백6천", "1e5", "금액 미상"]
)
def test_what_is_no_amount_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(money.AmountNotUnderstood, match="such as 4,000,000, or leave it empty"):
        money.parse_amount(typed, "won")


def test_an_amount_that_reads_two_ways_is_refused() -> None:
    with pytest.raises(money.AmountNotUnderstood):
        money.parse_amount("3억5천", "won")
    assert money.parse_amount("3억5천만", "won").won == 350_000_000


@pytest.mark.parametrize("typed", ["-4000", "△4,000", "−4,000원", "▲ 5천원"])
def test_a_negative_amount_is_refused(typed: str) -> None:
    with pytest.raises(money.AmountNotUnderstood, match="negative"):
        money.parse_amount(typed, "won")


def test_more_than_the_state_has_is_a_slip() -> None:
    assert money.parse_amount("1000조", "won").won == money.MOST
    for typed, unit in [("1001조", "won"), ("10000000000000", "kkrw"), ("9" * 60, "won")]:
        with pytest.raises(money.AmountNotUnderstood, match="Check the number and its unit"):
            money.parse_amount(typed, unit)


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(money.AmountNotUnderstood, match="unit"):
        money.parse_amount("4,000", "usd")


@pytest.mark.parametrize(
    ("typed", "unit", "asks"),
    [
        ("4,000", "won", True),
        ("총 4,000", "won", True),
        ("428,296", "won", True),
        ("4,000", "kkrw", False),
        ("4,000원", "won", False),
        ("4,000천원", "won", False),
        ("₩4,000", "won", False),
        ("4,000,000", "won", False),
        ("50,000", "won", False),
        ("0", "won", False),
        ("", "won", False),
        ("많음", "won", False),
    ],
)
def test_it_asks_whether_thousands_were_meant(typed: str, unit: str, asks: bool) -> None:
    assert money.looks_like_thousands(typed, unit) is asks


@pytest.mark.parametrize(
    ("won", "thousands", "exact"),
    [
        (4_000_000, "4,000천원", "4,000,000원"),
        (1_000, "1천원", "1,000원"),
        (4_500, "4,500원", "4,500원"),
        (0, "0원", "0원"),
        (None, "Amount unknown", "Amount unknown"),
    ],
)
def test_amounts_are_printed(won: int | None, thousands: str, exact: str) -> None:
    assert (money.in_kkrw(won), money.in_won(won)) == (thousands, exact)


@given(st.integers(0, money.MOST), st.sampled_from(["won", "kkrw"]))
def test_what_is_printed_reads_back(won: int, unit: str) -> None:
    assert money.parse_amount(money.in_kkrw(won), unit).won == won
    assert money.parse_amount(money.in_won(won), unit).won == won


@pytest.fixture
def in_english(office: Office) -> Iterator[None]:
    with office.app.test_request_context("/?lang=en"):
        yield


@pytest.mark.one_database
@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("won", "printed"),
    [
        (4_000_000, "KRW 4,000,000"),
        (4_500, "KRW 4,500"),
        (0, "KRW 0"),
        (money.MOST, "KRW 1,000,000,000,000,000"),
        (None, "Amount unknown"),
    ],
)
def test_english_readers_know_no_thousand_won(won: int | None, printed: str) -> None:
    assert (money.in_kkrw(won), money.in_won(won)) == (printed, printed)
    if won is not None:
        assert money.parse_amount(printed, "kkrw").won == won


@given(st.text(alphabet="0123456789,. 천백십만억조원약총여상당-(₩", max_size=70))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    money.looks_like_thousands(text)
    with suppress(money.AmountNotUnderstood):
        won = money.parse_amount(text).won
        assert won is None or 0 <= won <= money.MOST


@pytest.mark.parametrize(
    "hostile",
    [
        "1" * 50_000,
        "1," * 25_000,
        "천" * 50_000,
        "(" * 50_000,
        " " * 50_000 + "원",
        "총" * 50_000,
        "1 " * 25_000,
        "1 천 " * 12_500,
    ],
)
def test_hostile_text_costs_no_time(hostile: str) -> None:
    start = process_time()
    money.looks_like_thousands(hostile)
    money.looks_like_thousands(hostile[:60])
    money.looks_like_thousands(hostile[:59] + "x")
    assert process_time() - start < 0.1
