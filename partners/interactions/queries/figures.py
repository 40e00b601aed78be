"""Figures: what was given and received, how often we spoke. Void records count nowhere."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, Select, bindparam, exists, func, select

from partners.directory.models import Partner
from partners.foundation.database import db
from partners.interactions.models import Interaction, InteractionPartner
from partners.interactions.queries.naming import named_or_related
from partners.interactions.rules.kinds import CARRYING

STANDING = Interaction.voided_at.is_(None)


@dataclass(frozen=True)
class Donations:
    """How many gifts came in: their number, the won that are known, and how many amounts are not."""

    number: int
    known_won: int
    unknown: int


@dataclass(frozen=True)
class Gift:
    """One record of a balance; `won` is None when nobody knows the amount."""

    id: int
    title: str
    item: str
    won: int | None
    approx: bool


@dataclass(frozen=True)
class BalanceSide:
    """What went one way in a year."""

    gifts: tuple[Gift, ...]

    @property
    def known_won(self) -> int | None:
        """The sum in won of the amounts that are known; None when not one is."""
        known = [gift.won for gift in self.gifts if gift.won is not None]
        return sum(known) if known else None

    @property
    def unknown(self) -> int:
        return sum(gift.won is None for gift in self.gifts)

    @property
    def is_approx_known(self) -> bool:
        """Whether the sum holds estimates."""
        return any(gift.approx for gift in self.gifts if gift.won is not None)


@dataclass(frozen=True)
class Balance:
    """주고받음: what a partner gave us and what we gave it in a fiscal year."""

    year: int
    received: BalanceSide
    given: BalanceSide

    @property
    def is_empty(self) -> bool:
        return not self.received.gifts and not self.given.gifts

    @property
    def nothing_known(self) -> bool:
        return self.received.known_won is None and self.given.known_won is None


def count_unnamed(year: int) -> int:
    """How many records of a fiscal year name nobody, since the recipients were not said."""
    unnamed = select(func.count()).select_from(Interaction)
    return (
        db.session.scalar(unnamed.where(STANDING, Interaction.fiscal_year == year, Interaction.recipients_unspecified))
        or 0
    )


def count_since(partner_ids: Collection[int], since: date | None) -> int:
    """How many interactions name one of these partners, on or after a day (None: ever).

    One without a day is taken for the first of its fiscal year.
    """
    names_them = exists().where(
        InteractionPartner.interaction_id == Interaction.id, InteractionPartner.partner_id.in_(partner_ids)
    )
    statement = select(func.count()).select_from(Interaction).where(STANDING, names_them)
    if since is not None:
        statement = statement.where(Interaction.sort_on >= since)
    return db.session.scalar(statement) or 0


def companions_of(partner_ids: Collection[int], limit: int = 3) -> list[int]:
    """The partners most often named together with these, latest first among equals; archived ones left out."""
    here = select(InteractionPartner.interaction_id).where(InteractionPartner.partner_id.in_(partner_ids))
    statement = (
        select(InteractionPartner.partner_id)
        .join(Interaction, Interaction.id == InteractionPartner.interaction_id)
        .join(Partner.__table__, Partner.__table__.c.id == InteractionPartner.partner_id)
        .where(STANDING, InteractionPartner.interaction_id.in_(here), InteractionPartner.partner_id.not_in(partner_ids))
        .where(Partner.__table__.c.trashed_at.is_(None))
        .group_by(InteractionPartner.partner_id)
        .order_by(func.count().desc(), func.max(Interaction.sort_on).desc(), InteractionPartner.partner_id)
        .limit(limit)
    )
    return list(db.session.scalars(statement))


def donations_received(year: int) -> Donations:
    """The donations of a fiscal year. Each record counts once, however many partners it names."""
    return _donations("donation_received", year)


def aid_given_won(year: int) -> int:
    """The won, as far as they are known, of the aid that we gave in a fiscal year."""
    return _donations("aid_given", year).known_won


def fiscal_years() -> list[int]:
    """The fiscal years in which anything is recorded, latest first."""
    return list(db.session.scalars(_years()))


@cache
def _years() -> Select[Any]:
    # From year to year down the index: DISTINCT would walk over every record.
    years = select(func.max(Interaction.fiscal_year).label("year")).where(STANDING).cte("years", recursive=True)
    before = select(func.max(Interaction.fiscal_year)).where(STANDING, Interaction.fiscal_year < years.c.year)
    years = years.union_all(select(before.scalar_subquery()).where(years.c.year.is_not(None)))
    return select(years.c.year).where(years.c.year.is_not(None))


def balance_of(partner_id: int, year: int) -> Balance:
    """What passed between a partner (or an institution related to it) and us in a fiscal year."""
    sides: dict[str, list[Gift]] = {"inbound": [], "outbound": []}
    told = {"partners": [partner_id], "year": year, "since": date(year, 1, 1)}
    for row in db.session.execute(_gifts(), told):
        if row.direction in sides:
            gift = Gift(row.id, row.title, row.item, row.amount_won, row.amount_approx)
            sides[row.direction].append(gift)
    return Balance(year, BalanceSide(tuple(sides["inbound"])), BalanceSide(tuple(sides["outbound"])))


@cache
def _gifts() -> Select[Any]:
    # Nothing is sorted before the year to which it is counted (`rules.understand`): what is older is not looked at.
    partners, since = bindparam("partners", type_=Integer, expanding=True), bindparam("since", type_=Date)
    pairs = named_or_related(partners, since).subquery()
    columns = ("direction", "id", "title", "item", "amount_won", "amount_approx")
    return (
        select(*(getattr(Interaction, name) for name in columns))
        .join(pairs, pairs.c.interaction_id == Interaction.id)
        .where(STANDING, Interaction.fiscal_year == bindparam("year", type_=Integer), Interaction.kind.in_(CARRYING))
        .order_by(Interaction.sort_on, Interaction.id)
    )


def _donations(kind: str, year: int) -> Donations:
    statement = select(
        func.count(), func.coalesce(func.sum(Interaction.amount_won), 0), func.count(Interaction.amount_won)
    )
    number, won, known = db.session.execute(
        statement.where(STANDING, Interaction.kind == kind, Interaction.fiscal_year == year)
    ).one()
    # PostgreSQL sums to a Decimal.
    return Donations(number, int(won or 0), number - known)
