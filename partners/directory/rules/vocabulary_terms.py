"""What a new term of a vocabulary is called, and where it stands. Pure."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from partners.directory.rules.places import Objection
from partners.directory.rules.vocabularies import Term
from partners.foundation.hangul import fold
from partners.foundation.words import _, _l

LONGEST_LABEL = 60
_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")


def code_for(label_en: str, taken: Collection[str]) -> str:
    """A code that nobody has yet: from the English label where there is one. It never changes later."""
    words = _NOT_IN_CODES.sub("_", label_en.lower())[:40].strip("_") or "term"
    number, code = 2, words
    while code in taken:
        number, code = number + 1, f"{words}_{number}"
    return code


def objection_to_label(label_ko: str, label_en: str, others: Collection[Term]) -> Objection:
    """Why a term cannot be called so, or None. `others` are the terms beside it, retired ones too."""
    if not fold(label_ko):
        return "label_ko", _l("Write what it is called in Korean.")
    for one in others:
        if fold(one.label_ko) == fold(label_ko):
            return "label_ko", _already(one.label_ko, one.is_retired)
        if label_en and fold(one.label_en) == fold(label_en):
            return "label_en", _already(one.label_en, one.is_retired)
    return None


def _already(label: str, is_retired: bool) -> Any:
    if is_retired:
        return _("“%(label)s” is here, but retired. Bring it back instead.", label=label)
    return _("“%(label)s” is here already.", label=label)


def moved(ids: Sequence[int], term_id: int, step: int) -> list[int]:
    """The order after one term went up (-1) or down (1); at its end it stays."""
    order = list(ids)
    place = order.index(term_id)
    target = min(max(place + step, 0), len(order) - 1)
    order.insert(target, order.pop(place))
    return order
