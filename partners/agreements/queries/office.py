"""The pipelines as they hold in this office, and as they held at a moment."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from partners.agreements.models import PipelineSetting
from partners.agreements.rules.office import Office, Setting, office_of
from partners.foundation.database import db, memory

KEPT = "agreements.office"


def office() -> Office:
    """What holds now."""
    return office_at(None)


def office_at(moment: datetime | None) -> Office:
    """What held at a moment (UTC); now without one. So history says the names that people saw then.

    The settings are read once a transaction: they change seldom and are asked for all the time.
    """
    kept = memory().setdefault(KEPT, {})
    if not kept:
        kept["rows"] = _read()
    applied = [setting for at, setting in kept["rows"] if moment is None or at <= moment]
    return kept.setdefault(len(applied), None) or _keep(kept, applied)


def forget_office() -> None:
    """Read the settings anew when they are asked for next: they were changed."""
    memory().pop(KEPT, None)


def _keep(kept: dict[Any, Any], applied: list[Setting]) -> Office:
    kept[len(applied)] = office_of(applied)
    return kept[len(applied)]  # type: ignore[no-any-return]


def _read() -> list[tuple[datetime, Setting]]:
    columns = (
        PipelineSetting.recorded_at,
        PipelineSetting.pipeline,
        PipelineSetting.what,
        PipelineSetting.key,
        PipelineSetting.value,
    )
    rows = db.session.execute(select(*columns).order_by(PipelineSetting.id))
    return [(row.recorded_at, Setting(row.pipeline, row.what, row.key, row.value)) for row in rows]
