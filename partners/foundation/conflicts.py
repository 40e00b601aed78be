"""Two people changed one record: what differs, in words, so that the second one decides and nothing is lost.

A form of a page is compared with a fresh form filled from the record as it stands now. Both are of one class, so
labels, choices and the way a value is written come from the fields themselves.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wtforms import BooleanField, Field, FileField, Form, HiddenField, SelectMultipleField, SubmitField
from wtforms.fields.choices import SelectFieldBase
from wtforms.widgets import HiddenInput

from partners.foundation.pages import official_day
from partners.foundation.words import _

#: How a field reads, for fields whose value does not say it by itself, such as ids of partners.
Words = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that holds something else on file than in the form. Empty words mean that nothing is there.

    `fills` is the id of the control that can take either value, "" when no single control can;
    `takes` and `keeps` are the values that the control is then given: one, or several for a list.
    """

    field: str
    label: Any
    theirs: str
    mine: str
    fills: str = ""
    takes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    #: Its second reader had not changed it: the form has taken what was saved.
    untouched: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the second writer is shown: who saved last and when (UTC), what differs, where leaving theirs leads."""

    differences: tuple[Difference, ...]
    who: str | None
    at: datetime | None
    leave: str
    #: What happened meanwhile, in whole sentences, where values do not tell it.
    told: tuple[str, ...] = ()


def differences(
    sent: Form, stored: Form, apart_from: frozenset[str] = frozenset(), words: Mapping[str, Words] | None = None
) -> tuple[Difference, ...]:
    """The fields of `sent` whose value is another one in `stored`, in the order of the form.

    `apart_from` names fields that speak of the change and not of the record, such as its reason.
    A field that was not sent says nothing, except where not to tick is an answer.
    """
    compared = (field for field in sent if field.short_name in stored and field.short_name not in apart_from)
    both = ((field, stored[field.short_name]) for field in compared if not _is_hidden(field) and _was_sent(field))
    told = words or {}
    return tuple(
        _difference(mine, theirs, told.get(mine.short_name))
        for mine, theirs in both
        if _differ(mine, theirs, by_value=mine.short_name in told)
    )


def seen_in(form: Form) -> str:
    """What its reader sees in each field, as digests by the field's name: sent along, it tells what was typed since."""
    shown = {field.short_name: _digest(field) for field in form if not _is_hidden(field) and not _is_file(field)}
    return json.dumps(shown, separators=(",", ":"))


def is_untouched(field: Field, seen: str) -> bool:
    """Whether the field was sent as its reader had found it; nobody knows without `seen`."""
    try:
        found = json.loads(seen)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get(field.short_name) == _digest(field)


def take(mine: Field, theirs: Field) -> None:
    """Let the field hold what stands in the other one, whatever was sent."""
    mine.raw_data, mine.data = None, theirs.data


def _digest(field: Field) -> str:
    return hashlib.sha256(in_words(field).encode()).hexdigest()[:12]


def _is_file(field: Field) -> bool:
    return isinstance(field, FileField)


def _is_hidden(field: Field) -> bool:
    return isinstance(field, HiddenField | SubmitField) or isinstance(field.widget, HiddenInput)


def _was_sent(field: Field) -> bool:
    return bool(field.raw_data) or isinstance(field, BooleanField | SelectMultipleField)


def _differ(mine: Field, theirs: Field, by_value: bool) -> bool:
    if (mine.data or None) == (theirs.data or None):
        return False
    return by_value or in_words(mine) != in_words(theirs)


def _difference(mine: Field, theirs: Field, words: Words | None) -> Difference:
    return Difference(
        field=mine.short_name,
        label=mine.label.text,
        theirs=words(theirs.data) if words else in_words(theirs),
        mine=words(mine.data) if words else in_words(mine),
        fills="" if words else mine.id,
        takes=_held(theirs),
        keeps=_held(mine),
    )


def in_words(field: Field) -> str:
    """The value of a field as people read it; "" when it is empty."""
    if isinstance(field, BooleanField):
        return str(_("Yes") if field.data else _("No"))
    if isinstance(field, SelectFieldBase):
        return ", ".join(str(choice.label) for choice in field.iter_choices() if choice.selected)
    if isinstance(field.data, date):
        return official_day(field.data)
    if isinstance(field.data, list):
        return ", ".join(map(str, field.data))
    return "".join(_held(field))


def _held(field: Field) -> tuple[str, ...]:
    """What its control holds: the text, the values that are chosen, nothing for a box that is not ticked."""
    if isinstance(field, BooleanField):
        return ("y",) if field.data else ()
    if isinstance(field, SelectFieldBase):
        return tuple(str(choice.value) for choice in field.iter_choices() if choice.selected)
    written = getattr(field, "_value", None)
    return (str(written()),) if written and written() else ()
