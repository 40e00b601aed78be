"""The lists of interactions and of follow-ups as they leave the office: every row, in the order of the list."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select, union

from partners.directory.models import Partner
from partners.directory.queries.taking import PERSONS, Columns
from partners.interactions.models import FollowUp, Interaction, InteractionPartner
from partners.interactions.queries import follow_up_list, follow_up_rows, listing, rows
from partners.interactions.queries.follow_up_rows import FollowUpRow
from partners.interactions.rules.filters import InteractionFilter
from partners.interactions.rules.follow_ups import FollowUpFilter
from partners.lists.order import in_order
from partners.lists.streaming import in_batches, in_columns

PARTNER = Partner.__table__.c
_TAKEN = (
    Interaction.id,
    Interaction.kind,
    Interaction.direction,
    Interaction.title,
    Interaction.item,
    Interaction.amount_won,
    Interaction.amount_approx,
    Interaction.fiscal_year,
    Interaction.recipients_unspecified,
    Interaction.recipients_text,
    Interaction.source,
    Interaction.created_at,
    Interaction.voided_at,
)


@dataclass(frozen=True)
class AskedFollowUps:
    """The follow-ups that somebody asks for on a day: whose they are depends on who asks."""

    filter: FollowUpFilter
    today: date
    user_id: int
    team_id: int | None

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        return follow_up_list.narrowed(statement, self.filter, self.today, self.user_id, self.team_id)


def interactions_listed(asked: InteractionFilter) -> Select[Any]:
    """The ids of the interactions that the list shows."""
    return listing.narrowed(select(Interaction.id), asked)


def interaction_batches(asked: InteractionFilter) -> Iterator[Columns]:
    """The rows of the list, column by column; `times` and `partners`: when each took place, and whom it names."""
    statement = listing.narrowed(rows.with_people(*_TAKEN), asked).order_by(
        *in_order(listing.interaction_keys(asked.order))
    )
    for batch in in_columns(statement):
        times, partners = rows.occurrences_of(batch["id"]), rows.partners_of(batch["id"])
        yield {
            **batch,
            "times": [tuple(times[row_id]) for row_id in batch["id"]],
            "partners": [partners[row_id] for row_id in batch["id"]],
        }


def persons_in_interactions(asked: InteractionFilter, teams: Collection[int] | None = None) -> Select[Any]:
    """The ids of the natural persons whom they name; with `teams` those only that one of these keeps."""
    return _persons(_named_in(interactions_listed(asked)), teams)


def follow_ups_listed(asked: AskedFollowUps) -> Select[Any]:
    """The ids of the follow-ups that the list shows."""
    return asked.narrow(select(FollowUp.id))


def follow_up_batches(asked: AskedFollowUps) -> Iterator[Sequence[FollowUpRow]]:
    """The rows of the list, complete."""
    statement = asked.narrow(follow_up_rows.rows_statement()).order_by(
        *in_order(follow_up_list.follow_up_keys(asked.filter))
    )
    for found in in_batches(statement):
        yield follow_up_rows.complete(found)


def persons_in_follow_ups(asked: AskedFollowUps, teams: Collection[int] | None = None) -> Select[Any]:
    """The ids of the natural persons whom they concern; with `teams` those only that one of these keeps."""
    own = asked.narrow(select(FollowUp.partner_id).where(FollowUp.partner_id.is_not(None)))
    by_interaction = asked.narrow(select(FollowUp.interaction_id).where(FollowUp.partner_id.is_(None)))
    return _persons(union(own, _named_in(by_interaction)), teams)


def _named_in(interaction_ids: Select[Any]) -> Select[Any]:
    return select(InteractionPartner.partner_id).where(InteractionPartner.interaction_id.in_(interaction_ids))


def _persons(partner_ids: Any, teams: Collection[int] | None) -> Select[Any]:
    statement = select(PARTNER.id).where(PARTNER.kind.in_(PERSONS), PARTNER.id.in_(partner_ids))
    return statement if teams is None else statement.where(PARTNER.owner_team_id.in_(teams))
