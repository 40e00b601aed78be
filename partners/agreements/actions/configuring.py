"""What an administrator changes in the pipelines: names, levels, terms, points, the consent matrix, days.

Settings are appended, never rewritten, and audited; history keeps what held before.
"""

from collections.abc import Iterable

from partners.accounts.rules import SignedIn
from partners.agreements.models import PipelineSetting
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.queries.office import forget_office, latest_setting_id, settings_of
from partners.agreements.rules import settings as rules
from partners.audit.actions import record
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db, hold
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import Words, _l


def configure_pipeline(declared: Pipeline, wanted: rules.Wanted, reason: str, seen: int | None, *, by: SignedIn) -> int:
    """Let names, levels, terms and points of a pipeline be as wanted; how many of them changed.

    `seen` is the id of the latest setting that its writer saw. Raises Refusal at the field, and Stale.
    """
    ensure(by, AgreementPermission.CONFIGURE)
    _refuse_first(rules.objections_to_pipeline(declared, wanted))
    return _append(declared.code, wanted, reason, seen, by=by)


def configure_council(wanted: rules.Wanted, reason: str, seen: int | None, *, by: SignedIn) -> int:
    """Let the consent matrix and the days of submission be as wanted; how many of them changed.

    The council's consent to a foreign sister tie is the law's and no setting (지방자치법 제47조 ① 10).
    """
    ensure(by, AgreementPermission.CONFIGURE)
    _refuse_first(rules.objections_to_council(wanted))
    return _append("", wanted, reason, seen, by=by)


def _append(pipeline: str, wanted: rules.Wanted, reason: str, seen: int | None, *, by: SignedIn) -> int:
    # Of two at the same moment the second waits here, and then reads what the first one saved.
    hold("pipeline_settings")
    if latest_setting_id(pipeline) != seen:
        raise Stale(_l("Somebody else changed these settings after you opened them. Compare both, then save again."))
    if not clean(reason):
        raise Refusal(_l("Write down why this changes."), "reason")
    before = settings_of(pipeline)
    changed = {key: value for key, value in wanted.items() if before.get(key) != value}
    # One moment for all that is saved together: the history shows it as one change.
    moment = now()
    for (what, key), value in changed.items():
        row = PipelineSetting(
            pipeline=pipeline, what=what, key=key, value=value, reason=clean(reason), recorded_at=moment, by_id=by.id
        )
        db.session.add(row)
        db.session.flush()
        record(
            by, "pipeline:configured", row, {f"{what}:{key}": (before.get((what, key)), value)}, reason=clean(reason)
        )
    forget_office()
    return len(changed)


def _refuse_first(objections: Iterable[tuple[str, Words]]) -> None:
    for field, sentence in objections:
        raise Refusal(sentence, field=field)
