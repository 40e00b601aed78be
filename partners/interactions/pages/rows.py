"""A row of the list of interactions; what rows share is looked up once a page and not once a row."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from partners.foundation.clock import SEOUL
from partners.foundation.money import in_kkrw, in_won
from partners.foundation.words import _
from partners.interactions.queries import InteractionRow
from partners.interactions.rules import KINDS


class RowWords:
    """Kinds, amounts and years in the language of the answer."""

    def __init__(self) -> None:
        self.kind = cache(lambda code: str(KINDS[code].label))
        self.year = cache(lambda year: str(_("Year %(year)s", year=year)))
        self.amount = cache(_amount)


@dataclass(frozen=True)
class ListedInteraction:
    """A row of the list."""

    it: InteractionRow
    words: RowWords

    @property
    def date_line(self) -> str:
        """Its times in one line; empty when the date is unknown."""
        return " / ".join(self.it.date_line)

    @property
    def kind(self) -> str:
        return self.words.kind(self.it.kind.code)

    @property
    def year(self) -> str:
        return self.words.year(self.it.fiscal_year)

    @property
    def amount(self) -> tuple[str, str]:
        """As one reads it, and in won."""
        return self.words.amount(self.it.amount_won, self.it.amount_approx)

    @property
    def recorded_on(self) -> date:
        """The day in Seoul on which it was written down."""
        return self.it.created_at.astimezone(SEOUL).date()


def listed(rows: list[InteractionRow]) -> list[ListedInteraction]:
    words = RowWords()
    return [ListedInteraction(row, words) for row in rows]


def _amount(won: int, approx: bool) -> tuple[str, Any]:
    text = in_kkrw(won)
    return (str(_("about %(amount)s", amount=text)) if approx else text), in_won(won)
