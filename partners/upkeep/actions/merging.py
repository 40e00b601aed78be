"""Two records of one partner become one: what hangs on the one is carried over, and its address leads to the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select, update

from partners.accounts.rules import SignedIn
from partners.agreements.actions import rebuild_standing_of
from partners.agreements.models import Agreement
from partners.directory.actions import lock_partners
from partners.directory.actions.merging import put_away_merged, record_merge, write_merged
from partners.directory.models import Partner, Tie, TieEvent
from partners.directory.permissions import PartnerPermission
from partners.directory.queries import get_partner, related_partner_ids
from partners.directory.queries.merging import columns_of, state_of
from partners.directory.queries.succession import followers_of
from partners.directory.rules.merging import (
    Both,
    Side,
    channels_of_both,
    choices_among,
    merged_values,
    objections_to_merge,
    other_names,
)
from partners.foundation.access import ensure, may
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.progress import UNSEEN, Progress
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import Words, _l
from partners.interactions.actions import follow_names, refresh_standings
from partners.upkeep.actions.carrying import carry
from partners.upkeep.actions.journal import photographing
from partners.upkeep.models import Act
from partners.upkeep.permissions import MergePermission
from partners.upkeep.queries.merging import frames_of, is_bound, links, named_links, twin_cases, twin_ties
from partners.upkeep.rules.merging import CASES_OF_BOTH, NotOne, Twin, objections_to_twins
from partners.upkeep.rules.progress import Step

CHANGED_SINCE = _l("One of both records was changed after you opened this page. Look at both again.")


@dataclass(frozen=True)
class Decisions:
    """What somebody chose: whose value stays of each choice, which tie of two, and why. Nothing said is the default."""

    sides: Mapping[str, Side] = field(default_factory=dict)
    #: By type, the id of the tie that stays.
    ties: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""


def ensure_may_merge(kept: Partner, gone: Partner, by: SignedIn) -> None:
    """Raise Forbidden unless the person may correct both records, and merge."""
    for partner in (kept, gone):
        ensure(by, MergePermission.MERGE, partner)
        ensure(by, PartnerPermission.EDIT, partner)


def objections_between(kept: Partner, gone: Partner, by: SignedIn) -> list[Words]:
    """Why these two cannot become one as they stand, each with what to do; empty when they can."""
    objections = objections_to_merge(_both(kept, gone))
    if kept.id == gone.id:
        return objections
    decides = may(by, MergePermission.DECIDE_TIES)
    cases: list[Words] = [CASES_OF_BOTH] if twin_cases(kept.id, gone.id) else []
    return [*objections, *cases, *objections_to_twins(twin_ties(kept.id, gone.id), decides)]


def merge_partners(
    gone: Partner,
    kept: Partner,
    versions: tuple[int | None, int | None],
    decisions: Decisions,
    by: SignedIn,
    progress: Progress = UNSEEN,
) -> Act:
    """Merge one record into another, which stays under every name of both; returns the act, which can be taken back.

    `versions` are those of `gone` and `kept` that the person saw. Raises Forbidden, NotOne with every reason,
    and Stale when one of both has changed since.
    """
    progress.tell(Step.LOOKING)
    ensure_may_merge(kept, gone, by)
    if kept.id != gone.id:
        lock_partners({kept.id, gone.id})
    if versions != _versions(gone.id, kept.id):
        raise Stale(CHANGED_SINCE)
    objections = objections_between(kept, gone, by)
    if objections:
        raise NotOne(objections)
    ids, reason = (kept.id, gone.id), clean(decisions.reason)
    related = related_partner_ids(ids)
    asked = {"kept": kept.id, "gone": gone.id}
    frames = frames_of(ids, related)
    with photographing("merge", frames, by=by, about={Partner: ids}, asked=asked, reason=reason) as act:
        progress.tell(Step.MERGING)
        _merge(kept, gone, decisions, act, by)
        progress.tell(Step.FINISHING)
        _stand_anew({kept.id, gone.id, *related})
    return act


def _merge(kept: Partner, gone: Partner, decisions: Decisions, act: Act, by: SignedIn) -> None:
    before, other = state_of(kept), state_of(gone)
    values = merged_values(choices_among(columns_of(kept.kind)), decisions.sides, before, other)
    values = {name: _not_oneself(name, value, kept.id, gone.id) for name, value in values.items()}
    channels = channels_of_both(before, other)
    _unite_ties(twin_ties(kept.id, gone.id), decisions.ties)
    carry(links(), named_links(), "partner", kept.id, gone.id)
    db.session.expire_all()
    kept, gone = get_partner(kept.id), get_partner(gone.id)
    reason = clean(decisions.reason)
    put_away_merged(gone, kept, reason, by)
    names = kept.search_text
    tags = list(dict.fromkeys([*before["tags"], *other["tags"]]))
    write_merged(kept, values, other_names(values, before, other), channels, tags)
    if kept.search_text == names:
        # Otherwise it has been done: the record is called otherwise.
        follow_names(kept.id)
    after = state_of(kept)
    changes = {name: (before[name], value) for name, value in after.items() if value != before[name]}
    record_merge(kept, gone, changes, act.id, reason, by)


def _unite_ties(twins: Sequence[Twin], chosen: Mapping[str, int]) -> None:
    """Of a tie that two records tell, one record stays: it has the history of both cases that led it."""
    for twin in twins:
        stays = chosen.get(twin.type, twin.default_id)
        if not twin.may_stay(stays):
            raise Refusal(_l("A tie that an agreement made stays: its agreement proves it."), f"tie-{twin.type}")
        goes = twin.gone_id if stays == twin.kept_id else twin.kept_id
        db.session.execute(update(Agreement).where(Agreement.tie_id == goes).values(tie_id=stays))
        db.session.execute(delete(TieEvent).where(TieEvent.tie_id == goes))
        db.session.execute(delete(Tie).where(Tie.id == goes))


def _stand_anew(partner_ids: set[int]) -> None:
    refresh_standings(partner_ids)
    for partner_id in sorted(partner_ids):
        rebuild_standing_of(partner_id)


def _not_oneself(name: str, value: Any, kept_id: int, gone_id: int) -> Any:
    """A body that belonged to its own double belongs to nobody."""
    return None if name in ("related_partner_id", "successor_id") and value in (kept_id, gone_id) else value


def _versions(gone_id: int, kept_id: int) -> tuple[int | None, int | None]:
    rows = {row.id: row.version for row in db.session.execute(_version_rows({gone_id, kept_id}))}
    return rows.get(gone_id), rows.get(kept_id)


def _version_rows(ids: set[int]) -> Any:
    return select(Partner.id, Partner.version).where(Partner.id.in_(ids))


def _both(kept: Partner, gone: Partner) -> Both:
    return Both(
        kind=kept.kind,
        kind_gone=gone.kind,
        member_kind=getattr(kept, "member_kind", ""),
        member_kind_gone=getattr(gone, "member_kind", ""),
        country=kept.country,
        country_gone=gone.country,
        is_bound=is_bound([kept.id, gone.id]),
        is_archived=kept.is_archived or gone.is_archived,
        succeeds=kept.id in followers_of(gone.id) or gone.id in followers_of(kept.id),
        is_same=kept.id == gone.id,
    )
