"""How many stand behind each box of the filters: counted under all the other filters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select

from partners.directory.models import Partner, Tie
from partners.directory.queries.silence import is_silent
from partners.directory.rules.filters import CANDIDATE, WITHOUT
from partners.directory.rules.ties import LIVING
from partners.foundation.database import db
from partners.maps.queries.conditions import IS_LOCATED, conditions_of, is_unsure, is_within, ties_at, with_standing
from partners.maps.rules import MapFilter, View


@dataclass(frozen=True)
class Counts:
    """How many the map shows and how many have no coordinates; and how many each box of the filters stands for."""

    found: int
    without_place: int
    in_view: int
    silent: int
    unsure: int
    sections: dict[str, int]
    ties: dict[str, int]


def counts(asked: MapFilter, kinds: Sequence[str], view: View | None = None) -> Counts:
    """What the map of this filter counts. Four statements."""
    states = _states(asked, view)
    by_section = _partners(asked.of_any_kind(kinds), Partner.section, func.count()).where(IS_LOCATED)
    sections = db.session.execute(by_section.group_by(Partner.section))
    return Counts(
        found=states.found,
        without_place=states.without_place,
        in_view=states.in_view,
        silent=states.silent,
        unsure=states.unsure,
        sections={row[0]: row[1] for row in sections},
        ties=_by_tie(asked.of_any_tie()),
    )


def count_located(asked: MapFilter) -> int:
    """How many partners the filter lets through, of those that have coordinates."""
    return db.session.scalar(_partners(asked, func.count()).where(IS_LOCATED)) or 0


def _states(asked: MapFilter, view: View | None) -> Any:
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
    return db.session.execute(_partners(asked.of_any_state(), *columns)).one()


def _by_tie(asked: MapFilter) -> dict[str, int]:
    conditions = [*conditions_of(asked), IS_LOCATED]
    ties: Any = Tie.__table__.c if asked.year is None else ties_at(asked.year).c
    living = [Tie.status.in_(LIVING)] if asked.year is None else []
    by_type = select(ties.type, func.count(Partner.id.distinct())).join(Partner, Partner.id == ties.partner_id)
    by_type = by_type.where(*living, *conditions).group_by(ties.type)
    found = {row[0]: row[1] for row in db.session.execute(with_standing(by_type, asked))}
    return {**found, **_by_other_ties(asked)}


def _by_other_ties(asked: MapFilter) -> dict[str, int]:
    others = {name: replace(asked, ties=(name,)) for name in (CANDIDATE, WITHOUT)}
    columns = [
        with_standing(select(func.count()).select_from(Partner), narrowed)
        .where(*conditions_of(narrowed), IS_LOCATED)
        .scalar_subquery()
        .label(name)
        for name, narrowed in others.items()
    ]
    return dict(db.session.execute(select(*columns)).one()._mapping)


def _partners(asked: MapFilter, *columns: Any) -> Any:
    return with_standing(select(*columns).select_from(Partner), asked).where(*conditions_of(asked))
