"""The access table, read aloud."""

import pytest

from partners.accounts.rules import Role
from partners.agreements.permissions import AgreementPermission
from partners.directory.permissions import ContactPermission, DocumentPermission, PartnerPermission
from partners.foundation.access import Scope
from partners.interactions.permissions import FollowUpPermission, InteractionPermission
from partners.roles import GRANTS

LOOKS = (
    PartnerPermission.VIEW,
    ContactPermission.VIEW,
    DocumentPermission.VIEW,
    InteractionPermission.VIEW,
    FollowUpPermission.VIEW,
    AgreementPermission.VIEW,
)
WRITES = [
    permission
    for permission in (
        *PartnerPermission,
        *ContactPermission,
        *DocumentPermission,
        *InteractionPermission,
        *FollowUpPermission,
        *AgreementPermission,
    )
    if permission not in (*LOOKS, ContactPermission.SEE_DETAILS, AgreementPermission.CONFIGURE)
]
ABOVE_OFFICERS = (
    PartnerPermission.TAKE_OVER,
    PartnerPermission.HAND_OVER,
    PartnerPermission.ARCHIVE,
    AgreementPermission.OVERRIDE,
)
#: An interaction may name any partner: it becomes the writer's team's record. The council is every team's.
OF_EVERY_TEAM = (InteractionPermission.LOG, AgreementPermission.KEEP_SESSIONS)


@pytest.mark.parametrize("permission", WRITES)
@pytest.mark.parametrize("role", [Role.VIEWER, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR])
def test_who_keeps_no_records_writes_none(role: Role, permission: PartnerPermission) -> None:
    assert GRANTS[permission][role] is Scope.NONE


@pytest.mark.parametrize("permission", WRITES)
def test_a_manager_writes_for_every_team(permission: PartnerPermission) -> None:
    assert GRANTS[permission][Role.MANAGER] is Scope.ANY


@pytest.mark.parametrize("permission", [one for one in WRITES if one not in ABOVE_OFFICERS])
def test_an_officer_writes_what_the_own_team_owns(permission: PartnerPermission) -> None:
    expected = Scope.ANY if permission in OF_EVERY_TEAM else Scope.OWN_TEAM
    assert GRANTS[permission][Role.OFFICER] is expected


@pytest.mark.parametrize("permission", ABOVE_OFFICERS)
def test_only_a_manager_overrides_takes_over_and_archives(permission: PartnerPermission) -> None:
    allowed = {role for role, scope in GRANTS[permission].items() if scope is not Scope.NONE}
    assert allowed == {Role.MANAGER}


def test_only_the_administrator_changes_pipelines() -> None:
    allowed = {role for role, scope in GRANTS[AgreementPermission.CONFIGURE].items() if scope is not Scope.NONE}
    assert allowed == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", LOOKS)
def test_everybody_reads(role: Role, permission: PartnerPermission) -> None:
    assert GRANTS[permission][role] is Scope.ANY
