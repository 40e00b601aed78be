"""Hits as pages show them: where each leads, what it is, how it reads beside others; and the page of results."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from partners.agreements.queries.office import office
from partners.agreements.vocabulary import OPEN, STATE_LABELS
from partners.directory.kinds import KINDS
from partners.directory.queries import PartnerName
from partners.directory.rules.names import other_name
from partners.directory.rules.places import region_name
from partners.directory.rules.words import DOCUMENT_LABELS, Band
from partners.foundation.pages import country_name, official_day
from partners.foundation.words import _, _l
from partners.interactions import queries as interactions
from partners.interactions.rules import KINDS as INTERACTION_KINDS
from partners.lists.hits import Hit
from partners.search.models import SearchMark
from partners.search.queries import Found
from partners.search.rules import MOST_OFFERED, Asked, Record, marked

RECORD_LABELS: dict[str, Any] = {
    Record.PARTNER: _l("Partners"),
    Record.CONTACT: _l("Contacts"),
    Record.AGREEMENT: _l("Agreements"),
    Record.INTERACTION: _l("Interactions"),
    Record.DOCUMENT: _l("Documents"),
}
ICONS: dict[str, str] = {
    Record.CONTACT: "user",
    Record.AGREEMENT: "agreement",
    Record.INTERACTION: "list",
    Record.DOCUMENT: "note",
}


#: So many partners of an interaction are named in a line.
MOST_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class Line:
    """One hit as it stands in a list."""

    hit: Hit
    url: str
    name: str
    other: str
    #: What it is, in words; where it belongs.
    what: Any
    where: str
    #: Pieces of the name, each with whether it is what was looked for.
    pieces: Sequence[tuple[str, bool]] = ()
    is_pinned: bool = False
    was_opened: bool = False
    #: Ids of the natural persons among the partners that it names.
    persons: Sequence[int] = ()

    @property
    def has_glyph(self) -> bool:
        return self.hit.record == Record.PARTNER

    @property
    def is_group(self) -> bool:
        return self.hit.band == Band.GROUPS

    @property
    def icon(self) -> str:
        return ICONS[self.hit.record]

    @property
    def opened_url(self) -> str:
        """Where it is noted that the person opened it."""
        return url_for("search.opened", record=self.hit.record, record_id=self.hit.id)


@dataclass(frozen=True)
class Offered:
    """What stands under the box while somebody types."""

    asked: Asked
    lines: Sequence[Line]
    #: Nothing was as typed; these are like it.
    is_loose: bool = False
    stopped: Any = ""


@dataclass(frozen=True)
class Results:
    """Everything that the page of results shows."""

    asked: Asked
    found: Found
    lines: Mapping[str, Sequence[Line]]
    records: Sequence[str]
    #: Why nothing could be looked for to the end.
    stopped: Any = ""

    @property
    def all_lines(self) -> list[Line]:
        return [line for lines in self.lines.values() for line in lines]

    @property
    def is_empty(self) -> bool:
        return not any(self.lines.values())

    @property
    def total(self) -> str:
        numbers = self.found.counts.values()
        return f"{sum(count.number for count in numbers):,}" + ("+" if any(count.capped for count in numbers) else "")

    @property
    def facets(self) -> list[dict[str, Any]]:
        """All, and each kind with how many there are."""
        every = {"label": _("All kinds"), "url": self._url(""), "current": not self.asked.record, "count": self.total}
        return [every, *map(self._facet, self.records)]

    def count(self, record: str) -> str:
        count = self.found.counts[record]
        return f"{count.number:,}" + ("+" if count.capped else "")

    def has_more(self, record: str) -> bool:
        return self.found.counts[record].number > len(self.lines[record])

    def label(self, record: str) -> Any:
        return RECORD_LABELS[record]

    def url_of(self, record: str) -> str:
        return self._url(record)

    @property
    def previous_url(self) -> str | None:
        return self._page_url(self.found.page.previous if self.found.page else None)

    @property
    def next_url(self) -> str | None:
        return self._page_url(self.found.page.next if self.found.page else None)

    def _facet(self, record: str) -> dict[str, Any]:
        current = self.asked.record == record
        return {
            "label": RECORD_LABELS[record],
            "url": self._url(record),
            "current": current,
            "count": self.count(record),
        }

    def _page_url(self, page: str | None) -> str | None:
        return url_for("search.results", q=self.asked.q, record=self.asked.record, page=page) if page else None

    def _url(self, record: str) -> str:
        return url_for("search.results", q=self.asked.q, record=record or None)


def results_page(asked: Asked, found: Found, marks: Sequence[SearchMark], records: Sequence[str]) -> Results:
    lines = _lines(found.shown, asked.q, marks)
    by_record = {record: [line for line in lines if line.hit.record == record] for record in found.hits}
    return Results(asked, found, by_record, records)


def stopped_page(asked: Asked, records: Sequence[str], why: Any) -> Results:
    """The same page when the search was stopped: what was typed stays, and why."""
    return Results(asked, Found(), {}, records, stopped=why)


def offered(asked: Asked, found: Found, marks: Sequence[SearchMark]) -> Offered:
    """What the person pinned or opened before stands first, then each kind in its order."""
    lines = _lines(found.shown, asked.q, marks)
    if asked.is_empty:
        places = {(mark.record, mark.record_id): place for place, mark in enumerate(marks)}
        lines.sort(key=lambda line: places[line.hit.record, line.hit.id])
    else:
        lines.sort(key=lambda line: (not line.is_pinned, not line.was_opened))
    return Offered(asked, lines[:MOST_OFFERED], found.is_loose)


def persons_in(lines: Iterable[Line]) -> list[int]:
    """Ids of the partners who are natural persons and are named in these lines."""
    return [one for line in lines for one in line.persons]


def contacts_in(lines: Iterable[Line]) -> list[int]:
    """Ids of the contacts in these lines."""
    return [line.hit.id for line in lines if line.hit.record == Record.CONTACT]


def _lines(hits: Sequence[Hit], q: str, marks: Sequence[SearchMark]) -> list[Line]:
    named = interactions.partners_of([hit.id for hit in hits if hit.record == Record.INTERACTION])
    pinned = {(mark.record, mark.record_id) for mark in marks if mark.pinned_at}
    opened = {(mark.record, mark.record_id) for mark in marks if mark.opened_at}
    drawn = [_of_interaction(hit, named[hit.id]) if hit.record == Record.INTERACTION else _line(hit) for hit in hits]
    return [
        replace(
            line,
            pieces=marked(line.name, q),
            is_pinned=(line.hit.record, line.hit.id) in pinned,
            was_opened=(line.hit.record, line.hit.id) in opened,
        )
        for line in drawn
    ]


def _line(hit: Hit) -> Line:
    line = _DRAWN[hit.record](hit)
    is_person = bool(hit.partner_kind) and KINDS[hit.partner_kind].is_person
    return replace(line, persons=[hit.partner_id] if is_person and hit.partner_id else [])


def _of_partner(hit: Hit) -> Line:
    kind = KINDS[hit.partner_kind]
    other = other_name(hit.name, hit.name_native, hit.name_en)
    where = region_name(hit.region) or country_name(hit.country)
    url = url_for("directory.show", partner_id=hit.id)
    return Line(hit=hit, url=url, name=hit.name, other=other, what=kind.label, where=where)


def _of_contact(hit: Hit) -> Line:
    url = url_for("directory.contact", partner_id=hit.partner_id, contact_id=hit.id)
    return Line(hit=hit, url=url, name=hit.name, other=hit.name_native, what=hit.detail, where=hit.partner_name)


def _of_agreement(hit: Hit) -> Line:
    pipeline = office().pipelines[hit.code]
    stage = pipeline.find_stage(hit.stage)
    is_open = hit.state == OPEN
    return Line(
        hit=hit,
        url=url_for("agreements.show", agreement_id=hit.id),
        name=hit.partner_name or hit.name or str(pipeline.label),
        other=hit.name if hit.partner_name else "",
        what=pipeline.label,
        where=str(stage.label) if stage and is_open else str(STATE_LABELS.get(hit.state, "")),
    )


def _of_document(hit: Hit) -> Line:
    url = url_for("directory.document", document_id=hit.id)
    day = official_day(hit.on_day) or _("Date unknown")
    what = DOCUMENT_LABELS.get(hit.code, hit.code)
    return Line(hit=hit, url=url, name=hit.name, other=day, what=what, where=hit.partner_name)


def _of_interaction(hit: Hit, named: Sequence[PartnerName]) -> Line:
    where = ", ".join(partner.name_ko for partner in named[:MOST_NAMED])
    more = len(named) - MOST_NAMED
    return Line(
        hit=hit,
        url=url_for("interactions.show", interaction_id=hit.id),
        name=hit.name,
        other=hit.detail or _("%(year)s, date unknown", year=hit.year),
        what=INTERACTION_KINDS[hit.code].label,
        where=_("%(names)s and %(num)s more", names=where, num=more) if more > 0 else where,
        persons=[partner.id for partner in named if partner.is_person],
    )


_DRAWN: dict[str, Callable[[Hit], Line]] = {
    Record.PARTNER: _of_partner,
    Record.CONTACT: _of_contact,
    Record.AGREEMENT: _of_agreement,
    Record.DOCUMENT: _of_document,
}
