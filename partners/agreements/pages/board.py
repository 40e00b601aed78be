"""The list and the board of cases: their tabs, filters and cards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.accounts.queries import WorkingTeam
from partners.agreements.pages.cards import CaseCards, ShownCard, resting_card
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries import board as boards
from partners.agreements.queries.board import Column, Resting
from partners.agreements.queries.glance import Glance, pipelines_at_a_glance
from partners.agreements.queries.lanes import Lane, lanes_of
from partners.agreements.queries.office import office
from partners.agreements.queries.rows import CaseRow
from partners.agreements.rules import gates
from partners.agreements.rules.case import Case
from partners.agreements.rules.cursors import BadCursor, Cursor, write_cursor
from partners.agreements.rules.filters import ALL, CaseFilter, read_shown, stage_names
from partners.agreements.vocabulary import STATE_LABELS, Scope
from partners.directory.rules.filters import NOBODY
from partners.foundation.access import may
from partners.foundation.pages import address_of, country_name
from partners.foundation.words import _, _n

Choices = list[tuple[str, Any]]
BOARD = "agreements.board"
CARDS, MORE = boards.CARDS, boards.MORE


def filters(asked: CaseFilter, teams: Iterable[WorkingTeam]) -> dict[str, Choices]:
    """The choices of the list's filters."""
    held = office().pipelines
    asked_for = [held[asked.pipeline]] if asked.pipeline else held.values()
    return {
        "pipeline": [(pipeline.code, pipeline.label) for pipeline in held.values()],
        "stage": list(stage_names(asked_for).items()),
        "state": list(STATE_LABELS.items()),
        "team": [(team.code, team.name) for team in teams],
        "owner": owners(),
    }


def owners() -> Choices:
    """Nobody, and everybody who may lead a case."""
    people = accounts.user_choices(None, AgreementPermission.MOVE)
    return [(NOBODY, _("Nobody in charge")), *((str(id), name) for id, name in people)]


@dataclass(frozen=True)
class BoardPage:
    """The board of one pipeline, or, without one, of all of them together, lane by lane."""

    asked: CaseFilter
    #: The id of the team that the filter names.
    team: int | None
    teams: Sequence[WorkingTeam]
    pipeline: Pipeline | None
    #: Behind which case the one column shown begins.
    behind: Cursor | None = None
    #: How many cards of a stage its reader has asked for.
    shown: str = ""

    @property
    def address(self) -> dict[str, str]:
        """What is asked, as it stands in the address of this board."""
        return {**self.asked.address, "pipeline": self.pipeline.code if self.pipeline else ALL}

    @cached_property
    def columns(self) -> Sequence[Column]:
        if self.pipeline is None:
            return ()
        if self.behind is None:
            shown = read_shown(self.shown, self.pipeline, boards.MOST_SHOWN)
            here = next(glance for glance in self.narrowed if glance.pipeline is self.pipeline)
            return boards.board_of(here, self.asked, self.team, shown)
        stage = self.pipeline.find_stage(self.asked.stage)
        if stage is None:
            raise BadCursor()
        return [boards.column_behind(self.pipeline, stage, self.behind, self.asked, self.team)]

    @cached_property
    def glances(self) -> Sequence[Glance]:
        """All pipelines in figures, whatever is asked."""
        return pipelines_at_a_glance()

    @cached_property
    def narrowed(self) -> Sequence[Glance]:
        """The same, narrowed to what is asked."""
        return pipelines_at_a_glance(self.asked, self.team) if self.asked.narrowing else self.glances

    @cached_property
    def lanes(self) -> Sequence[Lane]:
        """The lanes of all pipelines; those without anything to show come last."""
        return sorted(lanes_of(self.narrowed, self.asked, self.team), key=lambda lane: not lane.glance.count)

    @property
    def ended_count(self) -> int:
        return sum(glance.ended for glance in self.glances if self.pipeline in (None, glance.pipeline))

    @property
    def ended(self) -> Sequence[CaseRow]:
        return boards.ended_of(self.pipeline) if self.ended_count else ()

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """A tab for all and one a pipeline, with the number of cases under way and of the ties that rest in it."""
        every = {"label": _("All pipelines"), "url": url_for(BOARD, pipeline=ALL), "current": self.pipeline is None}
        return [
            {**every, "count": sum(glance.count for glance in self.glances)},
            *(
                {
                    "label": glance.pipeline.label,
                    "url": url_for(BOARD, pipeline=glance.pipeline.code),
                    "current": glance.pipeline is self.pipeline,
                    "count": glance.count,
                }
                for glance in self.glances
            ),
        ]

    @property
    def offers_moves(self) -> bool:
        """Whether the person at the keyboard may move a card of it."""
        columns = [*self.columns, *(column for lane in self.lanes_shown for column in lane.columns)]
        return any(may(current_user, AgreementPermission.MOVE, card.row) for column in columns for card in column.cards)

    @property
    def lanes_shown(self) -> Sequence[Lane]:
        return () if self.pipeline else self.lanes

    @property
    def countries(self) -> Choices:
        """Where the partners are at home that stand on it."""
        if self.pipeline is not None and self.pipeline.scope is Scope.DOMESTIC:
            return []
        here = (glance.countries for glance in self.glances if self.pipeline in (None, glance.pipeline))
        return [(code, country_name(code)) for code in sorted(frozenset().union(*here))]

    @property
    def owner_choices(self) -> Choices:
        return owners()

    @property
    def stage_choices(self) -> Choices:
        return [(stage.code, stage.label) for stage in self.pipeline.stages] if self.pipeline else []

    @property
    def team_choices(self) -> Choices:
        return [(team.code, team.name) for team in self.teams]

    @cached_property
    def _cards(self) -> CaseCards:
        return CaseCards(current_user._get_current_object(), in_lanes=self.pipeline is None)

    def cards_of(self, column: Column) -> list[ShownCard]:
        """The cases of a column as cards."""
        return [self._cards.drawn(card) for card in column.cards]

    def resting_of(self, column: Column) -> list[tuple[Resting, ShownCard]]:
        """The ties at rest of a column, each with its card."""
        partner = address_of("directory.show", "partner_id")
        return [(tie, resting_card(tie, partner(tie.partner.id))) for tie in column.resting]

    def pipeline_url(self, pipeline: Pipeline, **more: str) -> str:
        """The board of one pipeline, narrowed as this one is."""
        narrowing: dict[str, Any] = {name: value for name, value in self.asked.narrowing.items() if name != "stage"}
        return url_for(BOARD, **{**narrowing, **more, "pipeline": pipeline.code})

    def more_url(self, column: Column) -> str:
        """Where the cards go on that come behind those of a column."""
        place = write_cursor(column.goes_on) if column.goes_on else ""
        address: dict[str, Any] = {**self.address, "stage": column.stage.code, "page": place}
        return url_for(BOARD, **address)

    def resting_url(self, column: Column) -> str:
        """All ties that rest in a column, in the list of partners."""
        kinds = self.pipeline.kinds if self.pipeline else ()
        kept: dict[str, Any] = {"country": self.asked.country, "team": self.asked.team, "tie": column.stage.rests or ""}
        kept["kind"] = kinds[0] if len(kinds) == 1 else ""
        return url_for("directory.index", **{name: value for name, value in kept.items() if value})


def column_note(column: Column) -> str:
    """The longest wait of a column, or how many ties rest in it."""
    wait = column.longest_wait
    if wait is not None:
        return str(_n("Longest wait %(num)s day", "Longest wait %(num)s days", wait))
    return at_rest(column.resting_count)


def at_rest(number: int) -> str:
    """How many ties rest somewhere; nothing for none."""
    return _n("%(num)s tie at rest", "%(num)s ties at rest", number) if number else ""


def lane_note(lane: Lane) -> list[str]:
    """A lane in figures: what is under way, what rests, and the longest wait."""
    told = [_n("%(num)s case under way", "%(num)s cases under way", lane.glance.under_way), at_rest(lane.resting)]
    if lane.longest_wait is not None:
        told.append(_n("Longest wait %(num)s day", "Longest wait %(num)s days", lane.longest_wait))
    return [str(text) for text in told if text]


def gates_of(pipeline: Pipeline, stage: Stage) -> list[str]:
    """What must hold to go on from a stage, or, where nothing must, to come there."""
    anybody = Case(pipeline, stage, partner_known=False, matrix=office().matrix)
    return [str(gate.label) for gate in stage.to_leave or stage.to_enter if gates.stands(anybody, gate)]
