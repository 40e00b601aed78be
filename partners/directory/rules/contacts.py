"""What must hold of a contact and of its posts, and how long its data may still be kept. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from partners.directory.rules.places import Objection
from partners.directory.rules.reach import is_mail, read_phone
from partners.foundation.words import Words, _l

#: Columns of a contact and of a post that a person writes, besides those of the legal basis.
PERSON_COLUMNS = ("name", "name_other", "phone", "mobile", "email", "languages", "note")
POST_COLUMNS = ("department", "title", "duty", "starts_on")
PHONES = ("phone", "mobile")
#: What only those see in full who work with the person; others get a mask.
DETAILS = ("phone", "mobile", "email", "note")

#: A retention that ends within so many days is pointed out.
SOON = timedelta(days=90)

CONTACT_LABELS: dict[str, Any] = {
    "name": _l("Name"),
    "name_other": _l("Name in English or its own script"),
    "department": _l("Department"),
    "title": _l("Position"),
    "duty": _l("What the person does for us"),
    "phone": _l("Phone"),
    "mobile": _l("Mobile phone"),
    "email": _l("Mail address"),
    "languages": _l("Languages"),
    "note": _l("Note"),
    "starts_on": _l("In the post since"),
    "ends_on": _l("Last day in the post"),
    "partner": _l("Partner"),
    "reason": _l("Reason"),
    "merged_from": _l("Merged record"),
    "merged_into": _l("Merged into"),
}

ACTION_LABELS: dict[str, Any] = {
    "contact:registered": _l("Registered"),
    "contact:edited": _l("Corrected"),
    "contact:post:changed": _l("Changed posts"),
    "contact:moved": _l("Moved to another partner"),
    "contact:left": _l("Left the post"),
    "contact:removed": _l("Taken out of use"),
    "contact:brought_back": _l("In use again"),
    "contact:merged": _l("Another record was merged into this one"),
    "contact:merged_away": _l("Merged into another record"),
    "contact:deleted": _l("Deleted: put into the trash"),
    "contact:undeleted": _l("Brought back from the trash"),
    "contact:taken_back": _l("Taken back"),
}


class Retention(StrEnum):
    """Where the data of a person stands on its way to destruction."""

    KEPT = "kept"
    SOON = "soon"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Post(Protocol):
    """A post, as far as rights and rules look at it. It belongs to the team of its partner."""

    @property
    def is_current(self) -> bool: ...
    @property
    def owner_team_id(self) -> int: ...


P = TypeVar("P", bound=Post)


def retention_of(until: date | None, today: date) -> Retention:
    """How long the data may still be kept: its last day is `until`."""
    if until is None:
        return Retention.UNKNOWN
    if until < today:
        return Retention.ENDED
    return Retention.SOON if until <= today + SOON else Retention.KEPT


def objection_to_use(retain_until: date | None, today: date) -> Words | None:
    """Why a person's record that was taken out of use cannot come back, or None."""
    if retention_of(retain_until, today) is Retention.ENDED:
        return _l("The data may be kept no longer: the record cannot come back. It is to be destroyed.")
    return None


def deciding_posts(posts: Sequence[P]) -> list[P]:
    """The posts whose teams work with the person: those held now; of a person who left, all."""
    return [post for post in posts if post.is_current] or list(posts)


def objection_to_contact(told: Mapping[str, Any], country: str) -> Objection:
    """Why the person cannot be registered like this: the field at fault and the sentence, or None.

    Phones are read as dialled in the partner's country unless they begin with +.
    """
    if not told.get("name"):
        return "name", _l("Write the person's name.")
    for field in PHONES:
        if told.get(field) and read_phone(told[field], country) is None:
            return field, _l(
                "This is no phone number of the partner's country. Check it, or begin with + and the country's number."
            )
    if told.get("email") and not is_mail(told["email"]):
        return "email", _l("Write a mail address such as name@example.org.")
    return None


def objection_to_days(starts_on: date | None, ends_on: date | None, today: date) -> Objection:
    """Why somebody cannot have held a post on these days, or None. Unknown days are no fault."""
    if starts_on is not None and starts_on > today:
        return "starts_on", _l("This day lies ahead. Write it down once it has come.")
    if ends_on is not None and ends_on > today:
        return "ends_on", _l("This day lies ahead. Write it down once it has come.")
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        return "ends_on", _l("The last day lies before the first. Check both.")
    return None


def objection_to_change(before: date | None, ends_on: date | None, starts_on: date | None, today: date) -> Objection:
    """Why a post that began on `before` cannot end and the next begin on these days, or None."""
    objection = objection_to_days(before, ends_on, today) or objection_to_days(starts_on, None, today)
    if objection:
        return objection
    if ends_on is not None and starts_on is not None and starts_on < ends_on:
        return "starts_on", _l("The new post begins before the old one ends. Check both days.")
    if before is not None and starts_on is not None and starts_on < before:
        return "starts_on", _l("The new post begins before the old one began. Check the day.")
    return None
