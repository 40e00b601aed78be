"""How cases and ties stood on a day. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.rules.then import CaseThen
from partners.agreements.vocabulary import Scope
from partners.directory.rules.silence import KEPT_ALIVE
from partners.directory.rules.then import TieThen


@dataclass(frozen=True)
class State:
    """Cases and ties as they stood on a day."""

    day: date
    cases: Sequence[CaseThen]
    ties: Sequence[TieThen]

    @cached_property
    def under_way(self) -> list[CaseThen]:
        return [case for case in self.cases if case.is_open]

    @property
    def sisters(self) -> list[TieThen]:
        return [tie for tie in self.ties if tie.type == "sister"]

    @property
    def intentions(self) -> list[TieThen]:
        """Friendships without a case that rest on a letter of intent alone."""
        return [tie for tie in self.resting if tie.only_intention]

    @cached_property
    def resting(self) -> list[TieThen]:
        """Ties of partners that had no case under way; a friendship beside a sister tie is part of it."""
        busy = {case.partner_id for case in self.under_way}
        grown = {tie.partner_id for tie in self.sisters}
        return [
            tie
            for tie in self.ties
            if tie.partner_id not in busy and not (tie.type == "friendship" and tie.partner_id in grown)
        ]


def silent(state: State, spoken_with: Collection[int]) -> list[TieThen]:
    """The ties to be kept alive whose city did not speak with us (directory/rules/silence.py)."""
    return [tie for tie in state.ties if (tie.type, tie.status) == KEPT_ALIVE and tie.partner_id not in spoken_with]


def rests_at(pipeline: Pipeline, tie: TieThen) -> str | None:
    """The code of the stage of this pipeline in which the tie rests; None when it is another pipeline's."""
    scope = Scope.FOREIGN if tie.is_foreign else Scope.DOMESTIC
    if tie.kind not in pipeline.kinds or pipeline.scope not in (None, scope):
        return None
    return next((stage.code for stage in pipeline.stages if stage.rests == tie.type), None)
