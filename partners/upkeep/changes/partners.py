"""Partners together: officer, team, tags, a follow-up with each, archive."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from partners.accounts import queries as accounts
from partners.accounts.rules import SignedIn
from partners.audit.actions import Changes, record_each
from partners.directory import actions, queries
from partners.directory.kinds import KINDS
from partners.directory.models import Partner, PartnerStanding, PartnerTag, Tag
from partners.directory.pages.stages import known_stages
from partners.directory.permissions import PartnerPermission
from partners.directory.rules.archive import Hold
from partners.directory.rules.filters import read_filter
from partners.directory.rules.tags import objection_to_tags, tags_after
from partners.foundation.access import Permission, may
from partners.foundation.hangul import fold
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l
from partners.interactions.actions import plan_follow_ups
from partners.interactions.actions.follow_ups import Step
from partners.interactions.models import FollowUp
from partners.interactions.permissions import FollowUpPermission
from partners.upkeep.changes import forms
from partners.upkeep.changes.kind import Change, Records, Told
from partners.upkeep.queries.rows import Frame
from partners.upkeep.rules.bulk import Effect, Left, Sorted, sort_out

HELD_BY = {Hold.TIE: Left.TIE, Hold.CASE: Left.CASE, Hold.FOLLOW_UP: Left.FOLLOW_UP}


def matching(where: Mapping[str, str], by: SignedIn, most: int) -> list[int]:
    """The partners that the list shows at this address."""
    codes = {team.code for team in accounts.teams()}
    asked = read_filter(where, KINDS, codes, known_stages()).for_person(by.id)
    return queries.partner_ids(replace(asked, sort="name"), most)


def _sorted(
    ids: Collection[int], by: SignedIn, decide: Callable[[Any], Left | Effect], permission: Permission | None
) -> Sorted:
    def decide_of(row: Any) -> Left | Effect:
        if row.trashed_at is not None:
            return Left.ARCHIVED
        if permission is not None and not may(by, permission, row):
            return Left.NOT_YOURS
        return decide(row)

    return sort_out(ids, queries.rows_in_charge(ids), decide_of)


def _sort_charge(told: Told, ids: Collection[int], by: SignedIn) -> Sorted:
    decided: dict[Any, Left | Effect] = {}

    def decide(row: Any) -> Left | Effect:
        charge = (row.owner_team_id, row.owner_id)
        if charge not in decided:
            decided[charge] = _charge_effect(told, charge)
        return decided[charge]

    return _sorted(ids, by, decide, PartnerPermission.EDIT)


def _charge_effect(told: Told, charge: tuple[int | None, int | None]) -> Left | Effect:
    try:
        after = actions.charge_after(told, charge)
    except Refusal:
        return Left.OF_ANOTHER_TEAM
    names = ("owner_team_id", "owner_id")
    effect = {name: pair for name, *pair in zip(names, charge, after, strict=True) if pair[0] != pair[1]}
    return {name: (pair[0], pair[1]) for name, pair in effect.items()} or Left.ALREADY


def _sort_tags(told: Told, ids: Collection[int], by: SignedIn) -> Sorted:
    carried = actions.names_of_rows(ids)

    def decide(row: Any) -> Left | Effect:
        before = carried[row.id]
        after = tags_after(before, told["add"], told["remove"])
        if after == before:
            return Left.ALREADY
        return Left.TOO_MANY_TAGS if objection_to_tags(after) else {"tags": (before, after)}

    return _sorted(ids, by, decide, PartnerPermission.TAG)


def _sort_plan(told: Told, ids: Collection[int], by: SignedIn) -> Sorted:
    return _sorted(ids, by, lambda _row: {"follow_up": (None, told["title"])}, None)


def _sort_archive(told: Told, ids: Collection[int], by: SignedIn) -> Sorted:
    holdings = queries.holdings_of_many(ids)

    def decide(row: Any) -> Left | Effect:
        held = holdings.get(row.id)
        return HELD_BY[held[0].hold] if held else {"archived": (None, told["reason"])}

    return _sorted(ids, by, decide, PartnerPermission.ARCHIVE)


def _plan(told: Told, ids: Collection[int], by: SignedIn, beside: Changes) -> None:
    step = Step(title=told["title"], due_on=told["due_on"], assignee=told["assignee"])
    plan_follow_ups(step, ids, by, beside)
    # The partner's own history says it as well: it is the partner that was chosen.
    told_each = {"follow_up": (None, step.title), **beside}
    record_each(by, "partner:follow_up_planned", Partner, dict.fromkeys(ids, told_each))


def _rows(_told: Told, ids: Collection[int]) -> Sequence[Frame]:
    return [Frame(Partner.id, ids)]


def _rows_and_tags(told: Told, ids: Collection[int]) -> Sequence[Frame]:
    words = [fold(word) for word in told["add"]]
    return [Frame(Partner.id, ids), Frame(PartnerTag.partner_id, ids), Frame(Tag.name_key, words)]


def _plans(_told: Told, ids: Collection[int]) -> Sequence[Frame]:
    return [Frame(FollowUp.partner_id, ids), Frame(PartnerStanding.partner_id, ids)]


def _tag_words(told: Told) -> Sequence[tuple[str, Any]]:
    return [(name, told[key]) for name, key in (("tags_on", "add"), ("tags_off", "remove")) if told[key]]


def _plan_words(told: Told) -> Sequence[tuple[str, Any]]:
    fields = (("follow_up", "title"), ("due_on", "due_on"), ("assignee", "assignee"))
    return [(name, told[key]) for name, key in fields if told[key]]


PARTNERS = Records(
    "partners",
    Partner,
    "partner",
    "directory.index",
    matching,
    (
        Change(
            "owner",
            _l("Officer in charge"),
            "user",
            PartnerPermission.EDIT,
            forms.OwnerForm,
            _sort_charge,
            lambda told, ids, by, beside: actions.put_in_charge(ids, told, by, beside),
            _rows,
            lambda told: [("owner_id", told["owner_id"])],
        ),
        Change(
            "team",
            _l("Team in charge"),
            "users",
            PartnerPermission.EDIT,
            forms.TeamForm,
            _sort_charge,
            lambda told, ids, by, beside: actions.put_in_charge(ids, told, by, beside),
            _rows,
            lambda told: [("owner_team_id", told["owner_team_id"])],
            for_all_teams=True,
            hint=_l("An officer in charge who does not belong to the new team is in charge no longer."),
        ),
        Change(
            "tags",
            _l("Tags"),
            "tag",
            PartnerPermission.TAG,
            forms.TagsForm,
            _sort_tags,
            lambda told, ids, by, beside: actions.retag_partners(ids, by, told["add"], told["remove"], beside),
            _rows_and_tags,
            _tag_words,
            hint=_l("Several with commas between."),
        ),
        Change(
            "follow_up",
            _l("Plan a follow-up with each"),
            "calendar",
            FollowUpPermission.EDIT,
            forms.StepForm,
            _sort_plan,
            _plan,
            _plans,
            _plan_words,
        ),
        Change(
            "archive",
            _l("Archive"),
            "box",
            PartnerPermission.ARCHIVE,
            forms.ArchiveForm,
            _sort_archive,
            lambda told, ids, by, beside: actions.archive_partners(ids, told["reason"], by, beside),
            _rows,
            lambda _told: (),
            hint=_l(
                "An archived partner leaves every list, search and map. Its page and its records stay to be read, "
                "and a manager can bring it back."
            ),
        ),
    ),
)
