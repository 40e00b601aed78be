"""The lists behind a review's figures, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from partners.agreements.queries.as_of import office_on
from partners.directory.kinds import KINDS
from partners.foundation.clock import today
from partners.interactions.queries.silence import partners_spoken_with
from partners.lists.keyset import PAGE_SIZE, BadPage
from partners.reports import rules
from partners.reports.queries import state_on
from partners.reports.rules.lines import SHOWN_LABELS, Line, LinesFilter, Shown, read_filter

MOST_PAGES = 100_000


@dataclass(frozen=True)
class LinesPage:
    """One page of a list, and how many lines it has in all."""

    asked: LinesFilter
    lines: Sequence[Line]
    total: int
    page: int

    @property
    def title(self) -> str:
        return str(SHOWN_LABELS[self.asked.shown])

    @property
    def is_today(self) -> bool:
        return self.asked.day == today()

    @property
    def where(self) -> list[str]:
        """The pipeline and the stage that it is narrowed to, in words."""
        pipelines = office_on(self.asked.day).pipelines
        pipeline = pipelines.get(self.asked.pipeline)
        if pipeline is None:
            return []
        stage = pipeline.find_stage(self.asked.stage)
        return [str(pipeline.label), *([str(stage.label)] if stage else [])]

    @property
    def review_url(self) -> str:
        day: dict[str, Any] = {} if self.is_today else {"as_of": self.asked.day.isoformat()}
        return url_for("reports.review", **day)

    @property
    def previous_url(self) -> str | None:
        return self._url(self.page - 1) if self.page > 1 else None

    @property
    def next_url(self) -> str | None:
        return self._url(self.page + 1) if self.page * PAGE_SIZE < self.total else None

    @property
    def persons(self) -> list[int]:
        """Natural persons whom the page names, for the access log."""
        return [line.partner_id for line in self.lines if line.partner_id is not None and KINDS[_kind(line)].is_person]

    def glyph(self, line: Line) -> str:
        return _kind(line)

    def days(self, line: Line) -> int | None:
        """How long it has stood there; None where the day is unknown."""
        return None if line.since is None else max((self.asked.day - line.since).days, 0)

    def _url(self, page: int) -> str:
        return url_for("reports.lines", **self.asked.address, page=page if page > 1 else None)


def lines_page(asked: Mapping[str, str]) -> LinesPage:
    """The list that an address asks for. Raises UnknownFilter and BadPage."""
    found = read_filter(asked, office_on(today()).pipelines, today())
    now = state_on(found.day)
    before = state_on(found.since) if found.compares and found.since else now
    spoken = (
        partners_spoken_with({tie.partner_id for tie in now.sisters}, found.day)
        if found.shown is Shown.SILENT
        else set()
    )
    lines = rules.lines(found, office_on(found.day).pipelines.values(), now, before, spoken)
    page = _page(asked.get("page", ""))
    return LinesPage(found, lines[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], len(lines), page)


def _page(value: str) -> int:
    if not value:
        return 1
    if not (value.isascii() and value.isdigit() and 0 < int(value[:9]) <= MOST_PAGES):
        raise BadPage()
    return int(value)


def _kind(line: Line) -> str:
    if line.tie:
        return line.tie.kind
    return line.pipeline.kind if line.pipeline else "city"
