"""A case as it stood on a day. Pure."""

from dataclasses import dataclass
from datetime import date

from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.vocabulary import OPEN


@dataclass(frozen=True)
class CaseThen:
    """A case as it stood: with the name that its stage had on that day."""

    agreement_id: int
    pipeline: str
    stage: str
    state: str
    #: Since when it stood there; the base date of its source where the day is unknown.
    since: date | None
    day_is_known: bool
    partner_id: int | None
    name: str
    country: str | None
    declared: Pipeline

    @property
    def declared_stage(self) -> Stage:
        return self.declared.stage(self.stage)

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    def days(self, day: date) -> int | None:
        return None if self.since is None else max((day - self.since).days, 0)
