"""What is inside decides: every type that is taken, and what must not pass for it."""

import struct
import tracemalloc

import pytest

from partners.files.rules import BY_ENDING
from partners.files.sniffing import Unfit, examine
from tests.support.papers import SOUND, hwp


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


def test_a_document_that_names_its_table_again_and_again_takes_no_memory() -> None:
    """12 KB of HWP whose list of tables leads back to itself: read out, it would be 250 GB."""
    head = bytearray(hwp()[:512].ljust(4096, b"\x00"))
    struct.pack_into("<H", head, 30, 12)
    struct.pack_into("<II", head, 68, 0, 0xFFFFFFFF)
    struct.pack_into("<109I", head, 76, *[0] * 109)
    tracemalloc.start()
    with pytest.raises(Unfit):
        examine(bytes(head) + bytes(8192), BY_ENDING["hwp"])
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2**20
