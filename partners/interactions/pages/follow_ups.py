"""What the pages of follow-ups show, put together for their templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from babel.dates import format_date
from flask import url_for
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.accounts.queries import WorkingTeam
from partners.audit.actions import saw
from partners.audit.queries import history_of
from partners.directory import queries as directory
from partners.directory.forms.picking import read_id
from partners.directory.kinds import persons_among
from partners.directory.queries import PartnerInShort
from partners.foundation import clock, dates
from partners.foundation.hypermedia import flash_done
from partners.foundation.languages import language
from partners.foundation.pages import official_day
from partners.foundation.words import _, _l, _n
from partners.interactions import queries, wording
from partners.interactions.forms.follow_ups import CallOffForm, ChangeForm, DoneForm, written_in
from partners.interactions.models import FollowUp, Interaction
from partners.interactions.permissions import FollowUpPermission, may_work_on
from partners.interactions.queries import FollowUpRow
from partners.interactions.queries.rows import OccurrenceRow
from partners.interactions.rules.columns import FIRST_DUE
from partners.interactions.rules.follow_ups import DUE_ICONS, DUE_LABELS, Due, FollowUpFilter, State, Whose
from partners.lists.columns import Look
from partners.lists.keyset import Count
from partners.lists.pages.showing import ShownList

WHOSE_LABELS = {Whose.MINE: _l("Mine"), Whose.TEAM: _l("My team's"), Whose.ALL: _l("All")}
STATE_LABELS = {State.OPEN: _l("To do"), State.DONE: _l("Done"), State.CALLED_OFF: _l("Called off")}


@dataclass(frozen=True)
class Origin:
    """From what a follow-up is planned: an interaction, a partner, or neither."""

    partner: int | None = None
    interaction: Interaction | None = None


NOWHERE = Origin()


def asked_origin(asked: Mapping[str, str]) -> Origin:
    """What an address names: ?partner=3&interaction=7. What does not exist is left out."""
    partner, interaction = (read_id(asked.get(name, "")) for name in ("partner", "interaction"))
    found = queries.find_interaction(interaction) if interaction else None
    return Origin(partner if partner in directory.partners_named([partner or 0]) else None, found)


@dataclass(frozen=True)
class FollowUpList:
    """The list of follow-ups: whose, in which state, and under the groups of their days while that is the order."""

    asked: FollowUpFilter
    shown: ShownList
    rows: Sequence[FollowUpRow]
    counts: dict[Whose, Count]
    teams: Sequence[WorkingTeam]

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {
                "label": WHOSE_LABELS[whose],
                "url": url_for("follow_ups.index", **{**self.shown.address, "whose": whose.value, "view": None}),
                "current": whose is self.asked.whose,
                "count": counted(count),
            }
            for whose, count in self.counts.items()
        ]

    @property
    def groups(self) -> list[tuple[Any, str, Sequence[FollowUpRow]]]:
        """Label, icon and rows of each group; in another order than by their days all stand in one without a label."""
        if self.asked.state is not State.OPEN or self.asked.order != FIRST_DUE:
            return [("", "", self.rows)]
        groups = queries.grouped(self.rows, clock.today())
        return [(group.label, DUE_ICONS[group.due], group.rows) for group in groups]

    @property
    def total(self) -> str:
        """How many are found, in words."""
        found = self.shown.count
        return str(_n("%(num)s follow-up", "%(num)s follow-ups", found.number)) + ("+" if found.capped else "")

    @property
    def found(self) -> str:
        return counted(self.shown.count)

    @cached_property
    def choices(self) -> dict[str, list[tuple[str, Any]]]:
        people = accounts.user_choices()
        return {
            "state": [(state.value, label) for state, label in STATE_LABELS.items() if state is not State.OPEN],
            "due": [(one.value, label) for one, label in DUE_LABELS.items()],
            "team": [(team.code, team.name) for team in self.teams],
            "assignee": [(str(number), name) for number, name in people],
        }

    @property
    def kept(self) -> dict[str, Any]:
        """What stays when a filter changes."""
        return {**self.shown.kept, "whose": self.asked.whose.value, "partner": self.asked.partner or ""}

    @property
    def reset_url(self) -> str:
        """The list without its filters, if it has any beside whose it is."""
        narrowed = any(name not in ("whose", "sort", "view") for name in self.asked.address)
        return url_for("follow_ups.index", whose=self.asked.whose.value) if narrowed else ""


def follow_up_list(asked: FollowUpFilter, look: Look, page: str | None, teams: Sequence[WorkingTeam]) -> FollowUpList:
    """Read the list for the person at the keyboard. Notes the natural persons that it names."""
    who = (clock.today(), current_user.id, current_user.team_id)
    found, rows = queries.page_of_follow_ups(asked, *who, page)
    offered = [whose for whose in Whose if whose is not Whose.TEAM or current_user.team_id is not None]
    each = {whose: replace(asked, whose=whose) for whose in dict.fromkeys([*offered, asked.whose])}
    counts = queries.count_each_follow_up(each, *who)
    if look.exactly and counts[asked.whose].capped:
        counts[asked.whose] = queries.count_follow_ups(asked, *who, exactly=True)
    saw(current_user, "follow_up:list", "partners", persons_in(rows))
    shown = ShownList("follow_ups.index", asked, look, found, counts[asked.whose])
    return FollowUpList(asked, shown, rows, counts, teams)


def for_templates() -> dict[str, Any]:
    """What the templates of follow-ups may call."""
    return {
        "due_note": due_note,
        "due_shortcuts": due_shortcuts,
        "due_tone": due_tone,
        "may_work_on": may_work_on,
        "state_label": state_label,
    }


def counted(count: Count) -> str:
    return f"{count.number:,}" + ("+" if count.capped else "")


def state_label(row: FollowUpRow) -> Any:
    return STATE_LABELS[row.state]


def due_note(row: FollowUpRow) -> str:
    """When it is due, in a word or two: 2일 지남, 오늘, 11. 24. (화). Empty when no day was set."""
    today = clock.today()
    if row.due_on is None:
        return ""
    if late := row.days_late(today) if row.is_open else 0:
        return str(_n("%(num)s day overdue", "%(num)s days overdue", late))
    if row.due_on == today:
        return str(_("Today"))
    return _day(row.due_on) if row.due_on.year == today.year else official_day(row.due_on)


def due_tone(row: FollowUpRow) -> str:
    """danger when it is overdue, info when it is due today."""
    return {Due.OVERDUE: "danger", Due.TODAY: "info"}.get(row.due(clock.today()), "") if row.is_open else ""


def due_shortcuts() -> list[tuple[Any, str]]:
    """Days that a button fills in."""
    today = clock.today()
    days = ((_("Today"), 0), (_("Tomorrow"), 1), (_("In a week"), 7))
    return [(label, dates.official(today + timedelta(days=ahead))) for label, ahead in days]


def persons_in(rows: Sequence[FollowUpRow]) -> list[int]:
    return [person for row in rows for person in row.persons]


def offer_people(form: Any, kept: int | None = None) -> None:
    """Let the form name those who may finish follow-ups, and whoever is named already."""
    people = accounts.user_choices(who_may=FollowUpPermission.EDIT)
    if kept is not None and kept not in dict(people):
        people = (*people, *accounts.user_names([kept]).items())
    form.offer(people)


def shown(row: FollowUpRow, done: DoneForm, call_off: CallOffForm) -> dict[str, Any]:
    """What show.html needs: it, what it continues and what continues it."""
    chain = queries.chain_of(row)
    for form in (done, call_off):
        form.show_version(row.version)
    offer_people(done)
    saw(current_user, "follow_up:page", "partners", persons_in([row, *chain]))
    return {"row": row, "chain": chain, "done": done, "call_off": call_off, "can_work": may_work_on(current_user, row)}


def compare(form: ChangeForm, follow_up: FollowUp) -> None:
    """After Stale: let the form show what stands there now beside what was typed."""
    if not form.is_stale:
        return
    latest = history_of(follow_up, limit=1)[0]
    stored = ChangeForm(formdata=None, data=written_in(follow_up))
    offer_people(stored, follow_up.assignee_id)
    leave = url_for("follow_ups.show", follow_up_id=follow_up.id)
    form.compare_with(stored, who=latest.who, at=latest.at, leave=leave, words={"partner": _partner_name})


def say_done(follow_up: FollowUp, following: FollowUp | None) -> None:
    """Say that it is done, with the way back; with the next one when it was planned at once."""
    again = url_for("follow_ups.reopen", follow_up_id=follow_up.id)
    if following is None:
        flash_done(_("Done: %(title)s", title=follow_up.title), undo=again)
    else:
        link = url_for("follow_ups.show", follow_up_id=following.id)
        flash_done(_("Done. Next: %(title)s", title=following.title), link=link)


def say_called_off(follow_up: FollowUp) -> None:
    again = url_for("follow_ups.reopen", follow_up_id=follow_up.id)
    flash_done(_("Called off: %(title)s", title=follow_up.title), undo=again)


def panel(partner: PartnerInShort) -> dict[str, Any]:
    """What the panel on a partner's page needs."""
    rows = queries.follow_ups_with([partner.id], known=[partner])
    saw(current_user, "follow_up:panel", "partners", [*persons_in(rows), *persons_among([partner])])
    return {"partner": partner, "rows": rows, **for_templates()}


def _partner_name(partner_id: int | None) -> str:
    named = directory.partners_named([partner_id] if partner_id else [])
    return ", ".join(one.formal_name for one in named.values()) or str(_("none"))


def _day(day: date) -> str:
    short = wording.in_year(OccurrenceRow(day, day, wording.ONE_DAY, "", "", False))[0]
    return f"{short} ({format_date(day, 'EEE', locale=language())})"
