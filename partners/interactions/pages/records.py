"""What the pages of interactions show, put together for their templates."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from flask_login import current_user

from partners.accounts.queries import WorkingTeam
from partners.audit.actions import saw
from partners.audit.permissions import AuditPermission
from partners.audit.queries import history_of
from partners.directory.kinds import persons_among
from partners.directory.queries import partners_named
from partners.directory.rules.filters import DOMESTIC, FOREIGN
from partners.foundation import money
from partners.foundation.access import may
from partners.foundation.pages import country_name, official_day
from partners.foundation.words import _, _n
from partners.interactions import changes, queries
from partners.interactions.pages.follow_ups import for_templates
from partners.interactions.queries import Balance, BalanceSide, InteractionRow
from partners.interactions.rules import DIRECTIONS, KINDS, InteractionFilter
from partners.interactions.rules.filters import LAST_YEAR, NAMES_NOBODY, THIS_YEAR


def filters(teams: Sequence[WorkingTeam], asked: InteractionFilter) -> dict[str, list[tuple[str, Any]]]:
    """The choices of the list's filters. A partner, another country or a day is offered once it is asked for."""
    return {
        "partner": [*_partner_asked(asked), (NAMES_NOBODY, _("No partner named"))],
        "country": _countries(asked.country),
        "as_of": [(asked.as_of, _("Begun by %(day)s", day=official_day(asked.day)))] if asked.day else [],
        "kind": [(kind.code, kind.label) for kind in KINDS.values()],
        "year": [
            (THIS_YEAR, _("This year")),
            (LAST_YEAR, _("Last year")),
            *((str(year), str(year)) for year in queries.fiscal_years()),
        ],
        "direction": [(direction.code, direction.label) for direction in DIRECTIONS.values()],
        "team": [(team.code, team.name) for team in teams],
        "void": [("only", _("Void only")), ("all", _("Void too"))],
    }


def _partner_asked(asked: InteractionFilter) -> list[tuple[str, str]]:
    if asked.partner_id is None:
        return []
    name = partners_named([asked.partner_id]).get(asked.partner_id)
    if name is not None and name.is_person:
        saw(current_user, "interaction:list", "partners", [name.id])
    return [(asked.partner, name.name_ko if name else _("Unknown"))]


def _countries(asked: str) -> list[tuple[str, str]]:
    choices = [(DOMESTIC, _("Domestic")), (FOREIGN, _("Foreign"))]
    return choices if asked in ("", DOMESTIC, FOREIGN) else [*choices, (asked, country_name(asked))]


def record_page(row: InteractionRow) -> dict[str, Any]:
    """What show.html needs besides the record: what was done to it. Notes the persons of both."""
    happenings = history_of(queries.find_interaction(row.id)) if may(current_user, AuditPermission.VIEW) else []
    names = changes.Names.of(happenings)
    following, met = queries.follow_ups_of_interaction(row.id), queries.contacts_met(row.id)
    persons = [person for one in following for person in one.persons]
    saw(current_user, "interaction:page", "partners", [*row.persons, *persons, *persons_among(names.partners.values())])
    saw(current_user, "interaction:page", "contacts", {*names.contacts, *(one.id for one in met)})
    told = [changes.told(happening, names) for happening in happenings]
    return {"happenings": told, "following": following, "met": met, **for_templates()}


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
