"""Cases to be given to somebody, and to whom they can be given."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from partners.accounts.queries import user_choices
from partners.agreements.models import Agreement
from partners.agreements.permissions import AgreementPermission
from partners.foundation.database import db


def hold_cases(ids: Collection[int]) -> list[Agreement]:
    """Those of these cases that exist, to be changed together: held until the end of the transaction."""
    statement = select(Agreement).where(Agreement.id.in_(ids)).order_by(Agreement.id).with_for_update()
    return list(db.session.scalars(statement, execution_options={"populate_existing": True}))


def cases_in_charge(ids: Collection[int]) -> Sequence[Any]:
    """Of those of these cases that exist: `state`, `owner_team_id`, `owner_id`."""
    columns = (Agreement.id, Agreement.state, Agreement.owner_team_id, Agreement.owner_id)
    return db.session.execute(select(*columns).where(Agreement.id.in_(ids))).all()


def officers_of(team_ids: Collection[int]) -> dict[int, set[int]]:
    """Who may be in charge of the cases of each of these teams: enabled users whose role moves cases."""
    return {team_id: {person[0] for person in user_choices(team_id, AgreementPermission.MOVE)} for team_id in team_ids}
