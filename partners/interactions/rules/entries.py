"""What somebody wrote down about an interaction, and what it means. Pure; refuses in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from partners.foundation import dates, money
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l
from partners.interactions.rules.kinds import DIRECTIONS, KINDS

YEARS = range(1900, 2200)
LABEL_SEPARATOR = " / "


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An interaction as typed; the names are those of the form's fields."""

    kind: str
    title: str
    #: Ids; empty only when the recipients are not named, or the kind is for the public.
    partners: Sequence[int] = ()
    recipients_unspecified: bool = False
    recipients_text: str = ""
    #: As written: '20.7.7. / 10.14.
    date: str = ""
    undated: bool = False
    #: None: the year of the date, or of the business day when there is none.
    fiscal_year: int | None = None
    #: What each of several dates was: 체결 / 협정식.
    occurrence_labels: str = ""
    #: Empty: as usual for the kind.
    direction: str = ""
    item: str = ""
    #: 4,000천원, or a number in `amount_unit`; empty is unknown.
    amount: str = ""
    amount_unit: str = money.KKRW
    amount_approx: bool = False
    #: The amount is meant as typed, though it looks like thousands.
    confirm_amount: bool = False
    body: str = ""
    our_attendees: str = ""
    #: Ids of the people at the partners who took part.
    contacts: Sequence[int] = ()
    source: str = ""
    #: The team, for a writer who has none.
    team: int | None = None


@dataclass(frozen=True)
class Time:
    """One time it took place; both ends included."""

    starts_on: date
    ends_on: date
    precision: str
    text: str
    label: str
    year_implied: bool


@dataclass(frozen=True)
class Understood:
    """What an entry means: the record's columns by name, and when it took place."""

    columns: Mapping[str, Any]
    times: tuple[Time, ...]
    sort_on: date


class ThousandsMeant(Refusal):
    """A question rather than a no: "4,000" in won is probably 4,000천원."""

    def __init__(self, won: int) -> None:
        super().__init__(
            _l("Check whether thousand won was meant: this would be stored as %(won)s won.", won=f"{won:,}"), "amount"
        )
        self.won = won
        self.as_thousands = won * 1000


def understand(entry: Entry, today: date) -> Understood:
    """What the entry means on this business day. Raises a Refusal that names the field at fault."""
    kind = KINDS.get(entry.kind)
    if kind is None:
        raise Refusal(_l("Choose the kind."), field="kind")
    if not entry.title:
        raise Refusal(_l("Write in one line what it was."), field="title")
    check_partners(entry)
    times = read_times(entry, today)
    year = read_fiscal_year(entry, times, today)
    amount = read_amount(entry)
    sort_on = max((time.ends_on for time in times), default=date(year, 1, 1))
    columns = {
        "kind": kind.code,
        "direction": direction_of(entry),
        "title": entry.title,
        "item": entry.item,
        "amount_won": amount.won,
        "amount_approx": amount.won is not None and (amount.approx or entry.amount_approx),
        "amount_text": amount.as_written,
        "body": entry.body,
        "date_text": "" if entry.undated else entry.date.strip(),
        "is_dated": bool(times),
        "fiscal_year": year,
        "sort_on": sort_on,
        "recipients_unspecified": entry.recipients_unspecified,
        "recipients_text": entry.recipients_text if entry.recipients_unspecified else "",
        "our_attendees": entry.our_attendees,
    }
    return Understood(columns, times, sort_on)


def direction_of(entry: Entry) -> str:
    """The direction that was chosen, or the usual one of the kind."""
    if entry.direction and entry.direction not in DIRECTIONS:
        raise Refusal(_l("Choose the direction."), field="direction")
    return entry.direction or KINDS[entry.kind].direction


def check_partners(entry: Entry) -> None:
    """An interaction names a partner or says that its recipients are not named, unless it is for the public."""
    kind = KINDS.get(entry.kind)
    if entry.partners or entry.recipients_unspecified or (kind is not None and kind.public):
        return
    raise Refusal(_l("Choose a partner, or tick that the recipients are not named."), field="partners")


def read_times(entry: Entry, today: date) -> tuple[Time, ...]:
    """When it took place; empty when the date is declared unknown."""
    if entry.undated:
        return ()
    if not entry.date.strip():
        raise Refusal(_l("Write the date, or tick that it is unknown."), field="date")
    try:
        read = dates.parse(entry.date, year=entry.fiscal_year or today.year, today=today)
    except dates.DateNotUnderstood as problem:
        raise Refusal(problem.message, field="date") from problem
    found = [one for one in read if one.start is not None]
    labels = _labels(entry, len(found))
    return tuple(_time(one, label) for one, label in zip(found, labels, strict=True))


def read_fiscal_year(entry: Entry, times: Sequence[Time], today: date) -> int:
    """The fiscal year: as written, or that in which the first time begins, or the business year."""
    if entry.fiscal_year is None:
        return times[0].starts_on.year if times else today.year
    if entry.fiscal_year not in YEARS:
        raise Refusal(_l("Write a year such as 2020."), field="fiscal_year")
    if times and not any(time.starts_on.year <= entry.fiscal_year <= time.ends_on.year for time in times):
        raise Refusal(_l("The date does not lie in this fiscal year. Check both."), field="fiscal_year")
    return entry.fiscal_year


def read_amount(entry: Entry) -> money.Amount:
    """The amount in won; empty is unknown. Raises ThousandsMeant when won look like thousands."""
    try:
        amount = money.parse_amount(entry.amount, unit=entry.amount_unit)
    except money.AmountNotUnderstood as problem:
        raise Refusal(problem.message, field="amount") from problem
    doubtful = money.looks_like_thousands(entry.amount, unit=entry.amount_unit)
    if amount.won is not None and doubtful and not entry.confirm_amount:
        raise ThousandsMeant(amount.won)
    return amount


def _labels(entry: Entry, number: int) -> list[str]:
    labels = [label.strip() for label in entry.occurrence_labels.split("/")] if entry.occurrence_labels else []
    if labels and len(labels) != number:
        raise Refusal(_l("Write as many names as there are dates, with / between them."), field="occurrence_labels")
    return labels or [""] * number


def _time(read: dates.Occurrence, label: str) -> Time:
    if read.start is None or read.end is None:
        raise ValueError("An undated occurrence has no days.")
    return Time(read.start, read.end, read.precision.value, read.text, label, read.year_implied)
