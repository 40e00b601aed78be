"""The memory of the server's workers: shared as far as it can be, and given back when an answer is done."""

import ctypes
import gc

#: glibc's names for what `mallopt` sets (malloc.h).
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
#: A block of this size and more comes from the system itself and goes back to it as soon as it is free.
LARGE_BYTES = 128 * 1024
#: Each thread would have a heap of its own and keep in it what its largest answer needed. Python lets one thread
#: work at a time, so two heaps are enough for all.
HEAPS = 2


def prepare_to_fork() -> None:
    """Call before workers are copied from this process.

    What was loaded by now stays for good: the garbage collector looks at it no more, so that the copies share its
    pages instead of writing into them.
    """
    _give_back_what_is_free()
    gc.collect()
    gc.freeze()


def _give_back_what_is_free() -> None:
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        # Another C library, which has its own ways.
        return
    set_option(M_ARENA_MAX, HEAPS)
    set_option(M_TRIM_THRESHOLD, LARGE_BYTES)
    set_option(M_MMAP_THRESHOLD, LARGE_BYTES)
