"""Phone numbers and mail addresses: as they are typed, kept, shown and masked."""

import time

import pytest

from partners.directory.rules.reach import is_mail, masked_mail, masked_phone, read_phone, written_phone


@pytest.mark.parametrize(
    ("typed", "country", "kept", "shown", "masked"),
    [
        ("010-1234-5678", "KR", "+821012345678", "010-1234-5678", "010-****-5678"),
        ("010 1234 5678", "KR", "+821012345678", "010-1234-5678", "010-****-5678"),
        ("０１０－１２３４－５６７８", "KR", "+821012345678", "010-1234-5678", "010-****-5678"),
        ("02)2670-3114", "KR", "+82226703114", "02-2670-3114", "02-****-3114"),
        ("031-123-4567", "KR", "+82311234567", "031-123-4567", "031-****-4567"),
        ("02-2670-3114 (내선 123)", "KR", "+82226703114;ext=123", "02-2670-3114 ext. 123", "02-****-3114"),
        ("1588-1234", "KR", "+8215881234", "1588-1234", "1588-****"),
        ("072-423-2121", "JP", "+81724232121", "+81 72-423-2121", "+81 **** 2121"),
        ("+86 138 1234 5678", "KR", "+8613812345678", "+86 138 1234 5678", "+86 **** 5678"),
        ("028 3781 1234", "VN", "+842837811234", "+84 28 3781 1234", "+84 **** 1234"),
    ],
)
def test_a_number_as_it_is_typed_kept_shown_and_masked(
    typed: str, country: str, kept: str, shown: str, masked: str
) -> None:
    assert read_phone(typed, country) == kept
    assert written_phone(kept) == shown
    assert masked_phone(kept) == masked


@pytest.mark.parametrize("typed", ["", "없음", "010-12", "1" * 200, "0000", "+999 1234"])
def test_what_is_no_number(typed: str) -> None:
    assert read_phone(typed, "KR") is None


@pytest.mark.parametrize("kept", ["x", "", "12345", "없음"])
def test_whatever_is_kept_a_mask_tells_little(kept: str) -> None:
    assert masked_phone(kept).endswith("****")


def test_mail_addresses() -> None:
    assert all(map(is_mail, ["kim@ydp.go.kr", "a.b+c@mail.example.org", "o'neil@x.co", "김@도메인.한국"]))
    wrong = [
        "kim",
        "kim@",
        "@ydp.go.kr",
        "kim@ydp",
        "a b@c.kr",
        "a..b@c.kr",
        "a@-c.kr",
        "a@c.kr\n",
        "a@" + "b" * 260 + ".kr",
    ]
    assert not any(map(is_mail, wrong))
    assert masked_mail("kim@ydp.go.kr") == "k***@ydp.go.kr"
    assert masked_mail("") == "****"


@pytest.mark.parametrize("part", ["a", "a.", "a-", "(내선 ", "내선 ", "1", "+", "@"])
def test_hostile_text_takes_no_time(part: str) -> None:
    text = ("a@" + part * 50_000)[:50_000]
    began = time.process_time()
    is_mail(text)
    read_phone(text, "KR")
    assert time.process_time() - began < 0.1
