"""Who may delete a record, and who may bring it back: whoever may write it."""

from partners.accounts.rules import SignedIn
from partners.directory.permissions import ContactPermission, DocumentPermission, PartnerPermission
from partners.foundation.access import Permission, Scope, may, scope_of
from partners.interactions.permissions import FollowUpPermission
from partners.upkeep.models import TrashEntry
from partners.upkeep.queries.records import Deletable
from partners.upkeep.rules.trash import Record

ASKED: dict[Record, Permission] = {
    Record.PARTNER: PartnerPermission.DELETE,
    Record.CONTACT: ContactPermission.EDIT,
    Record.DOCUMENT: DocumentPermission.EDIT,
    Record.FOLLOW_UP: FollowUpPermission.EDIT,
}


def may_delete(by: SignedIn, one: Deletable) -> bool:
    """Whether the person may delete it: its team, whoever is to do it, or a manager."""
    scope = scope_of(by, ASKED[one.record])
    if scope is not Scope.OWN_TEAM:
        return scope is Scope.ANY
    return by.team_id in one.team_ids or one.assignee_id == by.id


def may_restore(by: SignedIn, entry: TrashEntry) -> bool:
    """Whether the person may bring it back: its team, a manager, and whoever deleted it."""
    asked = ASKED[Record(entry.record)]
    return may(by, asked, entry) or (may(by, asked) and entry.deleted_by_id == by.id)
