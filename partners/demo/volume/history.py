"""Interactions and follow-ups: few partners have much of them, most have little."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from partners.accounts.models import Team
from partners.demo.volume.bulk import Bulk, Row
from partners.demo.volume.registry import Known, Registry
from partners.demo.volume.searching import columns, searched
from partners.demo.volume.words import Chance, words
from partners.foundation.dates.writing import official
from partners.interactions.models import FollowUp, Interaction, InteractionPartner, Occurrence
from partners.interactions.rules import KINDS

#: With the busiest partner so much passed; in a small office at most a tenth of all.
HOTTEST = 2_500
#: The greater, the more passes with few.
SKEW = 1.6
#: Of all interactions, those that name nobody, a second partner, no day, only a month.
NOBODY, TWO, UNDATED, MONTHLY = 0.03, 0.06, 0.02, 0.03
FIRST_YEAR, LAST_DAY = 2011, date(2020, 11, 19)
TEAM_OF = {"city": "exchange", "institution": "exchange", "company": "csr"}


@dataclass(slots=True)
class Latest:
    """What lists show of the interactions of a partner: how many, and which came last."""

    count: int = 0
    rank: tuple[date, bool, int] = (date.min, False, 0)
    kind: str = ""
    title: str = ""
    text: str = ""


class History:
    """Interactions on their way into the database, and the standing of partners that follows from them."""

    def __init__(self, bulk: Bulk, chance: Chance, registry: Registry, teams: dict[str, Team], number: int) -> None:
        self.bulk, self.chance, self.number = bulk, chance, number
        self.teams = {code: team.id for code, team in teams.items()}
        self.partners = registry.partners
        self.busy = _by_business(registry, chance)
        self.hottest = min(HOTTEST, number // 10)
        self.latest: dict[int, Latest] = {}
        self.links: tuple[array[int], array[int], array[int]] = (array("l"), array("l"), array("l"))
        self.times: list[Row] = []

    def write(self) -> dict[int, Latest]:
        """Write them in the order of their days; returns the latest of each partner."""
        self.bulk.write(Interaction, COLUMNS, self._interactions())
        links = zip(self.links[0], self.links[1], map(date.fromordinal, self.links[2]), strict=True)
        self.bulk.write(InteractionPartner, ("interaction_id", "partner_id", "sort_on"), links)
        self.bulk.write(Occurrence, TIME_COLUMNS, self.times)
        return self.latest

    def _interactions(self) -> Iterator[Row]:
        hot = set(self.chance.sample(range(1, self.number + 1), self.hottest))
        for identity, day in enumerate(self._days(), 1):
            named = self._named(identity in hot)
            yield self._interaction(identity, day, named)

    def _days(self) -> list[date]:
        """Every year has more of them than the one before."""
        years = range(FIRST_YEAR, LAST_DAY.year + 1)
        shares = list(accumulate(2 + year - FIRST_YEAR for year in years))
        days = array("l")
        for _ in range(self.number):
            year = years[bisect_right(shares, self.chance.random() * shares[-1])]
            first, last = date(year, 1, 1), min(date(year, 12, 31), LAST_DAY)
            days.append(first.toordinal() + int(self.chance.random() * ((last - first).days + 1)))
        return [date.fromordinal(day) for day in sorted(days)]

    def _named(self, is_hot: bool) -> list[Known]:
        if is_hot:
            return [self.busy[0]]
        if self.chance.random() < NOBODY:
            return []
        first = self._somebody()
        second = self._somebody() if self.chance.random() < TWO else first
        return [first] if first is second else [first, second]

    def _somebody(self) -> Known:
        # The busiest one has its number already.
        return self.busy[1 + int((len(self.busy) - 1) * self.chance.random() ** SKEW)]

    def _interaction(self, identity: int, day: date, named: list[Known]) -> Row:
        chance = self.chance
        kind = chance.of(WAYS)
        subject = chance.of(words()["subjects"])
        title = f"{subject} {chance.of(words()['acts'][kind])}" + (
            f" ({chance.randint(2, 9)})" if chance.random() < 0.2 else ""
        )
        item, won = self._worth(kind)
        body = chance.of(words()["bodies"]) if chance.random() < 0.15 else ""
        unnamed = "" if named else words()["unnamed"]
        written, sort_on = self._time(identity, day)
        found, terms = columns(
            [searched(title), searched(item), searched(unnamed), *(one.searched for one in named), searched(body)]
        )
        self._remember(identity, named, (sort_on, bool(written), identity), kind, title, written)
        at = datetime.combine(day, time(1), UTC)
        return (
            identity, kind, KINDS[kind].direction, title, item, won, words()["won"] % (won // 10_000) if won else "", body,
            written, bool(written), day.year, sort_on, not named, unnamed, words()["source"],
            self.teams[TEAM_OF.get(named[0].section if named else "city", "medical")], at, at, found, terms,
        )  # fmt: skip

    def _worth(self, kind: str) -> tuple[str, int | None]:
        if not KINDS[kind].carries:
            return "", None
        known = self.chance.random() < 0.8
        return self.chance.of(words()["items"]), 10_000 * self.chance.randint(10, 3000) if known else None

    def _time(self, identity: int, day: date) -> tuple[str, date]:
        """Write down when it took place. Returns what was written, empty for an unknown day, and the sorting day."""
        luck = self.chance.random()
        if luck < UNDATED:
            return "", date(day.year, 1, 1)
        written, first, last, precision = official(day), day, day, "day"
        if luck < UNDATED + MONTHLY:
            first, precision, written = day.replace(day=1), "month", f"{day.year}. {day.month}."
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self.times.append((identity, 0, first, last, precision, written))
        return written, last

    def _remember(
        self, identity: int, named: list[Known], rank: tuple[date, bool, int], kind: str, title: str, written: str
    ) -> None:
        for one in named:
            self.links[0].append(identity)
            self.links[1].append(one.id)
            self.links[2].append(rank[0].toordinal())
        for partner_id in {one.id for one in named} | {one.related_id for one in named if one.related_id}:
            latest = self.latest.setdefault(partner_id, Latest())
            latest.count += 1
            if rank > latest.rank:
                latest.rank, latest.kind, latest.title = rank, kind, title
                latest.text = "" if written.count(".") != 2 else written


def write_follow_ups(
    bulk: Bulk, chance: Chance, registry: Registry, teams: dict[str, Team], number: int
) -> dict[int, tuple[str, date]]:
    """One for every fifty interactions, four of ten still open; returns what is due first with each partner."""
    busy = _by_business(registry, Chance(number))
    owners = {code: team.id for code, team in teams.items()}
    due_first: dict[int, tuple[date, int, str]] = {}

    def rows() -> Iterator[Row]:
        for identity in range(1, number + 1):
            partner = busy[int(len(busy) * chance.random() ** SKEW)]
            title, is_open = chance.of(words()["next_steps"]), chance.happens(0.4)
            due = LAST_DAY + timedelta(days=chance.randint(-120, 180) if is_open else -chance.randint(1, 900))
            at = datetime.combine(due - timedelta(days=30), time(1), UTC)
            done = None if is_open else datetime.combine(due, time(5), UTC)
            if is_open:
                step = (due, identity, title)
                due_first[partner.id] = min(due_first.get(partner.id, step), step)
            team = owners[TEAM_OF.get(partner.section, "medical")]
            yield identity, title, partner.id, due, team, at, at, done

    bulk.write(FollowUp, FOLLOW_UP_COLUMNS, rows())
    return {partner_id: (title, due) for partner_id, (due, _identity, title) in due_first.items()}


def _by_business(registry: Registry, chance: Chance) -> list[Known]:
    """All partners, the busiest first: a city abroad."""
    busy = list(registry.partners)
    chance.shuffle(busy)
    hottest = next((one for one in busy if one.kind == "city" and one.country != "KR"), busy[0])
    busy.remove(hottest)
    return [hottest, *busy]


#: Kinds as often as they occur.
WAYS = tuple(kind for kind in words()["acts"] for _ in range(4 if kind in ("meeting", "letter", "event") else 1))
COLUMNS = (
    "id", "kind", "direction", "title", "item", "amount_won", "amount_text", "body", "date_text", "is_dated",
    "fiscal_year", "sort_on", "recipients_unspecified", "recipients_text", "source", "owner_team_id", "created_at",
    "updated_at", "search_text", "search_terms",
)  # fmt: skip
TIME_COLUMNS = ("interaction_id", "position", "starts_on", "ends_on", "precision", "text")
FOLLOW_UP_COLUMNS = (
    "id", "title", "partner_id", "due_on", "owner_team_id", "created_at", "updated_at", "done_at",
)  # fmt: skip
