"""Round years of ties: every fifth since the signature. Pure."""

from datetime import date

EVERY = 5


def next_round_year(signed_on: date, today: date) -> tuple[int, date]:
    """Which round anniversary comes next, today included, and on which day (29 February: on 1 March)."""
    years = max(EVERY, (today.year - signed_on.year) // EVERY * EVERY)
    while _on(signed_on, years) < today:
        years += EVERY
    return years, _on(signed_on, years)


def _on(signed_on: date, years: int) -> date:
    try:
        return signed_on.replace(year=signed_on.year + years)
    except ValueError:
        return date(signed_on.year + years, 3, 1)
