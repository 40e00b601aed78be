"""What the form of an interaction shows while somebody fills it in, and what is said after saving."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from flask import url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from partners.accounts import queries as accounts
from partners.audit.actions import saw
from partners.directory import queries as directory
from partners.directory.kinds import persons_among
from partners.directory.queries import ContactName, PartnerName
from partners.foundation import clock, dates
from partners.foundation.hangul import clean
from partners.foundation.hypermedia import flash_done, is_htmx
from partners.foundation.refusals import Refusal
from partners.foundation.words import _
from partners.interactions import changes, queries, wording
from partners.interactions.forms import CorrectForm, InteractionForm, LogForm
from partners.interactions.models import Interaction
from partners.interactions.pages.follow_ups import due_shortcuts
from partners.interactions.permissions import FollowUpPermission
from partners.interactions.queries import InteractionRow
from partners.interactions.rules import FREQUENT, KINDS, read_times

LONGEST_DATE = 200


@dataclass(frozen=True)
class Answer:
    """What the form says of a date while it is typed. tone: ok, danger or muted."""

    text: str
    tone: str


@dataclass(frozen=True)
class LogPage:
    """What stands around the fields of the form. Each part is read only where it is shown: htmx asks for one alone."""

    form: InteractionForm
    record: Interaction | None = None

    @property
    def icons(self) -> dict[str, str]:
        return {kind.code: kind.icon for kind in KINDS.values()}

    frequent = FREQUENT

    @property
    def business_year(self) -> int:
        return clock.today().year

    @property
    def is_drawer(self) -> bool:
        """Whether it opens over the page from which it was asked."""
        return is_htmx()

    @property
    def answer(self) -> Answer:
        return date_answer(self.form)

    @property
    def example(self) -> str:
        return _date_example()

    @property
    def shortcuts(self) -> list[tuple[str, str]]:
        today = clock.today()
        return [(_("Today"), dates.official(today)), (_("Yesterday"), dates.official(today - timedelta(days=1)))]

    @property
    def due_shortcuts(self) -> list[tuple[Any, str]]:
        return due_shortcuts()

    @cached_property
    def companions(self) -> list[PartnerName]:
        """The partners most often named together with those chosen. Notes the natural persons among them."""
        beside = queries.companions_of(self.form.partners.data) if self.form.partners.data else []
        named = directory.partners_named(beside)
        saw(current_user, "interaction:companions", "partners", persons_among(named.values()))
        return [named[one] for one in beside]

    @cached_property
    def people(self) -> list[ContactName]:
        """Who can be met at the partners chosen, and whoever is ticked already. Notes them."""
        found = directory.contacts_of(self.form.partners.data) if self.form.partners.data else {}
        offered = {one.id: one for people in found.values() for one in people}
        if self.record is not None:
            offered |= {one.id: one for one in queries.contacts_met(self.record.id)}
        saw(current_user, "interaction:people", "contacts", offered)
        return list(offered.values())

    @cached_property
    def alike(self) -> InteractionRow | None:
        """A record of the same partner, day and kind. Notes the natural persons that it names."""
        found = queries.find_alike(self.form.partners.data, self.form.kind.data or "", _days(self.form))
        saw(current_user, "interaction:alike", "partners", found.persons if found else [])
        return found

    @property
    def can_be_compared(self) -> bool:
        """Whether enough is written to say that there is no record alike."""
        return bool(self.form.partners.data and self.form.kind.data and _days(self.form))


def new_form(**given: Any) -> LogForm:
    """The form for a new record, with the teams and people that it offers."""
    form = LogForm(**given)
    form.offer_teams([] if current_user.team_id else [(team.id, team.name) for team in accounts.teams()])
    form.offer_people(accounts.user_choices(who_may=FollowUpPermission.EDIT))
    return form


def asked(args: MultiDict[str, str]) -> dict[str, Any]:
    """What an address brings along: ?partner=3&partner=5, and the date of the record before.

    Partners that do not exist are left out.
    """
    ids = [value for value in args.getlist("partner", type=int) if 0 < value < 2**31]
    known = directory.partners_named(ids)
    return {
        "partners": [one for one in dict.fromkeys(ids) if one in known],
        "date": clean(args.get("date", ""))[:LONGEST_DATE] or dates.official(clock.today()),
        "undated": "undated" in args,
        "follow_up_assignee": current_user.id,
    }


def form_page(form: InteractionForm, record: Interaction | None = None) -> dict[str, Any]:
    """What form.html needs."""
    _answer_while_typing(form)
    if isinstance(form, CorrectForm):
        changes.compare(form, record)
    return {"form": form, "record": record, "page": LogPage(form, record)}


def date_answer(form: InteractionForm) -> Answer:
    """How the date was understood, or what to write."""
    if form.undated.data:
        year = form.fiscal_year.data or clock.today().year
        return Answer(_("Will be listed as “date unknown”, in %(year)s.", year=str(year)), "ok")
    if not (form.date.data or "").strip():
        return Answer(_date_example(), "muted")
    try:
        times = read_times(form.entry_without_labels(), clock.today())
    except Refusal as refusal:
        return Answer(str(refusal.message), "danger")
    understood = wording.as_understood(times)
    if not understood:
        return Answer(_("This says that the date is not known. Tick “date unknown”."), "danger")
    return Answer(_("Will be saved as %(date)s.", date=understood), "ok")


def saved(interaction: Interaction) -> str:
    """What is said after logging: that it was saved, and as which day."""
    understood = wording.as_understood(interaction.occurrences)
    return str(_("Saved as %(date)s.", date=understood) if understood else _("Saved with the date unknown."))


def kept(form: InteractionForm) -> dict[str, Any]:
    """What one more record begins with: the same partners and the same date."""
    told = {"partner": form.partners.data, "date": form.date.data}
    return {**told, "undated": "y"} if form.undated.data else told


def asked_again(form: InteractionForm) -> dict[str, Any]:
    """The same for the drawer, which stays open."""
    date_and_partners = {"partners": form.partners.data, "date": form.date.data, "undated": form.undated.data}
    return {**date_and_partners, "follow_up_assignee": current_user.id}


def say_saved(interaction: Interaction) -> None:
    """Say as which day it was saved, with the way back and the way to it."""
    address = url_for("interactions.show", interaction_id=interaction.id)
    flash_done(saved(interaction), undo=url_for("interactions.undo", interaction_id=interaction.id), link=address)


def _date_example() -> str:
    return str(_("As officials write it: '20. 3. 24., 2020-03-24, '20. 2. ~ 12., '20.7.7. / 10.14."))


def _answer_while_typing(form: InteractionForm) -> None:
    """Let htmx ask how the date is understood."""
    asks = {
        "hx-get": url_for("interactions.date_check"),
        "hx-include": "#date, #undated, #fiscal_year",
        "hx-target": "#date-hint",
        "hx-swap": "outerHTML",
        "hx-sync": "#date:replace",
    }
    form.date.render_kw = {**asks, "hx-trigger": "input changed delay:300ms"}
    form.undated.render_kw = {**asks, "hx-trigger": "change"}
    form.fiscal_year.render_kw = {**asks, "hx-trigger": "change"}


def _days(form: InteractionForm) -> list[date]:
    try:
        return [time.starts_on for time in read_times(form.entry_without_labels(), clock.today())]
    except Refusal:
        return []
