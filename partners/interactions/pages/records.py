"""What the pages of interactions show, put together for their templates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from partners.accounts.models import Team
from partners.audit.actions import saw
from partners.audit.permissions import AuditPermission
from partners.audit.queries import history_of
from partners.directory import queries as directory
from partners.directory.kinds import persons_among
from partners.directory.queries import PartnerName
from partners.foundation import clock, dates, money
from partners.foundation.access import may
from partners.foundation.hypermedia import is_htmx
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _n
from partners.interactions import changes, queries, wording
from partners.interactions.forms import CorrectForm, InteractionForm
from partners.interactions.models import Interaction
from partners.interactions.queries import Balance, BalanceSide, InteractionRow
from partners.interactions.rules import DIRECTIONS, FREQUENT, KINDS, read_times


@dataclass(frozen=True)
class Answer:
    """What the form says of a date while it is typed. tone: ok, danger or muted."""

    text: str
    tone: str


def asked_partners(args: MultiDict[str, str]) -> list[int]:
    """The partners that an address names: ?partner=3&partner=5. Those that do not exist are left out."""
    ids = [value for value in args.getlist("partner", type=int) if 0 < value < 2**31]
    known = directory.partners_named(ids)
    return [one for one in dict.fromkeys(ids) if one in known]


def today_written() -> str:
    """Today as it stands in the field for the date."""
    return dates.official(clock.today())


def form_page(form: InteractionForm, record: Interaction | None = None) -> dict[str, Any]:
    """What form.html needs: who is often beside the partners, the answer on the date."""
    _answer_while_typing(form)
    if isinstance(form, CorrectForm):
        changes.compare(form, record)
    return {
        "form": form,
        "record": record,
        "companions": companions_beside(form.partners.data),
        "answer": date_answer(form),
        "example": _date_example(),
        "shortcuts": _date_shortcuts(),
        "icons": {kind.code: kind.icon for kind in KINDS.values()},
        "frequent": FREQUENT,
        "business_year": clock.today().year,
        "partial": is_htmx(),
    }


def companions_beside(partner_ids: Sequence[int]) -> list[PartnerName]:
    """The partners most often named together with these. Notes the natural persons among them."""
    beside = queries.companions_of(partner_ids) if partner_ids else []
    named = directory.partners_named(beside)
    saw(current_user, "interaction:companions", "partners", persons_among(named.values()))
    return [named[one] for one in beside]


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


def address_after(address: str, form: InteractionForm, sent: Mapping[str, str]) -> str:
    """To the record, or to a new form with the same partners where one more was asked for."""
    return url_for("interactions.new", partner=form.partners.data) if "again" in sent else address


def filters(teams: Sequence[Team]) -> dict[str, list[tuple[str, Any]]]:
    """The choices of the list's filters."""
    return {
        "kind": [(kind.code, kind.label) for kind in KINDS.values()],
        "year": [(str(year), str(year)) for year in queries.fiscal_years()],
        "direction": [(direction.code, direction.label) for direction in DIRECTIONS.values()],
        "team": [(team.code, team.name) for team in teams],
        "void": [("only", _("Void only")), ("all", _("Void too"))],
    }


def record_page(row: InteractionRow) -> dict[str, Any]:
    """What show.html needs besides the record: what was done to it. Notes the persons of both."""
    happenings = history_of(queries.find_interaction(row.id)) if may(current_user, AuditPermission.VIEW) else []
    once_named = directory.partners_named(changes.partners_in(happenings))
    saw(current_user, "interaction:page", "partners", [*row.persons, *persons_among(once_named.values())])
    return {"happenings": [changes.told(happening) for happening in happenings]}


def sides(balance: Balance) -> list[dict[str, Any]]:
    """The balance as the component draws it: a block a record."""
    return [
        _side(_("Received"), balance.received),
        _side(_("Sent"), balance.given),
    ]


def balance_note(balance: Balance) -> str:
    """The sums, as far as amounts are known; without any there is no sum."""
    if balance.is_empty:
        return ""
    if balance.nothing_known:
        return str(_("No amount is written down, so nothing is added up."))
    return " · ".join(
        _sum(label, side)
        for label, side in ((_("Received"), balance.received), (_("Sent"), balance.given))
        if side.known_won is not None
    )


def persons_in(rows: Iterable[InteractionRow]) -> list[int]:
    return [person for row in rows for person in row.persons]


def amount(won: int | None, approx: bool) -> str:
    """An amount as printed: 4,000천원, or "about" it; unknown says so."""
    text = money.in_kkrw(won)
    return _("about %(amount)s", amount=text) if approx and won is not None else text


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


def _date_shortcuts() -> list[tuple[str, str]]:
    today = clock.today()
    return [(_("Today"), dates.official(today)), (_("Yesterday"), dates.official(today - timedelta(days=1)))]


def _side(label: str, side: BalanceSide) -> dict[str, Any]:
    records = [
        {
            "text": amount(gift.won, gift.approx) if gift.won is not None else _("Unknown"),
            "unknown": gift.won is None,
            "url": url_for("interactions.show", interaction_id=gift.id),
        }
        for gift in side.gifts
    ]
    return {"label": label, "count": _n("%(num)s record", "%(num)s records", len(records)), "records": records}


def _sum(label: str, side: BalanceSide) -> str:
    text = _("%(side)s in all: %(amount)s", side=label, amount=amount(side.known_won, side.is_approx_known))
    unknown = _n("%(num)s amount unknown", "%(num)s amounts unknown", side.unknown) if side.unknown else ""
    return f"{text} ({unknown})" if unknown else text
