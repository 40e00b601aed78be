"""How many stand behind each box of the filters: counted under all the other filters; and where the years begin."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, literal, select, union_all

from partners.directory.models import Partner, Tie, TieEvent
from partners.directory.queries.silence import is_silent
from partners.directory.rules.filters import CANDIDATE, WITHOUT
from partners.directory.rules.ties import LIVING
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.maps.queries.conditions import IS_LOCATED, conditions_of, is_unsure, is_within, ties_at, with_standing
from partners.maps.rules import MapFilter, View

#: What boxes stand for.
SECTION, TIE = "section", "tie"
#: Beside the types of ties.
OTHER_TIES = (CANDIDATE, WITHOUT)


@dataclass(frozen=True)
class Counts:
    """How many the map shows and how many have no coordinates; and how many each box of the filters stands for.

    `first_year`: of the first tie that is known of, from its day, its reference or its source; this year without any.
    """

    found: int
    without_place: int
    in_view: int
    silent: int
    unsure: int
    sections: dict[str, int]
    ties: dict[str, int]
    first_year: int


def counts(asked: MapFilter, kinds: Sequence[str], view: View | None = None) -> Counts:
    """What the map of this filter counts. Two statements."""
    states = db.session.execute(_states(asked, view)).one()
    boxes: dict[str, dict[str, int]] = {SECTION: {}, TIE: {}}
    by_box = union_all(_by_section(asked.of_any_kind(kinds)), _by_tie(asked.of_any_tie()))
    for box, name, number in db.session.execute(by_box):
        boxes[box][name] = number
    return Counts(
        found=states.found,
        without_place=states.without_place,
        in_view=states.in_view,
        silent=states.silent,
        unsure=states.unsure,
        sections=boxes[SECTION],
        ties={**boxes[TIE], **{name: states._mapping[name] for name in OTHER_TIES}},
        first_year=_first_year(states.first_day, states.first_reference),
    )


def count_located(asked: MapFilter) -> int:
    """How many partners the filter lets through, of those that have coordinates."""
    return db.session.scalar(_partners(asked, func.count()).where(IS_LOCATED)) or 0


def _states(asked: MapFilter, view: View | None) -> Any:
    """One row: the states, the ties that are no types, and what the first year is told from."""
    return select(_by_state(asked, view), *_by_other_ties(asked.of_any_tie()), *_first_ties())


def _by_state(asked: MapFilter, view: View | None) -> Any:
    # Counted without the two filters by state: each stands for what it would leave.
    silent, unsure = is_silent(), is_unsure()
    chosen = [silent] if asked.shared.silent else []
    chosen += [unsure] if asked.unsure else []
    in_view = [is_within(view)] if view else []
    columns = (
        func.count().filter(IS_LOCATED, *chosen).label("found"),
        func.count().filter(~IS_LOCATED, *chosen).label("without_place"),
        func.count().filter(IS_LOCATED, *chosen, *in_view).label("in_view"),
        func.count().filter(IS_LOCATED, silent, *chosen).label("silent"),
        func.count().filter(IS_LOCATED, unsure, *chosen).label("unsure"),
    )
    return _partners(asked.of_any_state(), *columns).subquery()


def _by_section(asked: MapFilter) -> Any:
    counted = _partners(asked, literal(SECTION), Partner.section, func.count()).where(IS_LOCATED)
    return counted.group_by(Partner.section)


def _by_tie(asked: MapFilter) -> Any:
    conditions = [*conditions_of(asked), IS_LOCATED]
    ties: Any = Tie.__table__.c if asked.year is None else ties_at(asked.year).c
    living = [Tie.status.in_(LIVING)] if asked.year is None else []
    counted = select(literal(TIE), ties.type, func.count(Partner.id.distinct()))
    counted = counted.join(Partner, Partner.id == ties.partner_id).where(*living, *conditions)
    return with_standing(counted.group_by(ties.type), asked)


def _by_other_ties(asked: MapFilter) -> list[Any]:
    others = {name: replace(asked, ties=(name,)) for name in OTHER_TIES}
    return [
        with_standing(select(func.count()).select_from(Partner), narrowed)
        .where(*conditions_of(narrowed), IS_LOCATED)
        .scalar_subquery()
        .label(name)
        for name, narrowed in others.items()
    ]


def _first_ties() -> tuple[Any, Any]:
    """The first day of a tie, and the first year that a reference names."""
    # "1995. 10.": what outside sources say, as text; its year stands first.
    referred = func.substr(Tie.reference_date, 1, 4)
    reference = select(func.min(referred)).where(referred.between("1900", str(today().year))).scalar_subquery()
    happened = func.coalesce(TieEvent.effective_on, TieEvent.as_of_date)
    return select(func.min(happened)).scalar_subquery().label("first_day"), reference.label("first_reference")


def _first_year(day: date | None, referred: str | None) -> int:
    known = [day.year] if day else []
    known += [int(referred)] if referred and referred.isdigit() else []
    return min([today().year, *known])


def _partners(asked: MapFilter, *columns: Any) -> Any:
    return with_standing(select(*columns).select_from(Partner), asked).where(*conditions_of(asked))
