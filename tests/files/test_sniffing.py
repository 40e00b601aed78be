"""What is inside decides: every type that is taken, and what must not pass for it."""

import pytest

from partners.files.rules import BY_ENDING
from partners.files.sniffing import Unfit, examine
from tests.support.papers import SOUND


@pytest.mark.parametrize("ending", SOUND)
def test_a_sound_file_is_taken(ending: str) -> None:
    examine(SOUND[ending], BY_ENDING[ending])


def test_every_type_has_a_sound_example() -> None:
    assert set(SOUND) == set(BY_ENDING)


@pytest.mark.parametrize("ending", SOUND)
@pytest.mark.parametrize("claimed", SOUND)
def test_a_wrong_ending_is_refused(ending: str, claimed: str) -> None:
    alike = {ending, claimed} <= {"jpg", "jpeg"} or {ending, claimed} <= {"txt", "csv"}
    if ending != claimed and not alike:
        with pytest.raises(Unfit):
            examine(SOUND[ending], BY_ENDING[claimed])


@pytest.mark.parametrize("ending", SOUND)
def test_a_file_cut_off_anywhere_is_refused_and_never_an_error(ending: str) -> None:
    whole = SOUND[ending]
    for length in range(0, len(whole) - 1, max(1, len(whole) // 200)):
        try:
            examine(whole[:length], BY_ENDING[ending])
        except Unfit:
            continue
        assert ending in {"txt", "csv", "pdf", "hwp"}, f"{ending} cut to {length} bytes was taken"
