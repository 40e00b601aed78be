"""The list and the board of cases: their tabs, filters and cards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.accounts.models import Team
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.queries import board as boards
from partners.agreements.queries.board import Card, Column
from partners.agreements.queries.glance import pipelines_at_a_glance
from partners.agreements.queries.office import office
from partners.agreements.queries.rows import CaseRow
from partners.agreements.rules import gates
from partners.agreements.rules.case import Case
from partners.agreements.rules.filters import CaseFilter, stage_names
from partners.agreements.vocabulary import STATE_LABELS
from partners.foundation.access import may
from partners.foundation.clock import today
from partners.foundation.pages import country_name, official_day
from partners.foundation.words import _, _n

Choices = list[tuple[str, Any]]
Line = tuple[str, str, str]


def filters(asked: CaseFilter, teams: Iterable[Team]) -> dict[str, Choices]:
    """The choices of the list's filters."""
    held = office().pipelines
    asked_for = [held[asked.pipeline]] if asked.pipeline else held.values()
    return {
        "pipeline": [(pipeline.code, pipeline.label) for pipeline in held.values()],
        "stage": list(stage_names(asked_for).items()),
        "state": list(STATE_LABELS.items()),
        "team": [(team.code, team.name) for team in teams],
    }


@dataclass(frozen=True)
class BoardPage:
    """The board of one pipeline."""

    pipeline: Pipeline
    columns: Sequence[Column]
    ended: Sequence[CaseRow]
    teams: Sequence[Team]

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """A tab a pipeline, with the number of its cases under way and of the ties that rest in it."""
        counts = {glance.pipeline.code: glance.count for glance in pipelines_at_a_glance()}
        return [
            {
                "label": pipeline.label,
                "url": url_for("agreements.board", pipeline=pipeline.code),
                "current": pipeline is self.pipeline,
                "count": counts.get(pipeline.code, 0),
            }
            for pipeline in office().pipelines.values()
        ]

    @property
    def offers_moves(self) -> bool:
        """Whether the person at the keyboard may move a card of it."""
        rows = (card.row for column in self.columns for card in column.cards)
        return any(may(current_user, AgreementPermission.MOVE, row) for row in rows)

    @property
    def countries(self) -> Choices:
        return [(code, country_name(code)) for code in boards.countries_of(self.columns)]

    @property
    def owner_choices(self) -> Choices:
        return [(str(id), name) for id, name in accounts.user_choices(None, AgreementPermission.MOVE)]

    @property
    def stage_choices(self) -> Choices:
        return [(stage.code, stage.label) for stage in self.pipeline.stages]

    @property
    def team_choices(self) -> Choices:
        return [(team.code, team.name) for team in self.teams]


def column_note(column: Column) -> str:
    """The longest wait of a column, or how many ties rest in it."""
    wait = column.longest_wait
    if wait is not None:
        return str(_n("Longest wait %(num)s day", "Longest wait %(num)s days", wait))
    return _n("%(num)s tie at rest", "%(num)s ties at rest", len(column.resting)) if column.resting else ""


def gates_of(pipeline: Pipeline, stage: Stage) -> list[str]:
    """What must hold to go on from a stage, or, where nothing must, to come there."""
    anybody = Case(pipeline, stage, partner_known=False, matrix=office().matrix)
    return [str(gate.label) for gate in stage.to_leave or stage.to_enter if gates.stands(anybody, gate)]


def movable(card: Card) -> dict[str, Any]:
    """What drag and keys need to know of a card: what its reader saw, and the stage that is open to it."""
    row = card.row
    following = row.declared.after(row.declared_stage)
    return {
        "data-name": row.name,
        "data-address": url_for("agreements.move", agreement_id=row.id),
        "data-version": row.version,
        "data-here": row.stage,
        "data-open": following.code if following and not card.missing else "",
        "aria-describedby": "board-hint",
        "aria-keyshortcuts": "ArrowLeft ArrowRight Enter Escape",
    }


def card_lines(card: Card) -> list[Line]:
    """What a card says under its name: (icon, text, tone)."""
    row = card.row
    lines = [("flag", row.next_action or _("Next action not decided"), "" if row.next_action else "unknown")]
    if row.next_due_on is not None:
        lines.append(("clock", due(row), "danger" if row.is_overdue else ""))
    else:
        lines.append(("clock", _("No due date"), "unknown"))
    if row.target_text:
        lines.append(("calendar", _("Goal %(text)s", text=row.target_text), ""))
    if row.partner_id is None and row.target_regions:
        lines.append(("pin", " · ".join(row.target_regions), ""))
    if card.papers:
        names = ", ".join(str(paper.label) for paper in card.papers)
        lines.append(
            (
                "record",
                _n(
                    "%(num)s document missing: %(names)s",
                    "%(num)s documents missing: %(names)s",
                    len(card.papers),
                    names=names,
                ),
                "unknown",
            )
        )
    lines.append(("user", row.owner_name or row.team_name, ""))
    return lines


def due(row: CaseRow) -> str:
    """The day by which the next action is due, and how late it is."""
    if row.next_due_on is None:
        return ""
    day = official_day(row.next_due_on)
    if not row.is_overdue:
        return day
    late = (today() - row.next_due_on).days
    return str(_n("%(day)s (%(num)s day late)", "%(day)s (%(num)s days late)", late, day=day))


def missing_gates(card: Card) -> list[Any]:
    """What keeps the next gate shut: the gate, or the thing that it asks for."""
    return list(dict.fromkeys(str(lack.label) for lack in card.missing))
