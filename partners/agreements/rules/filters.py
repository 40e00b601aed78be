"""What the list and the board of cases may be asked, read from an address."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.rules.columns import CASE_COLUMNS, DUE
from partners.agreements.vocabulary import STATE_LABELS, Words
from partners.directory.rules.filters import COUNTRY_CODE, LONGEST_QUERY, NOBODY, OWNER_ID, UnknownFilter
from partners.foundation.words import _l

YES = "y"
#: The stages of all pipelines.
CODES = frozenset(code for pipeline in PIPELINES.values() for code in pipeline.codes)
#: Stands in the place of a pipeline: the board of all of them together.
ALL = "all"


@dataclass(frozen=True, kw_only=True)
class CaseFilter:
    """What a list shows. Empty is everything."""

    pipeline: str = ""
    stage: str = ""
    state: str = ""
    team: str = ""
    country: str = ""
    #: The id of the officer in charge, or NOBODY.
    owner: str = ""
    #: y: only those that are stuck (`queries.conditions.is_stuck`).
    stuck: str = ""
    #: An order of the list's columns; empty is what is due first.
    sort: str = ""
    #: The saved view that is open; it asks nothing by itself.
    view: str = ""

    @property
    def order(self) -> str:
        """The order in force."""
        return self.sort or DUE

    @property
    def owner_id(self) -> int | None:
        return int(self.owner) if self.owner not in ("", NOBODY) else None

    @property
    def address(self) -> dict[str, str]:
        """What is asked, as it stands in the address."""
        return {name: value for name, value in vars(self).items() if value}

    @property
    def narrowing(self) -> dict[str, str]:
        """What is asked beside the pipeline, which the board shows as its tab."""
        return {name: value for name, value in self.address.items() if name not in ("pipeline", "sort", "view")}


NOTHING_ASKED = CaseFilter()


def read_filter(asked: Mapping[str, str], teams: Container[str], whole: str = "") -> CaseFilter:
    """The filter that an address asks for; `whole` may stand in the place of a pipeline. Raises UnknownFilter."""
    given = {name: asked.get(name, "").strip() for name in CaseFilter.__dataclass_fields__}
    _check(_l("pipeline"), given["pipeline"], given["pipeline"] in (*PIPELINES, whole))
    pipeline = PIPELINES.get(given["pipeline"])
    _check(_l("stage"), given["stage"], given["stage"] in (pipeline.codes if pipeline else CODES))
    _check(_l("state"), given["state"], given["state"] in STATE_LABELS)
    _check(_l("team"), given["team"], given["team"] in teams)
    _check(_l("country"), given["country"], bool(COUNTRY_CODE.fullmatch(given["country"])))
    _check(
        _l("officer in charge"), given["owner"], given["owner"] == NOBODY or bool(OWNER_ID.fullmatch(given["owner"]))
    )
    _check(_l("stuck"), given["stuck"], given["stuck"] == YES)
    _check(_l("order"), given["sort"], given["sort"] in CASE_COLUMNS.sorts)
    given["sort"] = "" if given["sort"] == DUE else given["sort"]
    _check(_l("view"), given["view"], len(given["view"]) <= LONGEST_QUERY)
    return CaseFilter(**given)


def read_shown(text: str, pipeline: Pipeline, most: int) -> dict[str, int]:
    """How many cards the reader of a board has already asked for, by stage: approach.70,selection.120

    It only saves her from asking again: what makes no sense is left out.
    """
    pairs = (one.partition(".") for one in text.split(",")) if text else ()
    return {
        stage: min(int(number), most)
        for stage, _dot, number in pairs
        if stage in pipeline.codes and number.isascii() and number.isdigit() and len(number) < 6
    }


def stage_names(pipelines: Iterable[Pipeline]) -> dict[str, str]:
    """How each stage is called, by its code, in the reader's words.

    Pipelines share codes, and an office names each stage as it likes: a code that has several names says them
    all, and where two codes have one name, each says whose stage it is.
    """
    through = list(pipelines)
    called: dict[str, dict[str, None]] = {}
    whose: dict[str, list[Pipeline]] = {}
    for pipeline in through:
        for stage in pipeline.stages:
            name = stage.label if len(through) == 1 else stage.short
            called.setdefault(stage.code, {})[str(name)] = None
            whose.setdefault(stage.code, []).append(pipeline)
    names = {code: " / ".join(found) for code, found in called.items()}
    often = Counter(names.values())
    return {code: _told_apart(name, whose[code]) if often[name] > 1 else name for code, name in names.items()}


def _told_apart(name: str, pipelines: Iterable[Pipeline]) -> str:
    return f"{name} ({', '.join(str(pipeline.label) for pipeline in pipelines)})"


def _check(name: Words, value: str, is_known: bool) -> None:
    if value and not is_known:
        raise UnknownFilter(name, value)
