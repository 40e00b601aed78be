"""The cards of the board, ready to be drawn: a board has hundreds, so what they share is made once a page."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries.board import Card, Resting
from partners.agreements.queries.rows import CaseRow
from partners.agreements.vocabulary import MOVE_LABELS, MoveKind
from partners.foundation.access import Person, may
from partners.foundation.clock import today
from partners.foundation.pages import address_of, official_day
from partners.foundation.words import _, _n

#: (icon, text, tone) of a line, (tone, icon, text, title) of a badge; a badge of no tone says that nobody knows.
Line = tuple[str, str, str]
Badge = tuple[str, str, Any, str]
NO_BREAK = "\u00a0"


class Handle(NamedTuple):
    """By what drag, keys and a button take a card: where a move is sent, what its reader saw, which stage is open."""

    address: str
    version: int
    here: str
    #: The stage that lets the card in; empty where something is missing.
    open: str
    #: The dialog of a move, its button, and what that is called for those who do not see the card.
    form: str
    button: str
    label: str


class ShownCard(NamedTuple):
    """What the component `board_card` draws: it takes them in this order, since asking a hundred cards for each costs more."""

    name: str
    url: str
    other: str = ""
    kind: str = ""
    is_group: bool = False
    is_resting: bool = False
    #: The id of its case.
    case: int | None = None
    badges: Sequence[Badge] = ()
    lines: Sequence[Line] = ()
    #: What keeps the next gate shut, in words, and how much that is.
    missing: Sequence[str] = ()
    missing_count: str = ""
    handle: Handle | None = None


def resting_card(tie: Resting, address: str) -> ShownCard:
    """A tie that rests in a column, with the address of its partner's page; its badges are drawn beside it."""
    partner = tie.partner
    return ShownCard(
        name=partner.name_ko,
        url=address,
        other=partner.other_name,
        kind=partner.section,
        is_group=partner.is_group,
        is_resting=True,
        lines=_resting_lines(tie),
    )


def _resting_lines(tie: Resting) -> list[Line]:
    lines: list[Line] = []
    if tie.intention:
        title, day = tie.intention
        # The day stays on one line.
        lines.append(("note", f"{title} {official_day(day).replace(' ', NO_BREAK)}".strip(), ""))
    if tie.is_silent or tie.last_contact is None:
        return [*lines, ("clock", _("No record this year"), "warn")]
    title, _year, dated = tie.last_contact
    return [*lines, ("clock", title if dated else _("%(title)s (date unknown)", title=title), "")]


class CaseCards:
    """Makes the cards of one page for its reader. In lanes, where columns are narrow, they say less."""

    def __init__(self, reader: Person, in_lanes: bool) -> None:
        self.reader, self.in_lanes = reader, in_lanes
        self.case = address_of("agreements.show", "agreement_id")
        self.form = address_of("agreements.stage", "agreement_id")
        self.move = address_of("agreements.move", "agreement_id")
        self.button = _("Change stage")
        self.missing_count = cache(_missing_count)

    def drawn(self, card: Card) -> ShownCard:
        row = card.row
        missing = () if self.in_lanes else _missing(card)
        return ShownCard(
            name=row.name,
            url=self.case(row.id),
            other="" if self.in_lanes else row.other_name,
            kind="" if self.in_lanes else row.partner_kind or row.declared.kind,
            case=row.id,
            badges=_badges(row, self.in_lanes),
            lines=_short_lines(card) if self.in_lanes else _lines(card),
            missing=missing,
            missing_count=self.missing_count(len(missing)) if missing else "",
            handle=self._handle(card),
        )

    def _handle(self, card: Card) -> Handle | None:
        row = card.row
        if not may(self.reader, AgreementPermission.MOVE, row):
            return None
        following = row.declared.after(row.declared_stage)
        # In a lane nobody has looked what its gates lack: there the dialog says it.
        is_open = following is not None and not card.missing and not self.in_lanes
        return Handle(
            address=self.move(row.id),
            version=row.version,
            here=row.stage,
            open=following.code if following and is_open else "",
            form=f"{self.form(row.id)}?back=board",
            button=self.button,
            label=_("Change stage: %(name)s", name=row.name),
        )


def _badges(row: CaseRow, in_lane: bool) -> list[Badge]:
    told = [_days(row)]
    if row.partner_id is None:
        told.insert(1 if in_lane else 0, ("", "", _("Partner not chosen"), ""))
    elif not row.has_tie and not in_lane:
        told.insert(0, ("candidate", "ring-dashed", _("Candidate city"), ""))
    if row.was_overridden:
        told.append(("warn", "alert", MOVE_LABELS[MoveKind.OVERRIDE], ""))
    return told


def _days(row: CaseRow) -> Badge:
    days = row.days
    if days is None:
        return ("", "", _("Days unknown"), "")
    if days == 0:
        return ("neutral", "", _("Since today"), "")
    title = "" if row.stage_entered_on else _("Counted from the base date of the source")
    return ("neutral", "", _n("Day %(num)s", "Day %(num)s", days), title)


def _lines(card: Card) -> list[Line]:
    row = card.row
    lines = [_next(row), _due(row) or ("clock", _("No due date"), "unknown")]
    if row.target_text:
        lines.append(("calendar", _("Goal %(text)s", text=row.target_text), ""))
    if row.partner_id is None and row.target_regions:
        lines.append(("pin", " · ".join(row.target_regions), ""))
    if card.papers:
        names = ", ".join(str(paper.label) for paper in card.papers)
        lacking = _n(
            "%(num)s document missing: %(names)s",
            "%(num)s documents missing: %(names)s",
            len(card.papers),
            names=names,
        )
        lines.append(("record", lacking, "unknown"))
    lines.append(("user", row.owner_name or row.team_name, ""))
    return lines


def _short_lines(card: Card) -> list[Line]:
    """What is next, by when, and what its stage still has to produce."""
    lines = [_next(card.row)]
    due = _due(card.row)
    if due is not None:
        lines.append(due)
    if card.papers:
        missing = _n("%(num)s document missing", "%(num)s documents missing", len(card.papers))
        lines.append(("record", missing, "unknown"))
    return lines


def _next(row: CaseRow) -> Line:
    return ("flag", row.next_action, "") if row.next_action else ("flag", _("Next action not decided"), "unknown")


def _due(row: CaseRow) -> Line | None:
    """The day by which the next action is due, and how late it is."""
    if row.next_due_on is None:
        return None
    day = official_day(row.next_due_on)
    if not row.is_overdue:
        return ("clock", day, "")
    late = (today() - row.next_due_on).days
    return ("clock", _n("%(day)s (%(num)s day late)", "%(day)s (%(num)s days late)", late, day=day), "danger")


def _missing(card: Card) -> list[str]:
    """The gates that keep the next one shut, or the things that they ask for."""
    return list(dict.fromkeys(str(lack.label) for lack in card.missing))


def _missing_count(number: int) -> str:
    return _n("%(num)s thing still missing", "%(num)s things still missing", number)
