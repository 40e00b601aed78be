"""The history of a partner as its panel shows it: bands, days, what each entry says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from partners.agreements.queries.ahead import FollowUpEntry
from partners.agreements.queries.entries import MoveEntry
from partners.agreements.queries.timeline import Entry, Group, InteractionEntry, Sort, Timeline
from partners.agreements.rules.cursors import write_cursor
from partners.directory.kinds import persons_among
from partners.directory.queries import PartnerInShort, PartnerName
from partners.foundation.dates import Precision
from partners.foundation.words import _, _l, _n
from partners.interactions import wording
from partners.interactions.pages.records import amount
from partners.interactions.queries import InteractionRow, OccurrenceRow

SORT_LABELS = {
    Sort.ALL: _l("All"),
    Sort.INTERACTIONS: _l("Interactions"),
    Sort.PAPERS: _l("Papers and stages"),
    Sort.AHEAD: _l("To do"),
}


@dataclass(frozen=True)
class HistoryPage:
    """One page of a partner's history."""

    partner: PartnerInShort
    sort: Sort
    counts: Mapping[Sort, int]
    timeline: Timeline

    @property
    def pills(self) -> list[dict[str, Any]]:
        return [
            {"label": label, "count": self.counts[sort], "url": self.address(sort), "current": sort is self.sort}
            for sort, label in SORT_LABELS.items()
        ]

    @property
    def total(self) -> int:
        return self.counts[Sort.ALL]

    @property
    def further(self) -> str | None:
        """The address of the entries before these."""
        more = self.timeline.more
        return self.address(self.sort, before=write_cursor(more)) if more else None

    def address(self, sort: Sort, before: str | None = None) -> str:
        shown = None if sort is Sort.ALL else sort.value
        return url_for("agreements.history", partner_id=self.partner.id, show=shown, before=before)

    @property
    def persons(self) -> list[int]:
        """Natural persons whose names this page shows."""
        entries = [entry for group in self.timeline.groups for entry in group.entries]
        rows = [entry.row for entry in entries if isinstance(entry, InteractionEntry | FollowUpEntry)]
        return persons_among([self.partner]) + [person for row in rows for person in row.persons]


def band(group: Group) -> str:
    """What stands over a group: ahead, a year, or that no date is known."""
    if group.ahead:
        return str(_("Ahead"))
    if group.year is None:
        return str(_("Date unknown"))
    return str(_("%(year)s, continued", year=group.year) if group.continued else _("Year %(year)s", year=group.year))


def counted(group: Group) -> str:
    """How many entries stand in a group."""
    return str(_n("%(num)s entry", "%(num)s entries", len(group.entries)))


def day_of(entry: Entry | FollowUpEntry, group: Group) -> tuple[str, str]:
    """The day of an entry in two short lines; two empty ones when it is unknown."""
    if entry.on is None:
        return "", ""
    if group.ahead:
        return day_with_year(entry.on)
    times = entry.row.occurrences if isinstance(entry, InteractionEntry) else ()
    return wording.in_year(times[-1] if times else _one_day(entry.on))


def day_with_year(on: date | None) -> tuple[str, str]:
    """A day in two short lines where no year stands over it: ("3. 24.", "2020년")."""
    return ("", "") if on is None else (wording.in_year(_one_day(on))[0], _("Year %(year)s", year=on.year))


def _one_day(on: date) -> OccurrenceRow:
    return OccurrenceRow(on, on, Precision.DAY, "", "", False)


def all_days(row: InteractionRow) -> str:
    """All days of an interaction that has several: 체결 2020. 7. 7. / 협정식 2020. 10. 14."""
    if len(row.occurrences) < 2:
        return ""
    return " / ".join(f"{time.label} {wording.as_printed(time)}".strip() for time in row.occurrences)


def worth(row: InteractionRow) -> str | None:
    """The amount as printed; None when it is unknown."""
    return None if row.amount_won is None else amount(row.amount_won, row.amount_approx)


def companions(row: InteractionRow, partner: PartnerInShort) -> tuple[PartnerName, ...]:
    """The other partners that an interaction names."""
    return row.others([partner.id])


def passed_gates(move: MoveEntry) -> list[Any]:
    """The names of the gates that a manager passed by."""
    known = move.declared.gates
    return [known[code].label if code in known else code for code in move.overridden]
