"""The lists behind the figures of a review: the same cases and ties, as they stood, line by line. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.rules.then import CaseThen
from partners.directory.rules.filters import DOMESTIC, FOREIGN, UnknownFilter
from partners.directory.rules.then import TieThen
from partners.directory.rules.words import HOME
from partners.foundation.words import Words, _l
from partners.reports.rules.funnels import Funnel, Place, funnels
from partners.reports.rules.state import State, rests_at, silent


class Shown(StrEnum):
    """What a list shows. STANDING is what funnels count: cases under way, and ties that rest without one."""

    STANDING = "standing"
    CASES = "cases"
    SISTERS = "sisters"
    SILENT = "silent"
    INTENTIONS = "intentions"
    CAME = "came"
    LEFT = "left"


SHOWN_LABELS: dict[Shown, Words] = {
    Shown.STANDING: _l("Cases under way and ties at rest"),
    Shown.CASES: _l("Cases under way"),
    Shown.SISTERS: _l("Sister ties"),
    Shown.SILENT: _l("Sister cities without an exchange that year"),
    Shown.INTENTIONS: _l("Friendships on a letter of intent"),
    Shown.CAME: _l("Came since"),
    Shown.LEFT: _l("Left since"),
}


@dataclass(frozen=True, kw_only=True)
class LinesFilter:
    """Which of them: as of which day, and for CAME and LEFT compared with which."""

    shown: Shown
    day: date
    since: date | None = None
    pipeline: str = ""
    stage: str = ""
    country: str = ""

    @property
    def compares(self) -> bool:
        return self.shown in (Shown.CAME, Shown.LEFT)

    @property
    def address(self) -> dict[str, Any]:
        """What is asked, as it stands in the address."""
        since = self.since.isoformat() if self.since else ""
        asked = {"shown": self.shown.value, "as_of": self.day.isoformat(), "since": since}
        asked |= {"pipeline": self.pipeline, "stage": self.stage, "country": self.country}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class Line:
    """A case or a tie as it stood; `stage` None: the tie rests in no pipeline's stage."""

    name: str
    partner_id: int | None
    case: CaseThen | None
    tie: TieThen | None
    pipeline: Pipeline | None
    stage: Stage | None

    @property
    def day_is_known(self) -> bool:
        one = self.case or self.tie
        return one is not None and one.day_is_known

    @property
    def since(self) -> date | None:
        one = self.case or self.tie
        return one.since if one else None


def read_filter(asked: Mapping[str, str], pipelines: Mapping[str, Pipeline], today: date) -> LinesFilter:
    """What an address asks for. Raises UnknownFilter."""
    given = {name: asked.get(name, "").strip() for name in ("shown", "pipeline", "stage", "country")}
    shown = given["shown"] or Shown.STANDING.value
    _check(_l("what is shown"), shown, shown in [one.value for one in Shown])
    _check(_l("pipeline"), given["pipeline"], given["pipeline"] in ("", *pipelines))
    stages = [code for pipeline in pipelines.values() for code in pipeline.codes]
    _check(_l("stage"), given["stage"], given["stage"] in ("", *stages))
    _check(_l("country"), given["country"], given["country"] in ("", DOMESTIC, FOREIGN))
    day = _day(_l("day"), asked.get("as_of", ""), today) or today
    since = _day(_l("day"), asked.get("since", ""), today)
    narrowed = {name: given[name] for name in ("pipeline", "stage", "country")}
    return LinesFilter(shown=Shown(shown), day=day, since=since, **narrowed)


def lines(
    asked: LinesFilter, pipelines: Iterable[Pipeline], now: State, before: State, spoken_with: Collection[int]
) -> list[Line]:
    """The lines that the filter leaves, in the order of pipelines and stages; `before` is only looked at to compare."""
    pipelines = list(pipelines)
    if asked.shown in (Shown.SISTERS, Shown.SILENT, Shown.INTENTIONS):
        found = [_of_tie(tie, pipelines) for tie in _ties(asked.shown, now, spoken_with)]
    else:
        found = [_of_place(place) for place in _places(asked.shown, funnels(pipelines, now, before))]
    return [line for line in found if _fits(line, asked)]


def _ties(shown: Shown, now: State, spoken_with: Collection[int]) -> Sequence[TieThen]:
    if shown is Shown.SISTERS:
        return now.sisters
    return now.intentions if shown is Shown.INTENTIONS else silent(now, spoken_with)


def _places(shown: Shown, found: Iterable[Funnel]) -> list[Place]:
    rows = [row for funnel in found for row in funnel.rows]
    if shown is Shown.CAME:
        return [place for row in rows for place in row.came]
    if shown is Shown.LEFT:
        return [place for row in rows for place in row.left]
    return [place for row in rows for place in row.places if place.case or shown is Shown.STANDING]


def _of_place(place: Place) -> Line:
    one = place.case or place.tie
    partner_id = one.partner_id if one else None
    return Line(place.name, partner_id, place.case, place.tie, place.pipeline, place.declared_stage)


def _of_tie(tie: TieThen, pipelines: Iterable[Pipeline]) -> Line:
    for pipeline in pipelines:
        if (code := rests_at(pipeline, tie)) is not None:
            return Line(tie.name, tie.partner_id, None, tie, pipeline, pipeline.stage(code))
    return Line(tie.name, tie.partner_id, None, tie, None, None)


def _fits(line: Line, asked: LinesFilter) -> bool:
    if asked.pipeline and (line.pipeline is None or line.pipeline.code != asked.pipeline):
        return False
    if asked.stage and (line.stage is None or line.stage.code != asked.stage):
        return False
    if not asked.country:
        return True
    one = line.case or line.tie
    country = one.country if one else None
    return country is not None and (country != HOME) is (asked.country == FOREIGN)


def _check(name: Any, value: str, is_known: bool) -> None:
    if not is_known:
        raise UnknownFilter(name, value)


def _day(name: Any, value: str, today: date) -> date | None:
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise UnknownFilter(name, value) from error
    _check(name, value, day <= today)
    return day
