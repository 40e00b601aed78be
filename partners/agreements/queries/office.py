"""The pipelines as they hold in this office, and as they held at a moment."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from partners.accounts.models import User
from partners.agreements.models import PipelineSetting
from partners.agreements.rules.office import Office, Setting, is_understood, office_of
from partners.foundation.columns import Json
from partners.foundation.database import db, memory
from partners.lists.remembered import remembered

KEPT = "agreements.office"
MOST_CHANGES = 100


def office() -> Office:
    """What holds now."""
    return office_at(None)


def office_at(moment: datetime | None) -> Office:
    """What held at a moment (UTC); now without one. So history says the names that people saw then.

    Settings change seldom and are asked for all the time, also by a transaction that writes.
    """
    kept = memory().setdefault(KEPT, {})
    if not kept:
        kept["rows"] = _read()
    applied = [setting for at, setting in kept["rows"] if moment is None or at <= moment]
    return kept.setdefault(len(applied), None) or _keep(kept, applied)


def forget_office() -> None:
    """Read the settings anew when they are asked for next: they were changed."""
    memory().pop(KEPT, None)


def latest_setting_id(pipeline: str) -> int | None:
    """The id of the latest change of a pipeline's settings; of those for all with an empty code."""
    return db.session.scalar(select(func.max(PipelineSetting.id)).where(PipelineSetting.pipeline == pipeline))


def settings_of(pipeline: str) -> dict[tuple[str, str], Any]:
    """What differs from the declaration, by what and key; what is not understood differs in nothing."""
    known = (one for _at, one in _read() if one.pipeline == pipeline and is_understood(one))
    latest = {(one.what, one.key): one.value for one in known}
    return {key: value for key, value in latest.items() if value is not None}


@dataclass(frozen=True)
class Changed:
    """One setting that was changed: what stood before it (None: as declared), by whom, when (UTC) and why."""

    setting: Setting
    before: Any
    at: datetime
    who: str | None
    reason: str


def changes_of(pipeline: str) -> list[Changed]:
    """Every change of a pipeline's settings, latest first; at most the latest hundred."""
    row = PipelineSetting
    before = func.lag(row.value, type_=Json).over(partition_by=(row.what, row.key), order_by=row.id)
    statement = (
        select(row.what, row.key, row.value, before.label("before"), row.recorded_at, row.reason, User.name)
        .outerjoin(User, User.id == row.by_id)
        .where(row.pipeline == pipeline)
        .order_by(row.id.desc())
        .limit(MOST_CHANGES)
    )
    return [
        Changed(Setting(pipeline, one.what, one.key, one.value), one.before, one.recorded_at, one.name, one.reason)
        for one in db.session.execute(statement)
    ]


def count_differing() -> dict[str, int]:
    """How many settings of each pipeline differ from its declaration; by code, those for all with an empty one."""
    latest = {(one.pipeline, one.what, one.key): one for _at, one in _read() if is_understood(one)}
    return Counter(one.pipeline for one in latest.values() if one.value is not None)


def _keep(kept: dict[Any, Any], applied: list[Setting]) -> Office:
    kept[len(applied)] = office_of(applied)
    return kept[len(applied)]  # type: ignore[no-any-return]


@remembered("pipeline_settings")
def _read() -> tuple[tuple[datetime, Setting], ...]:
    columns = (
        PipelineSetting.recorded_at,
        PipelineSetting.pipeline,
        PipelineSetting.what,
        PipelineSetting.key,
        PipelineSetting.value,
    )
    rows = db.session.execute(select(*columns).order_by(PipelineSetting.id))
    return tuple((row.recorded_at, Setting(row.pipeline, row.what, row.key, row.value)) for row in rows)
