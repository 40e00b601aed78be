"""Who may do what: one table, a row a permission, a column a role.

An officer writes what the own team owns and reads the rest; a manager may do so for every
team and may pass a gate with a written reason. Whatever is not in this table is not allowed.
"""

from partners.accounts.permissions import AccountPermission
from partners.accounts.rules import Role
from partners.agreements.permissions import AgreementPermission
from partners.audit.permissions import AuditPermission
from partners.directory.permissions import (
    ContactPermission,
    DocumentPermission,
    PartnerPermission,
    VocabularyPermission,
)
from partners.foundation.access import Permission, Scope
from partners.interactions.permissions import FollowUpPermission, InteractionPermission
from partners.lists.permissions import ViewPermission
from partners.maps.permissions import MapPermission
from partners.reports.permissions import ReportPermission
from partners.search.permissions import SearchPermission
from partners.today.permissions import TodayPermission
from partners.transfers.permissions import TransferPermission
from partners.upkeep.permissions import ActPermission, MergePermission, QualityPermission, TrashPermission

NO, OWN_TEAM, ANY = Scope.NONE, Scope.OWN_TEAM, Scope.ANY

COLUMNS = (Role.VIEWER, Role.OFFICER, Role.MANAGER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)

# fmt: off
TABLE: dict[Permission, tuple[Scope, Scope, Scope, Scope, Scope]] = {
    #                                   viewer  officer   manager  privacy  administrator
    AccountPermission.USE_OWN:         (ANY,    ANY,      ANY,     ANY,     ANY),
    AccountPermission.MANAGE_USERS:    (NO,     NO,       NO,      NO,      ANY),
    AccountPermission.MANAGE_TEAMS:    (NO,     NO,       NO,      NO,      ANY),
    AuditPermission.VIEW:              (NO,     ANY,      ANY,     ANY,     ANY),
    PartnerPermission.VIEW:            (ANY,    ANY,      ANY,     ANY,     ANY),
    PartnerPermission.CREATE:          (NO,     OWN_TEAM, ANY,     NO,      NO),
    PartnerPermission.EDIT:            (NO,     OWN_TEAM, ANY,     NO,      NO),
    PartnerPermission.TAKE_OVER:       (NO,     NO,       ANY,     NO,      NO),
    PartnerPermission.HAND_OVER:       (NO,     NO,       ANY,     NO,      NO),
    PartnerPermission.ARCHIVE:         (NO,     NO,       ANY,     NO,      NO),
    PartnerPermission.TAG:             (NO,     OWN_TEAM, ANY,     NO,      NO),
    PartnerPermission.DELETE:          (NO,     OWN_TEAM, ANY,     NO,      NO),
    ContactPermission.VIEW:            (ANY,    ANY,      ANY,     ANY,     ANY),
    ContactPermission.SEE_DETAILS:     (NO,     OWN_TEAM, ANY,     ANY,     NO),
    ContactPermission.EDIT:            (NO,     OWN_TEAM, ANY,     NO,      NO),
    DocumentPermission.VIEW:           (ANY,    ANY,      ANY,     ANY,     ANY),
    DocumentPermission.EDIT:           (NO,     OWN_TEAM, ANY,     NO,      NO),
    VocabularyPermission.MANAGE:       (NO,     NO,       NO,      NO,      ANY),
    InteractionPermission.VIEW:        (ANY,    ANY,      ANY,     ANY,     ANY),
    InteractionPermission.LOG:         (NO,     ANY,      ANY,     NO,      NO),
    InteractionPermission.CORRECT:     (NO,     OWN_TEAM, ANY,     NO,      NO),
    InteractionPermission.VOID:        (NO,     OWN_TEAM, ANY,     NO,      NO),
    FollowUpPermission.VIEW:           (ANY,    ANY,      ANY,     ANY,     ANY),
    FollowUpPermission.EDIT:           (NO,     OWN_TEAM, ANY,     NO,      NO),
    AgreementPermission.VIEW:          (ANY,    ANY,      ANY,     ANY,     ANY),
    AgreementPermission.START:         (NO,     OWN_TEAM, ANY,     NO,      NO),
    AgreementPermission.EDIT:          (NO,     OWN_TEAM, ANY,     NO,      NO),
    AgreementPermission.MOVE:          (NO,     OWN_TEAM, ANY,     NO,      NO),
    AgreementPermission.RECORD_CONSENT:(NO,     OWN_TEAM, ANY,     NO,      NO),
    AgreementPermission.END:           (NO,     OWN_TEAM, ANY,     NO,      NO),
    AgreementPermission.OVERRIDE:      (NO,     NO,       ANY,     NO,      NO),
    AgreementPermission.DRAFT:         (NO,     OWN_TEAM, ANY,     NO,      NO),
    AgreementPermission.KEEP_ROUNDS:   (NO,     OWN_TEAM, ANY,     NO,      NO),
    AgreementPermission.KEEP_SESSIONS: (NO,     ANY,      ANY,     NO,      NO),
    AgreementPermission.CONFIGURE:     (NO,     NO,       NO,      NO,      ANY),
    ReportPermission.REVIEW:           (ANY,    ANY,      ANY,     ANY,     ANY),
    ReportPermission.HOLD_REVIEW:      (NO,     NO,       ANY,     NO,      NO),
    TodayPermission.VIEW:              (ANY,    ANY,      ANY,     ANY,     ANY),
    MapPermission.VIEW:                (ANY,    ANY,      ANY,     ANY,     ANY),
    SearchPermission.USE:              (ANY,    ANY,      ANY,     ANY,     ANY),
    TransferPermission.EXPORT:         (NO,     ANY,      ANY,     ANY,     NO),
    TransferPermission.EXPORT_PERSONS: (NO,     OWN_TEAM, ANY,     ANY,     NO),
    MergePermission.MERGE:             (NO,     OWN_TEAM, ANY,     NO,      NO),
    MergePermission.DECIDE_TIES:       (NO,     NO,       ANY,     NO,      NO),
    ActPermission.VIEW:                (NO,     ANY,      ANY,     ANY,     ANY),
    ActPermission.CHANGE_MANY:         (NO,     OWN_TEAM, ANY,     NO,      NO),
    ActPermission.UNDO:                (NO,     OWN_TEAM, ANY,     NO,      NO),
    ViewPermission.USE:                (ANY,    ANY,      ANY,     ANY,     ANY),
    ViewPermission.SHARE:              (NO,     OWN_TEAM, ANY,     NO,      NO),
    ViewPermission.CHANGE_SHARED:      (NO,     NO,       ANY,     NO,      NO),
    TrashPermission.VIEW:              (NO,     ANY,      ANY,     ANY,     ANY),
    TrashPermission.DESTROY:           (NO,     NO,       ANY,     NO,      ANY),
    QualityPermission.VIEW:            (NO,     ANY,      ANY,     ANY,     ANY),
}
# fmt: on

GRANTS = {
    permission: dict(zip((role.value for role in COLUMNS), row, strict=True)) for permission, row in TABLE.items()
}
