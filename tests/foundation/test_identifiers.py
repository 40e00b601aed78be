"""T32 and T18: registration and passport numbers are found in every writing, ordinary numbers are not."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.foundation.identifiers import Identifier, find_identifier, refuse_identifiers
from partners.foundation.refusals import Refusal

CHANCE = random.Random(32)
FIRST_BIRTH, LAST_BIRTH = date(1930, 1, 1), date(2026, 6, 30)
#: From then on the last six digits are drawn at random.
RANDOM_SINCE = date(2020, 10, 5)
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def number(born: date, sex: int, tail: int, foreign: bool) -> str:
    """A number that the office could have given: 13 digits, with the check digit of its time."""
    first = (5 if foreign else 1) + (2 if born.year >= 2000 else 0) + sex
    digits = f"{born:%y%m%d}{first}{tail:06d}"
    if born >= RANDOM_SINCE:
        return digits
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=False))
    return digits[:12] + str((11 - total % 11 + (2 if foreign else 0)) % 10)


def any_number(foreign: bool) -> str:
    born = FIRST_BIRTH + timedelta(days=CHANCE.randrange((LAST_BIRTH - FIRST_BIRTH).days))
    return number(born, CHANCE.randrange(2), CHANCE.randrange(10**6), foreign)


NUMBERS = [any_number(foreign=place % 4 == 3) for place in range(200)]

WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

WRITINGS: dict[str, Callable[[str, str], str]] = {
    "as on the card": lambda front, back: f"{front}-{back}",
    "in one": lambda front, back: front + back,
    "with a blank": lambda front, back: f"{front} {back}",
    "with blanks around the hyphen": lambda front, back: f"{front}  -  {back}",
    "with a tab": lambda front, back: f"{front}\t{back}",
    "with a dash": lambda front, back: f"{front}–{back}",
    "with a vowel as dash": lambda front, back: f"{front}ㅡ{back}",
    "with a tilde": lambda front, back: f"{front}~{back}",
    "with a dot": lambda front, back: f"{front}.{back}",
    "with a middle dot": lambda front, back: f"{front}·{back}",
    "with a slash": lambda front, back: f"{front}/{back}",
    "with brackets": lambda front, back: f"{front}({back})",
    "wide": lambda front, back: f"{front}-{back}".translate(WIDE),
    "in circles": lambda front, back: f"{front}-{back}".translate(CIRCLED),
    "in Arabic digits": lambda front, back: f"{front}-{back}".translate(INDIC),
    "spaced out": lambda front, back: " ".join(front + back),
    "spaced out with a hyphen": lambda front, back: f"{' '.join(front)} - {' '.join(back)}",
    "dotted": lambda front, back: ".".join(front + back),
    "the day with dots": lambda front, back: f"{front[:2]}.{front[2:4]}.{front[4:]}-{back}",
    "the day with blanks": lambda front, back: f"{front[:2]} {front[2:4]} {front[4:]} - {back}",
    "the back in two": lambda front, back: f"{front}-{back[0]} {back[1:]}",
    "the back in threes": lambda front, back: f"{front}-{back[:1]} {back[1:4]} {back[4:]}",
    "seven and six": lambda front, back: f"{front}{back[0]}-{back[1:]}",
    "with blanks of no width": lambda front, back: f"{front[:3]}\u200b{front[3:]}\u2060-{back}",
    "over two lines": lambda front, back: f"{front}-\n{back}",
    "with the year in full": lambda front, back: f"{_century(back)}{front}-{back}",
    "with the day in full": lambda front, back: f"{_century(back)}{front[:2]}.{front[2:4]}.{front[4:]}-{back}",
}
SENTENCES = (
    "{}",
    "홍길동({}) 위촉",
    "주민등록번호:{}",
    "1. {}",
    "010-1234-5678, {}, 영등포구",
    "담당\n{}\n끝",
    "RRN{}번",
)


def _century(back: str) -> str:
    return "20" if back[0] in "3478" else "19"


@pytest.mark.parametrize("writing", WRITINGS)
def test_every_registration_number_is_found_in_every_writing(writing: str) -> None:
    missed = [
        written
        for place, digits in enumerate(NUMBERS)
        if not find_identifier(
            written := SENTENCES[place % len(SENTENCES)].format(WRITINGS[writing](digits[:6], digits[6:]))
        )
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("900101-1234567", Identifier.RESIDENT),
        ("900101-5234567", Identifier.FOREIGNER),
        ("250101-4000001", Identifier.RESIDENT),
        ("한국 여권 M12345678", Identifier.PASSPORT),
        ("M12345678", Identifier.PASSPORT),
        ("m123a4567", Identifier.PASSPORT),
        ("M 123A4567", Identifier.PASSPORT),
        ("Ｍ１２３Ａ４５６７", Identifier.PASSPORT),
        ("여권번호: TR1234567", Identifier.PASSPORT),
        ("passport no. 123456789", Identifier.PASSPORT),
        ("护照号码 E12345678", Identifier.PASSPORT),
        ("여권 사본은 보관하지 않음", None),
        ("여권 발급 2020. 11. 20. 02-2670-3114", None),
        ("900231-1234567", None),
        ("901301-1234567", None),
        ("900101-123456", None),
        ("900101-12345678", None),
        ("900101-1******", None),
    ],
)
def test_kinds(text: str, kind: Identifier | None) -> None:
    assert find_identifier(text) is kind


@given(
    born=st.dates(FIRST_BIRTH, LAST_BIRTH),
    sex=st.integers(0, 1),
    tail=st.integers(0, 999_999),
    foreign=st.booleans(),
    writing=st.sampled_from(sorted(WRITINGS)),
    before=st.text(max_size=20),
    after=st.text(max_size=20),
)
def test_whatever_stands_around_it(
    born: date, sex: int, tail: int, foreign: bool, writing: str, before: str, after: str
) -> None:
    digits = number(born, sex, tail, foreign)
    written = WRITINGS[writing](digits[:6], digits[6:])
    assert find_identifier(f"{before}, {written}, {after}")


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text: str) -> None:
    find_identifier(text)


class TestFalseAlarms:
    """At most one in a hundred of what an office writes all day."""

    @pytest.mark.parametrize("kind", range(12))
    def test_of_each_kind(self, kind: int) -> None:
        texts = list(_ordinary(kind))
        alarms = [text for text in texts if find_identifier(text)]
        assert len(texts) >= 250
        assert len(alarms) <= len(texts) // 100, alarms[:10]

    def test_a_company_number_called_so(self) -> None:
        # Of the same shape as a resident's: 110111 is a registry and a legal form, and a day.
        assert find_identifier("법인등록번호: 110111-1234569") is None
        assert find_identifier("법인등록번호: 110111-1234567") is Identifier.RESIDENT
        assert find_identifier("130111-0006246") is None

    def test_digests(self) -> None:
        assert find_identifier("9001011234567" + "a" * 51) is None
        assert find_identifier("a9001011234567") is Identifier.RESIDENT


def _ordinary(kind: int) -> Iterator[str]:
    pick = CHANCE.randrange
    for _ in range(250):
        day = date(1995, 1, 1) + timedelta(days=pick(10_000))
        later = day + timedelta(days=pick(400))
        yield (
            f"010-{pick(10_000):04d}-{pick(10_000):04d}, 02-{pick(10_000):04d}-{pick(10_000):04d}",
            f"+82 10 {pick(10_000):04d} {pick(10_000):04d} / +86 21 {pick(10**8):08d} / +81-72-{pick(10**7):07d}",
            f"010{pick(10**8):08d} 02{pick(10**8):08d}",
            f"{day.year}. {day.month}. {day.day}. ~ {later.year}. {later.month}. {later.day}.",
            f"'{day:%y}. {day.month}. {day.day}. {pick(10**7):07d}원",
            f"{day.isoformat()} {pick(24):02d}:{pick(60):02d}, {later:%Y%m%d}, {day:%Y.%m.%d}-{later:%Y.%m.%d}",
            f"{pick(10**9):,}원, {pick(10**7)}천원, 총 {pick(10**12)}원",
            f"{pick(1000):03d}-{pick(100):02d}-{pick(10**5):05d}",
            f"비전협력과-{pick(10**5)} ({day.year}. {day.month}. {day.day}.)",
            f"의안번호 제{pick(10**4)}호, 21{pick(10**5):05d}, {day.year}. {day.month}. {day.day}. 의결",
            f"{day:%Y%m%d%H%M}{pick(100):02d}.{pick(1000)}, IP 10.{pick(256)}.{pick(256)}.{pick(256)}, 우 0{pick(10**4)}",
            f"좌표 {pick(90)}.{pick(10**6):06d}, {pick(180)}.{pick(10**6):06d}; 사진 IMG_{day:%Y%m%d}_{pick(10**6):06d}",
        )[kind]


HOSTILE = (
    "1", "1 1.", "9 0 0 2 3 1 ", "0.0 ", "1.1 1 ", "0 2 3 0 ", "00.02.30-1234567", "000230-1234567 ", "-", " ", "- \n",
    "여권", "여권번호 ", "PASSPORT NO ", "M 1", "M1234567", "19", "1990.01.01 ", "19900101 1", "１", "\u0301", "\u200b",
    "법인등록번호 130111-0006246 ", "법인 ", "f", "0000000a",
)  # fmt: skip


@pytest.mark.parametrize("part", HOSTILE, ids=ascii)
def test_hostile_text_takes_no_time(part: str) -> None:
    """An expression that tries all ways would need minutes here; how fast this is, `make bench` says."""
    began = time.process_time()
    find_identifier((part * 50_000)[:50_000])
    assert time.process_time() - began < 10


class TestRefusing:
    def test_at_the_field(self) -> None:
        with pytest.raises(Refusal) as refused:
            refuse_identifiers({"title": "방문", "note": "900101-1234567"})
        assert refused.value.field == "note"
        assert "900101" not in str(refused.value)

    def test_inside_lists(self) -> None:
        with pytest.raises(Refusal):
            refuse_identifiers({"aliases": ["하나", "900101-1234567"]})

    def test_other_values_pass(self) -> None:
        refuse_identifiers({"id": 9001011234567, "day": date(2020, 3, 24), "nothing": None, "yes": True})
