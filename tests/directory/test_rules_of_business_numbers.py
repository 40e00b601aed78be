"""사업자등록번호: read in every spelling, and no single wrong digit gets through."""

import pytest

from partners.directory.rules.business_numbers import check_digit, digits_of, in_writing, objection_to_number

#: Printed at the foot of these companies' own pages (전자상거래법 제10조).
REAL = ("124-81-00998", "220-81-62517", "120-81-47521", "104-81-37225", "101-81-09147", "120-88-00767")


@pytest.mark.parametrize("written", [*REAL, "123-45-67891"])
def test_a_number_that_exists_is_taken_and_written_back_as_it_was(written: str) -> None:
    number = digits_of(written)
    assert objection_to_number(number) is None
    assert in_writing(number) == written


@pytest.mark.parametrize("written", REAL)
def test_every_wrong_digit_is_found(written: str) -> None:
    number = digits_of(written)
    for place, right in enumerate(number):
        for digit in set("0123456789") - {right}:
            wrong = number[:place] + digit + number[place + 1 :]
            assert objection_to_number(wrong) is not None, wrong


def test_the_ninth_digit_counts_its_tens_once_more() -> None:
    assert check_digit("123456789") == 1


@pytest.mark.parametrize(
    "spelling", ["1248100998", "124-81-00998", "124–81–00998", " 124 81 00998 ", "１２４-８１-００９９８"]
)
def test_hyphens_blanks_and_wide_digits_make_no_difference(spelling: str) -> None:
    assert digits_of(spelling) == "1248100998"


@pytest.mark.parametrize("written", ["123-45-6789", "", "12345678901", "abc", "124-81-0099X", "000-00-00000"])
def test_what_is_no_ten_digits_is_asked_for_anew(written: str) -> None:
    assert "ten digits" in str(objection_to_number(digits_of(written)))


def test_a_wrong_check_digit_has_its_own_sentence() -> None:
    assert "check digit" in str(objection_to_number("1234567890"))
