"""What the list and the board of cases may be asked, read from an address."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.vocabulary import STATE_LABELS, Words
from partners.directory.rules.filters import COUNTRY_CODE, OWNER_ID, UnknownFilter
from partners.foundation.words import _l

YES = "y"


@dataclass(frozen=True, kw_only=True)
class CaseFilter:
    """What a list shows. Empty is everything."""

    pipeline: str = ""
    stage: str = ""
    state: str = ""
    team: str = ""
    country: str = ""
    #: The id of the officer in charge.
    owner: str = ""
    #: y: only those that are stuck (`queries.conditions.is_stuck`).
    stuck: str = ""

    @property
    def owner_id(self) -> int | None:
        return int(self.owner) if self.owner else None

    @property
    def address(self) -> dict[str, str]:
        """What is asked, as it stands in the address."""
        return {name: value for name, value in vars(self).items() if value}

    @property
    def narrowing(self) -> dict[str, str]:
        """What is asked beside the pipeline, which the board shows as its tab."""
        return {name: value for name, value in self.address.items() if name != "pipeline"}


def read_filter(asked: Mapping[str, str], teams: Container[str]) -> CaseFilter:
    """The filter that an address asks for. Raises UnknownFilter."""
    given = {name: asked.get(name, "").strip() for name in CaseFilter.__dataclass_fields__}
    _check(_l("pipeline"), given["pipeline"], given["pipeline"] in PIPELINES)
    pipeline = PIPELINES.get(given["pipeline"])
    _check(_l("stage"), given["stage"], given["stage"] in (pipeline.codes if pipeline else stage_labels()))
    _check(_l("state"), given["state"], given["state"] in STATE_LABELS)
    _check(_l("team"), given["team"], given["team"] in teams)
    _check(_l("country"), given["country"], bool(COUNTRY_CODE.fullmatch(given["country"])))
    _check(_l("officer in charge"), given["owner"], bool(OWNER_ID.fullmatch(given["owner"])))
    _check(_l("stuck"), given["stuck"], given["stuck"] == YES)
    return CaseFilter(**given)


def stage_labels(pipeline: Pipeline | None = None, all_of: Iterable[Pipeline] = PIPELINES.values()) -> dict[str, Words]:
    """The stages of a pipeline, or of all, by their code; one name for those that share a code."""
    pipelines = [pipeline] if pipeline else all_of
    labels: dict[str, Words] = {}
    for declared in pipelines:
        for stage in declared.stages:
            labels.setdefault(stage.code, stage.label if pipeline else stage.short)
    return labels


def _check(name: Words, value: str, is_known: bool) -> None:
    if value and not is_known:
        raise UnknownFilter(name, value)
