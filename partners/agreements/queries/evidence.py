"""What rests on a document."""

from typing import Any

from sqlalchemy import select

from partners.agreements.models import Agreement, GateFact
from partners.agreements.queries.office import office
from partners.foundation.database import db


def gate_resting_on(document_id: int) -> Any:
    """The name of a gate that a case passed with this document; None when there is none."""
    statement = (
        select(GateFact.gate, Agreement.pipeline)
        .join(Agreement, Agreement.id == GateFact.agreement_id)
        .where(GateFact.document_id == document_id)
        .order_by(GateFact.id)
        .limit(1)
    )
    row = db.session.execute(statement).first()
    if row is None:
        return None
    gate = office().pipelines[row.pipeline].gates.get(row.gate)
    return gate.label if gate else row.gate
