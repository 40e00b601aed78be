"""Dates: every form of the report of 2020 and what people type, into days, precision and the text as written."""

from contextlib import suppress
from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.foundation import dates
from partners.foundation.dates import DateNotUnderstood, Occurrence, Precision

TODAY = date(2020, 11, 20)

#: Every dated line of the report: section year, text, start, end, precision, whether the year is implied.
REPORT = [
    (2020, "2020. 11. 20. ~ 12. 23.", "2020-11-20", "2020-12-23", "day", False),
    (2020, "'19.2.18.", "2019-02-18", "2019-02-18", "day", False),
    (2020, "'20.3.4.", "2020-03-04", "2020-03-04", "day", False),
    (2020, "'20.3.24.", "2020-03-24", "2020-03-24", "day", False),
    (2020, "'20. 1. ~ 12.", "2020-01-01", "2020-12-31", "month", False),
    (2020, "'20. 1월", "2020-01-01", "2020-01-31", "month", False),
    (2020, "'20. 5월 ~ 7월", "2020-05-01", "2020-07-31", "month", False),
    (2020, "'20. 7월", "2020-07-01", "2020-07-31", "month", False),
    (2020, "'20. 8월 ~ 10월", "2020-08-01", "2020-10-31", "month", False),
    (2020, "'20. 9월", "2020-09-01", "2020-09-30", "month", False),
    (2020, "'20. 11. ~ 12.", "2020-11-01", "2020-12-31", "month", False),
    (2020, "'20. 11월", "2020-11-01", "2020-11-30", "month", False),
    (2020, "'17. 12. 14.(지정권자: 중소벤처기업부장관)", "2017-12-14", "2017-12-14", "day", False),
    (2020, "2018년 ~ 2022년(5년)", "2018-01-01", "2022-12-31", "year", False),
    (2020, "'20. 2. ~ 12.", "2020-02-01", "2020-12-31", "month", False),
    (2020, "'20. 2. ~ 11.", "2020-02-01", "2020-11-30", "month", False),
    (2020, "'20. 5. ~ '21. 1.", "2020-05-01", "2021-01-31", "month", False),
    (2020, "'20. 6. ~ 11.", "2020-06-01", "2020-11-30", "month", False),
    (2020, "'20. 7. 8.", "2020-07-08", "2020-07-08", "day", False),
    (2020, "'20. 9. ~ 12.", "2020-09-01", "2020-12-31", "month", False),
    (2020, "'20. 8. 28.", "2020-08-28", "2020-08-28", "day", False),
    (2020, "'20. 8. 31.~ 10. 9.", "2020-08-31", "2020-10-09", "day", False),
    (2020, "'20. 10. 22. ~ 10. 23.", "2020-10-22", "2020-10-23", "day", False),
    (2020, "'20.10.~12.", "2020-10-01", "2020-12-31", "month", False),
    (2020, "11월", "2020-11-01", "2020-11-30", "month", True),
    (2020, "11~12월", "2020-11-01", "2020-12-31", "month", True),
    (2020, "12월", "2020-12-01", "2020-12-31", "month", True),
    (2021, "연중", "2021-01-01", "2021-12-31", "year", True),
    (2021, "수시", "2021-01-01", "2021-12-31", "year", True),
    (2021, "'21. 상반기", "2021-01-01", "2021-06-30", "half", False),
    (2021, "'21. 하반기", "2021-07-01", "2021-12-31", "half", False),
    (2021, "'21. 1. ~ 12.", "2021-01-01", "2021-12-31", "month", False),
    (2021, "5월~10월 중", "2021-05-01", "2021-10-31", "month", True),
    (2021, "2 ~ 11월", "2021-02-01", "2021-11-30", "month", True),
    (2021, "3 ~ 11월", "2021-03-01", "2021-11-30", "month", True),
    (2021, "4 ~ 9월", "2021-04-01", "2021-09-30", "month", True),
    (2021, "4 ~ 5월", "2021-04-01", "2021-05-31", "month", True),
    (2021, "2 ~ 12월", "2021-02-01", "2021-12-31", "month", True),
    (2021, "상·하반기 각 1회", "2021-01-01", "2021-12-31", "half", True),
    (2021, "상·하반기(연 2회)", "2021-01-01", "2021-12-31", "half", True),
    (2021, "상·하반기(총 2회)", "2021-01-01", "2021-12-31", "half", True),
    (2021, "반기별(총 2회)", "2021-01-01", "2021-12-31", "half", True),
    (2021, "연 3회", "2021-01-01", "2021-12-31", "year", True),
    (2021, "연 1회", "2021-01-01", "2021-12-31", "year", True),
    (2021, "2021. 1. ~ 12. (연중)", "2021-01-01", "2021-12-31", "month", False),
    (2021, "3월 중", "2021-03-01", "2021-03-31", "month", True),
    (2021, "5월 중", "2021-05-01", "2021-05-31", "month", True),
    (2021, "11월 중", "2021-11-01", "2021-11-30", "month", True),
]

#: What people type beyond the report, in 2020.
TYPED = [
    ("'20. 3. 4.", "2020-03-04", "2020-03-04", "day", False),
    ("2020.3.4", "2020-03-04", "2020-03-04", "day", False),
    ("2020-03-04", "2020-03-04", "2020-03-04", "day", False),
    ("2020/3/4", "2020-03-04", "2020-03-04", "day", False),
    ("20200304", "2020-03-04", "2020-03-04", "day", False),
    ("20.3.4", "2020-03-04", "2020-03-04", "day", False),
    ("2020. 3. 24. (화)", "2020-03-24", "2020-03-24", "day", False),
    ("2020. 3. 24.(화요일)", "2020-03-24", "2020-03-24", "day", False),
    ("2020년 3월 4일", "2020-03-04", "2020-03-04", "day", False),
    ("’20. 3. 4.", "2020-03-04", "2020-03-04", "day", False),
    ("‘20. 3. 4.", "2020-03-04", "2020-03-04", "day", False),
    ("′20. 3. 4.", "2020-03-04", "2020-03-04", "day", False),
    ("２０２０．３．４．", "2020-03-04", "2020-03-04", "day", False),
    ("'95. 10. 2.", "1995-10-02", "1995-10-02", "day", False),
    ("'70. 1. 1.", "1970-01-01", "1970-01-01", "day", False),
    ("'69. 1. 1.", "2069-01-01", "2069-01-01", "day", False),
    ("2020. 2. 29.", "2020-02-29", "2020-02-29", "day", False),
    ("11. 20.", "2020-11-20", "2020-11-20", "day", True),
    ("11/20", "2020-11-20", "2020-11-20", "day", True),
    ("11월 20일", "2020-11-20", "2020-11-20", "day", True),
    ("오늘", "2020-11-20", "2020-11-20", "day", False),
    ("어제", "2020-11-19", "2020-11-19", "day", False),
    ("10. 22. ~ 23.", "2020-10-22", "2020-10-23", "day", True),
    ("10월 22일부터 23일까지", "2020-10-22", "2020-10-23", "day", True),
    ("2020-12-31 ~ 2021-01-02", "2020-12-31", "2021-01-02", "day", False),
    ("'20. 8. 31. ～ 10. 9.", "2020-08-31", "2020-10-09", "day", False),
    ("'20. 8. 31. – 10. 9.", "2020-08-31", "2020-10-09", "day", False),
    ("'20. 8. 31. ~ 10월", "2020-08-31", "2020-10-31", "month", False),
    ("2020-02", "2020-02-01", "2020-02-29", "month", False),
    ("2021년 2월", "2021-02-01", "2021-02-28", "month", False),
    ("3월 말", "2020-03-01", "2020-03-31", "month", True),
    ("11-12월", "2020-11-01", "2020-12-31", "month", True),
    ("11월 ~ '21. 1월", "2020-11-01", "2021-01-31", "month", True),
    ("상반기", "2020-01-01", "2020-06-30", "half", True),
    ("상·하반기", "2020-01-01", "2020-12-31", "half", True),
    ("상/하반기", "2020-01-01", "2020-12-31", "half", True),
    ("1분기", "2020-01-01", "2020-03-31", "quarter", True),
    ("4/4분기", "2020-10-01", "2020-12-31", "quarter", True),
    ("'21. 1분기", "2021-01-01", "2021-03-31", "quarter", False),
    ("1~3분기", "2020-01-01", "2020-09-30", "quarter", True),
    ("2020년", "2020-01-01", "2020-12-31", "year", False),
    ("'21년", "2021-01-01", "2021-12-31", "year", False),
    ("2021년도", "2021-01-01", "2021-12-31", "year", False),
    ("2018 ~ 2022년", "2018-01-01", "2022-12-31", "year", False),
]


@pytest.mark.parametrize(("year", "text", "start", "end", "precision", "implied"), REPORT)
def test_the_report_is_read(year: int, text: str, start: str, end: str, precision: str, implied: bool) -> None:
    assert dates.parse(text, year=year) == [_occurrence(text, start, end, precision, implied)]


@pytest.mark.parametrize(("text", "start", "end", "precision", "implied"), TYPED)
def test_what_people_type_is_read(text: str, start: str, end: str, precision: str, implied: bool) -> None:
    year_of_start = text == "11월 ~ '21. 1월"
    expected = _occurrence(text, start, end, precision, implied and not year_of_start)
    assert dates.parse(text, year=2020, today=TODAY) == [expected]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("'20.7.7. / 10.14.", [("2020-07-07", "'20.7.7.", False), ("2020-10-14", "10.14.", True)]),
        ("'20.6.23. / 9.17.", [("2020-06-23", "'20.6.23.", False), ("2020-09-17", "9.17.", True)]),
        ("'20.7.7./10.14.", [("2020-07-07", "'20.7.7.", False), ("2020-10-14", "10.14.", True)]),
        ("'19. 7. 7., 10. 14.", [("2019-07-07", "'19. 7. 7.", False), ("2019-10-14", "10. 14.", True)]),
        ("7/7, 10/14", [("2020-07-07", "7/7", True), ("2020-10-14", "10/14", True)]),
        ("7월 7일 및 10월 14일", [("2020-07-07", "7월 7일", True), ("2020-10-14", "10월 14일", True)]),
    ],
)
def test_two_dates_in_one_line_are_two_occurrences(text: str, days: list[tuple[str, str, bool]]) -> None:
    expected = [_occurrence(part, day, day, "day", implied) for day, part, implied in days]
    assert dates.parse(text, year=2020) == expected


def test_nothing_typed_is_no_occurrence() -> None:
    assert dates.parse("") == dates.parse("  ") == dates.parse(" / ") == []


@pytest.mark.parametrize("text", ["미정", "일정 미정", "날짜 미상"])
def test_a_date_that_is_said_to_be_unknown_stays_unknown(text: str) -> None:
    assert dates.parse(text, year=2020) == [Occurrence(None, None, Precision.NONE, text)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("'20.3.44.", "no day 44: month 3 of 2020 has 31 days"),
        ("2월 30일", "no day 30: month 2 of 2020 has 29 days"),
        ("2021. 2. 29.", "no day 29: month 2 of 2021 has 28 days"),
        ("'20. 3. 0.", "no day 0"),
        ("13월", "no month 13"),
        ("2020. 0. 1.", "no month 0"),
        ("20. 10.", "no month 20"),
        ("3020. 1. 1.", "year 3020 cannot be right"),
        ("0020. 1. 1.", "year 20 cannot be right"),
        ("'20. 10. 9. ~ 8. 31.", "ends before it starts"),
        ("'20. 5. ~ 1.", "ends before it starts"),
        ("'20. 10. 22. ~ 11.", "ends before it starts"),
        ("2022년 ~ 2018년", "ends before it starts"),
        ("하반기 ~ 상반기", "ends before it starts"),
    ],
)
def test_an_impossible_date_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(DateNotUnderstood, match=says):
        dates.parse(text, year=2020)


@pytest.mark.parametrize(
    "text",
    [
        "많음",
        "5",
        "22일",
        "11",
        "5분기",
        "~",
        "'20. 3. ~",
        "1 ~ 2 ~ 3월",
        "2020. 3. 4. 5.",
        "11월(12월로 변경)",
        "'2011",
        "5년",
        "3. 4. ~ 많음",
        "<b>",
        "1" * 201,
    ],
)
def test_what_is_no_date_says_how_to_write_one(text: str) -> None:
    with pytest.raises(DateNotUnderstood, match="Write a day such as 2020"):
        dates.parse(text, year=2020)


def test_a_missing_year_comes_from_today_or_is_asked_for() -> None:
    assert dates.parse("11월", today=TODAY)[0].start == date(2020, 11, 1)
    with pytest.raises(DateNotUnderstood, match="year is missing"):
        dates.parse("11월")


def test_what_runs_into_the_next_year_stays_in_its_fiscal_year() -> None:
    assert dates.fiscal_year(dates.parse("'20. 5. ~ '21. 1.")) == 2020
    assert dates.fiscal_year(dates.parse("'20.7.7. / 10.14.")) == 2020
    assert dates.fiscal_year([]) is None
    assert dates.fiscal_year(dates.parse("미정")) is None


def test_records_sort_by_their_last_day_and_the_undated_come_last_in_their_year() -> None:
    texts = ["", "'20.3.4.", "'20. 2. ~ 12.", "'20.7.7. / 10.14.", "'20. 5. ~ '21. 1.", "미정"]
    days = [dates.sort_on(dates.parse(text), 2020).isoformat() for text in texts]
    assert days == ["2020-01-01", "2020-03-04", "2020-12-31", "2020-10-14", "2021-01-31", "2020-01-01"]


@pytest.mark.parametrize(
    ("text", "official", "english"),
    [
        ("'20.3.4.", "2020. 3. 4.", "4 Mar 2020"),
        ("'20.7.7. / 10.14.", "2020. 7. 7. / 2020. 10. 14.", "7 Jul 2020 / 14 Oct 2020"),
        ("'20. 8. 31.~ 10. 9.", "2020. 8. 31. ~ 10. 9.", "31 Aug – 9 Oct 2020"),
        ("'20. 10. 22. ~ 10. 23.", "2020. 10. 22. ~ 10. 23.", "22 – 23 Oct 2020"),
        ("'20. 5. ~ '21. 1.", "2020. 5. ~ 2021. 1.", "May 2020 – Jan 2021"),
        ("11월", "2020. 11.", "Nov 2020"),
        ("'21. 상반기", "2021. 상반기", "H1 2021"),
        ("상·하반기", "2020. 상·하반기", "H1 – H2 2020"),
        ("1~3분기", "2020. 1분기 ~ 3분기", "Q1 – Q3 2020"),
        ("2018년 ~ 2022년(5년)", "2018년 ~ 2022년", "2018 – 2022"),
        ("'20. 8. 31. ~ 10월", "2020. 8. 31. ~ 10. 31.", "31 Aug – 31 Oct 2020"),
        ("미정", "", ""),
        ("", "", ""),
    ],
)
def test_occurrences_are_written(text: str, official: str, english: str) -> None:
    occurrences = dates.parse(text, year=2020)
    assert (dates.write(occurrences), dates.write_english(occurrences)) == (official, english)


def test_a_day_is_written() -> None:
    day = date(2020, 3, 24)
    assert dates.official(day) == "2020. 3. 24."
    assert dates.official(day, weekday=True) == "2020. 3. 24. (화)"
    assert dates.english(day) == "24 Mar 2020"
    assert dates.short(day) == "3. 24."


@pytest.mark.parametrize(
    ("text", "warns"),
    [
        ("2018년 ~ 2022년(5년)", False),
        ("2018년 ~ 2021년(5년)", True),
        ("2018년 ~ 2021년(5개년)", True),
        ("2018년 ~ 2021년 (4년간)", False),
        ("2018. 7. 1. ~ 2023. 6. 30.(5년)", False),
        ("2018년 ~ 2021년", False),
        ("'20년", False),
    ],
)
def test_a_count_of_years_that_does_not_fit_is_noticed(text: str, warns: bool) -> None:
    occurrence = dates.parse(text)[0]
    warning = dates.warn_years(text, occurrence.start, occurrence.end)
    assert warning == ("The period and the number of years differ." if warns else None)


def test_years_as_typed_beside_a_period_of_two_fields() -> None:
    assert dates.warn_years("5년", date(2018, 1, 1), date(2021, 12, 31))
    assert dates.warn_years("5년", date(2018, 1, 1), None) is None


days = st.dates(date(1970, 1, 1), date(2069, 12, 31))


@given(days)
def test_every_day_reads_back_in_every_form(day: date) -> None:
    short_year = f"'{day.year % 100:02}"
    forms = [
        dates.official(day),
        dates.official(day, weekday=True),
        day.isoformat(),
        f"{short_year}.{day.month}.{day.day}.",
        f"{short_year}. {day.month}. {day.day}.",
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day:%Y%m%d}",
    ]
    for form in [*forms, *(form.replace("'", "’") for form in forms)]:
        assert [(o.start, o.end, o.precision) for o in dates.parse(form)] == [(day, day, Precision.DAY)]


@given(days, st.integers(0, 900), st.sampled_from(["~", " ~ ", "~ ", " ～ "]))
def test_what_is_written_reads_back(start: date, length: int, between: str) -> None:
    end = start + timedelta(days=length)
    text = f"{dates.official(start)}{between}{dates.official(end)}"
    occurrences = dates.parse(text)
    assert [(o.start, o.end) for o in occurrences] == [(start, end)]
    assert [(o.start, o.end) for o in dates.parse(dates.write(occurrences))] == [(start, end)]


@pytest.mark.parametrize("text", [text for _year, text, *_rest in REPORT] + [text for text, *_rest in TYPED])
def test_all_that_is_read_is_written_such_that_it_reads_back(text: str) -> None:
    occurrences = dates.parse(text, year=2020, today=TODAY)
    again = dates.parse(dates.write(occurrences))
    assert [(o.start, o.end) for o in again] == [(o.start, o.end) for o in occurrences]


@given(st.text(alphabet="0123456789. ~/-,'년월일분기상하반중()연회미정오늘\n", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(DateNotUnderstood):
        for occurrence in dates.parse(text, year=2020, today=TODAY):
            assert occurrence.text in text
            assert occurrence.start is None or occurrence.end is None or occurrence.start <= occurrence.end


@pytest.mark.parametrize(
    "hostile", ["1." * 25_000, "~" * 50_000, "(" * 50_000, "'" * 50_000, " " * 50_000, "/ " * 25_000, "\ufdfa" * 50_000]
)
def test_hostile_text_costs_no_time(hostile: str) -> None:
    start = process_time()
    for text in (hostile, hostile[:200]):
        try:
            dates.parse(text, year=2020)
        except DateNotUnderstood:
            dates.warn_years(text, TODAY, TODAY)
    assert process_time() - start < 0.1


def _occurrence(text: str, start: str, end: str, precision: str, implied: bool) -> Occurrence:
    return Occurrence(date.fromisoformat(start), date.fromisoformat(end), Precision(precision), text, implied)
