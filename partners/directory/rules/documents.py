"""When a document is dated, and when it may not be taken off the file. Pure; refuses in words."""

from collections.abc import Collection
from datetime import date

from partners.directory.rules.ties import BINDING_DOCUMENTS
from partners.foundation import dates
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l

#: ISO 639-1 codes of the languages in which papers come, most frequent first.
LANGUAGES = ("ko", "en", "zh", "ja", "vi", "mn", "ru", "es", "fr", "de", "th", "id", "uz", "kk", "km", "my", "ar")
#: Ties that somebody signed.
SIGNED_TIES = frozenset({"sister", "friendship", "mou", "csr_agreement", "partner_institution", "zone_operator"})


def read_date(text: str, today: date) -> tuple[date | None, str]:
    """The day of a document and the text to keep beside it; (None, "") when it is unknown.

    A month or a year alone stays text: 2019. 2. is no day. Raises Refusal at `date`.
    """
    try:
        read = dates.parse(text, year=today.year, today=today)
    except dates.DateNotUnderstood as problem:
        raise Refusal(problem.message, field="date") from problem
    times = [one for one in read if one.start is not None]
    if len(times) > 1:
        raise Refusal(_l("Write one date: that of the document."), field="date")
    if not times:
        return None, ""
    time = times[0]
    if time.start is not None and time.start > today:
        raise Refusal(_l("The date lies in the future. Check it."), field="date")
    if time.precision is not dates.Precision.DAY or time.start != time.end:
        return None, text
    return time.start, "" if time.start and text in (time.start.isoformat(), dates.official(time.start)) else text


def is_the_last_paper(type: str, others: Collection[str], living_ties: Collection[str]) -> bool:
    """Whether a signed tie rests on a document of this type alone; `others` are the types of the rest."""
    is_binding = type in BINDING_DOCUMENTS and not set(others) & set(BINDING_DOCUMENTS)
    return is_binding and bool(SIGNED_TIES & set(living_ties))
