"""What is read for page after page and seldom changes: teams, people, tags, settings. Read once a process while it stands.

Each of these tables bears a stamp (`lists.tallies`). It is asked before the table is read, so that what is remembered
is never older than its stamp; all stamps come with the numbers of the menu, in one statement a request.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import current_app

from partners.foundation.database import is_writing
from partners.lists.tallies import stamps

P = ParamSpec("P")
R = TypeVar("R")

#: The tables that have a stamp (migrations).
STAMPED = frozenset({"teams", "users", "tags", "pipeline_settings", "vocabulary_terms", "saved_views", "view_marks"})
KEY = "partners.remembered"
#: With more answers than these everything is forgotten: some are a person's own.
MOST = 2_000


def remembered(*tables: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Have a query answer from memory as long as these tables, all that it reads, stand as they were.

    Its answer goes to everybody who asks: values that nobody can change, and no records. A transaction that writes
    remembers nothing, since it may have changed the tables itself.
    """
    if not STAMPED.issuperset(tables):
        raise ValueError(f"Without a stamp nobody sees them change: {set(tables) - STAMPED}")

    def remember(read: Callable[P, R]) -> Callable[P, R]:
        @wraps(read)
        def answer(*args: P.args, **kwargs: P.kwargs) -> R:
            if is_writing():
                return read(*args, **kwargs)
            stamp, asked = stamps(*tables), (read, args, *kwargs.items())
            kept = _memory()
            known = kept.get(asked)
            if known is None or known[0] != stamp:
                known = kept[asked] = (stamp, read(*args, **kwargs))
            found: R = known[1]
            return found

        return answer

    return remember


def _memory() -> dict[Any, tuple[tuple[int, ...], Any]]:
    """What this process remembers of the app's database."""
    kept: dict[Any, Any] = current_app.extensions.setdefault(KEY, {})
    if len(kept) >= MOST:
        kept.clear()
    return kept
