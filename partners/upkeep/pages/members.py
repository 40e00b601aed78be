"""The records that acts are about: how they are called, where they lead, how their fields read."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from partners.accounts import queries as accounts
from partners.agreements.pages.changes import FIELD_LABELS as OF_CASES
from partners.agreements.queries.listing import cases_with
from partners.directory import queries as directory
from partners.directory.pages.words import field_label, field_text
from partners.directory.rules.contacts import CONTACT_LABELS
from partners.foundation.pages import official_day
from partners.foundation.words import _, _l, _n
from partners.interactions import queries as interactions
from partners.upkeep.rules.words import FIELD_LABELS


@dataclass(frozen=True)
class Named:
    """A record by name, and where its page is."""

    name: str
    url: str
    #: Of a partner: whose glyph stands before it.
    kind: str = ""
    is_group: bool = False
    #: A natural person: whoever shows it notes this id in the access log, under `Members.persons`.
    person: int | None = None
    #: What tells it from others of the same name.
    beside: str = ""


@dataclass(frozen=True)
class Members:
    """One kind of record."""

    label: Any
    counted: Callable[[int], str]
    named: Callable[[Collection[int]], Mapping[int, Named]]
    field: Callable[[str], Any]
    text: Callable[[str, Any], str]
    #: Under which kind of record the access log notes the persons among them.
    persons: str = "partners"


def in_thousands(text: str, number: int) -> str:
    """A count in words with its number as one reads it: 5,000곳."""
    return text.replace(str(number), f"{number:,}", 1)


def _partners(ids: Collection[int]) -> dict[int, Named]:
    return {
        one.id: Named(
            one.formal_name,
            url_for("directory.show", partner_id=one.id),
            one.section,
            one.is_group,
            one.id if one.is_person else None,
        )
        for one in directory.partners_named(ids).values()
    }


def _follow_ups(ids: Collection[int]) -> dict[int, Named]:
    titles = interactions.titles_of_follow_ups(ids)
    return {one: Named(title, url_for("follow_ups.show", follow_up_id=one)) for one, title in titles.items()}


def _cases(ids: Collection[int]) -> dict[int, Named]:
    return {
        row.id: Named(row.name, url_for("agreements.show", agreement_id=row.id), row.partner_kind or row.declared.kind)
        for row in cases_with(ids)
    }


def _contacts(ids: Collection[int]) -> dict[int, Named]:
    # Who is out of use has no page, and an act that took them out names them all the same.
    people, in_use = directory.contacts_named(ids, also_removed=True), {one.id for one in directory.contacts_named(ids)}
    places = directory.partners_named({one.partner_id for one in people})
    return {
        one.id: Named(
            one.name,
            _contact_url(one) if one.id in in_use else "",
            person=one.id,
            beside=places[one.partner_id].formal_name,
        )
        for one in people
    }


def _contact_url(one: directory.ContactName) -> str:
    return url_for("directory.contact", partner_id=one.partner_id, contact_id=one.id)


def _text(field: str, value: Any) -> str:
    """Fields that acts tell in their own words; all others are told by those who keep them."""
    if not value:
        return ""
    if field == "assignee":
        return accounts.user_names([int(value)]).get(int(value), str(value))
    if field == "due_on":
        return official_day(date.fromisoformat(value.strip('"')) if isinstance(value, str) else value)
    if field == "done" and value == "y":
        return str(_("Done"))
    return ", ".join(value) if isinstance(value, list) else str(value)


def _text_of_partner(field: str, value: Any) -> str:
    return _text(field, value) if field in FIELD_LABELS else field_text(field, value)


def _field_of_partner(field: str) -> Any:
    return FIELD_LABELS.get(field) or field_label(field)


MEMBERS: dict[str, Members] = {
    "partners": Members(
        _l("Partners"),
        lambda number: in_thousands(_n("%(num)s partner", "%(num)s partners", number), number),
        _partners,
        _field_of_partner,
        _text_of_partner,
    ),
    "follow_ups": Members(
        _l("Follow-ups"),
        lambda number: in_thousands(_n("%(num)s follow-up", "%(num)s follow-ups", number), number),
        _follow_ups,
        lambda name: FIELD_LABELS.get(name, name),
        _text,
    ),
    "agreements": Members(
        _l("Agreements"),
        lambda number: in_thousands(_n("%(num)s case", "%(num)s cases", number), number),
        _cases,
        lambda name: OF_CASES.get(name, name),
        field_text,
    ),
    "contacts": Members(
        _l("Contacts"),
        lambda number: in_thousands(_n("%(num)s contact", "%(num)s contacts", number), number),
        _contacts,
        lambda name: CONTACT_LABELS.get(name) or FIELD_LABELS.get(name) or field_label(name),
        # What reaches a person stands on the person's own page, for those who may see it.
        lambda name, value: _text(name, value) if name == "removed" else "",
        persons="contacts",
    ),
}


def gone(record: str, record_id: int) -> Named:
    """A record that is not there any more."""
    return Named(_("%(what)s no. %(number)s, not there any more", what=MEMBERS[record].label, number=record_id), "")
