"""Teams: named, merged, what one keeps given to another, all or nothing."""

import pytest
from sqlalchemy import func, select

from partners.accounts import actions, queries
from partners.accounts.models import Team, User
from partners.accounts.rules import SignedIn
from partners.agreements.models import Agreement, RecruitmentRound
from partners.audit.models import AuditEvent
from partners.audit.queries import history_of
from partners.directory.models import Partner
from partners.foundation.database import db
from partners.foundation.refusals import Refusal, Stale
from partners.interactions.models import FollowUp, Interaction
from partners.lists.models import SavedView
from partners.upkeep.models import TrashEntry
from tests.support.office import Office
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

KEPT = (Partner, Interaction, Agreement, RecruitmentRound, FollowUp, SavedView, TrashEntry)


def team(code: str) -> Team:
    found = queries.find_exact_team(code)
    assert found is not None
    return found


def team_id(office: Office, code: str) -> int:
    with office.reading():
        return team(code).id


def owned(office: Office, code: str) -> dict[str, int]:
    with office.reading():
        return queries.belongings_of(team(code).id)


def merge(admin: Visitor, source: str, target: str, **typed: str) -> object:
    """Through both pages: look at what would happen, then confirm."""
    office = admin.office
    source_id = team_id(office, source)
    form = admin.visit("accounts.hand_over_form_of", team_id=source_id).form()
    told = {"into": str(team_id(office, target)), "merge": "y", "reason": "조직개편", **typed}
    page = admin.press(form, expect=200, **told)
    assert "확인하세요" in page.text
    return admin.press(page.form())


def test_the_list_of_teams(office: Office, admin: Visitor) -> None:
    rows = admin.visit("accounts.teams").rows()
    assert len(rows) == 4
    assert any("교류 담당" in row and "exchange" in row for row in rows)


def test_a_team_is_made_renamed_and_conflicts_are_shown(office: Office, admin: Visitor) -> None:
    admin.press(admin.visit("accounts.new_team").form(), name="문화 담당", code="culture")
    culture = team_id(office, "culture")
    form = admin.visit("accounts.edit_team", team_id=culture).form()
    admin.press(form, name="문화교류 담당")
    page = admin.press(form, expect=409, name="문화예술 담당")
    assert "문화교류 담당" in page.text
    admin.press(page.form(), name="문화예술 담당")
    shown = admin.visit("accounts.team", team_id=culture)
    assert shown.heading == "문화예술 담당"
    assert "팀 이름 바꿈" in shown.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "", "code": "culture"}, "name"),
        ({"name": "교류 담당", "code": "culture"}, "name"),
        ({"name": " 교류  담당 ", "code": "culture"}, "name"),
        ({"name": "문화", "code": "exchange"}, "code"),
        ({"name": "문화", "code": "문화"}, "code"),
        ({"name": "문화", "code": "Culture"}, "code"),
        ({"name": "문화", "code": "c"}, "code"),
        ({"name": "가" * 61, "code": "culture"}, "name"),
    ],
)
def test_bad_teams_are_refused_at_the_field(office: Office, admin: Visitor, typed: dict[str, str], field: str) -> None:
    form = admin.visit("accounts.new_team").form()
    before = fingerprint(office)
    page = admin.press(form, expect=422, **typed)
    assert field in page.errors
    assert page.field("code") == typed["code"]
    assert fingerprint(office) == before


def test_a_merger_moves_everything_and_says_so_once(report: Office, admin: Visitor, medical: Visitor) -> None:
    medical.visit("accounts.account")
    before, there = owned(report, "medical"), owned(report, "exchange")
    assert before["partners"] > 10
    assert before["interactions"] > 5
    merge(admin, "medical", "exchange")
    assert owned(report, "medical") == dict.fromkeys(before, 0)
    assert owned(report, "exchange") == {name: number + before[name] for name, number in there.items()}
    medical.visit("accounts.account", expect=303)
    with report.reading() as session:
        person = queries.get_actor("medical")
        assert person.team_code == "exchange"
        grants = queries.grants_of(person.id)
        assert [(grant.team, grant.reason, grant.ended_at is None) for grant in grants] == [
            ("교류 담당", "조직개편", True), ("의료관광 담당", "", False),
        ]  # fmt: skip
        merged = select(func.count()).select_from(AuditEvent).where(AuditEvent.action == "team:merged")
        assert session.scalar(merged) == 1
    page = admin.visit("accounts.team", team_id=team_id(report, "medical"))
    assert "합친 팀입니다" in page.text
    assert f"파트너 {before['partners']}" in page.text, "The counts stand in the history."


def test_a_merged_team_is_no_longer_offered_and_its_code_leads_on(report: Office, admin: Visitor) -> None:
    merge(admin, "medical", "exchange")
    manager = Visitor(report, "manager")
    assert "의료관광 담당" not in [node.text for node in manager.visit("directory.new", kind="hospital").all("option")]
    assert "의료관광 담당" not in [node.text for node in manager.visit("agreements.new").all("option")]
    form = manager.visit("directory.new", kind="hospital").form()
    answer = manager.press(form, name_ko="새 병원", country="KR")
    assert "교류 담당" in manager.follow(answer).text
    assert "의료관광 담당" not in [node.text for node in admin.visit("accounts.new_user").all("option")]
    exchange = Visitor(report, "exchange")
    exchange.visit("directory.edit", partner_id=11)
    merge(admin, "exchange", "finance")
    with report.reading():
        for code in ("medical", "exchange", "finance"):
            found = queries.find_team(code)
            assert found is not None
            assert found.code == "finance"


def test_handing_over_leaves_the_people(report: Office, admin: Visitor) -> None:
    before = owned(report, "medical")
    merge(admin, "medical", "exchange", merge="")
    assert owned(report, "medical") == dict.fromkeys(before, 0)
    with report.reading():
        assert queries.get_actor("medical").team_code == "medical"
        assert team("medical").merged_into_id is None
    Visitor(report, "medical").visit("directory.edit", partner_id=11, expect=403)


def test_forms_that_were_open_meet_the_change(report: Office, admin: Visitor, manager: Visitor) -> None:
    form = manager.visit("directory.edit", partner_id=11).form()
    merge(admin, "medical", "exchange")
    manager.press(form, expect=422, name_ko="다른 이름")
    page = manager.press(form, expect=409, name_ko="다른 이름", owner_team_id=str(team_id(report, "exchange")))
    assert page.field("name_ko") == "다른 이름"


def test_whoever_answered_and_stays_behind_answers_no_longer(report: Office, admin: Visitor) -> None:
    with report.writing() as session:
        partner = session.get_one(Partner, 11)
        partner.owner_id = report.person("medical").id
    merge(admin, "medical", "exchange", merge="")
    with report.reading() as session:
        assert session.get_one(Partner, 11).owner_id is None


def test_a_merger_keeps_whoever_answers(report: Office, admin: Visitor) -> None:
    with report.writing() as session:
        session.get_one(Partner, 11).owner_id = report.person("medical").id
    merge(admin, "medical", "exchange")
    with report.reading() as session:
        assert session.get_one(Partner, 11).owner_id == report.person("medical").id


def test_what_a_merged_team_got_after_all_is_handed_over(report: Office, admin: Visitor) -> None:
    """On PostgreSQL a record that waited for the team's row while it was merged is made for it nevertheless."""
    merge(admin, "medical", "exchange")
    closed = team_id(report, "medical")
    assert "남은 기록 옮기기" not in admin.visit("accounts.team", team_id=closed).text
    with report.writing() as session:
        session.get_one(Partner, 11).owner_team_id = closed
    assert "남은 기록 옮기기" in admin.visit("accounts.team", team_id=closed).text
    form = admin.visit("accounts.hand_over_form_of", team_id=closed).form()
    assert form.values["into"] == [str(team_id(report, "exchange"))]
    assert "merge" not in form.values
    page = admin.press(form, expect=200, reason="남은 기록")
    admin.press(page.form())
    assert not any(owned(report, "medical").values())


def test_every_record_that_moved_says_so_in_its_own_history(report: Office, admin: Visitor, manager: Visitor) -> None:
    """Who, when, from which team to which, and who answers no longer; one line each."""
    with report.writing() as session:
        session.get_one(Partner, 11).owner_id = report.person("medical").id
        case = session.scalars(select(Agreement)).first()
        assert case is not None
        csr = team("csr").id
        case.owner_team_id = team("medical").id
        talk = session.scalars(select(Interaction.id).where(Interaction.owner_team_id == team("medical").id)).first()
        step = FollowUp(
            title="회신 확인", owner_team_id=case.owner_team_id, created_at=case.created_at, updated_at=case.created_at
        )
        day = case.created_at.date()
        session.add(step)
        session.add(
            RecruitmentRound(
                pipeline="partner_institution", title="확대모집", opens_on=day, closes_on=day,
                owner_team_id=case.owner_team_id, created_at=case.created_at,
            )
        )  # fmt: skip
        session.add(
            SavedView(
                list="partners", name="조용한 병원", name_key="조용한병원", query="kind=hospital&contact=90",
                owner_id=report.person("medical").id, owner_team_id=case.owner_team_id, created_at=case.created_at,
            )
        )  # fmt: skip
        session.flush()
        case_id, step_id = case.id, step.id
    moved = owned(report, "medical")
    merge(admin, "medical", "csr", merge="")
    for page in (
        manager.visit("directory.changes", partner_id=11),
        manager.visit("agreements.changes", agreement_id=case_id),
        manager.visit("interactions.show", interaction_id=talk),
    ):
        assert "다른 팀으로 옮김" in page.text
        assert "관리자" in page.text
        assert [node.text for node in page.all("del")][:1] == ["의료관광 담당"]
        assert "조직개편" in page.text
    assert "의료관광 담당자" in manager.visit("directory.changes", partner_id=11).text
    with report.reading() as session:
        told = select(AuditEvent.subject_type, func.count()).where(AuditEvent.action.endswith(":handed_over"))
        counts = dict(session.execute(told.group_by(AuditEvent.subject_type)).all())
        assert counts == {**moved, "teams": 1}
        assert history_of(session.get_one(FollowUp, step_id))[0].changes[0].after == str(csr)


@pytest.mark.parametrize(
    ("typed", "field"), [({"into": ""}, "into"), ({"into": "999"}, "into"), ({"into": "2", "reason": ""}, "reason")]
)
def test_a_hand_over_that_says_too_little_is_refused(
    report: Office, admin: Visitor, typed: dict[str, str], field: str
) -> None:
    form = admin.visit("accounts.hand_over_form_of", team_id=3).form()
    before = fingerprint(report)
    page = admin.press(form, expect=422, **{"reason": "조직개편", **typed})
    assert field in page.errors
    assert fingerprint(report) == before


def test_looking_first_moves_nothing(report: Office, admin: Visitor) -> None:
    form = admin.visit("accounts.hand_over_form_of", team_id=team_id(report, "medical")).form()
    before = fingerprint(report)
    page = admin.press(form, expect=200, into=str(team_id(report, "exchange")), merge="y", reason="조직개편")
    for number in owned(report, "medical").values():
        assert str(number) in page.text
    assert fingerprint(report) == before


def test_a_team_that_changed_meanwhile_is_not_merged(at_work: Office) -> None:
    by: SignedIn = at_work.person("admin")
    medical, exchange = team("medical"), team("exchange")
    version = medical.version
    actions.rename_team(medical, "의료협력 담당", version, by)
    db.session.flush()
    with pytest.raises(Stale):
        actions.merge_team(medical, exchange, reason="조직개편", version=version, by=by)


@pytest.mark.usefixtures("at_work")
def test_a_team_is_not_merged_into_itself_or_into_one_that_is_gone(at_work: Office) -> None:
    by = at_work.person("admin")
    medical, exchange, csr = team("medical"), team("exchange"), team("csr")
    with pytest.raises(Refusal):
        actions.merge_team(medical, medical, reason="x", version=medical.version, by=by)
    actions.merge_team(exchange, csr, reason="x", version=exchange.version, by=by)
    with pytest.raises(Refusal):
        actions.merge_team(medical, exchange, reason="x", version=medical.version, by=by)
    with pytest.raises(Refusal):
        actions.merge_team(exchange, csr, reason="x", version=exchange.version, by=by)


def test_a_keeper_that_fails_stops_all_of_it(report: Office, admin: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction: when the last listener fails, nothing has moved."""
    before = fingerprint(report)

    def fail(_team_id: int, **_: int) -> dict[str, int]:
        raise Refusal("The keeper of something new says no.")

    actions.teams.TEAM_HANDED_OVER.connect(fail)
    try:
        form = admin.visit("accounts.hand_over_form_of", team_id=2).form()
        page = admin.press(form, expect=200, into="1", merge="y", reason="조직개편")
        admin.press(page.form(), expect=422)
    finally:
        actions.teams.TEAM_HANDED_OVER.disconnect(fail)
    assert fingerprint(report) == before


def test_every_table_that_names_a_team_is_moved(report: Office) -> None:
    """A new table with an owning team must answer the signal: this list then fails."""
    tables = {table.name for table in db.metadata.sorted_tables if "owner_team_id" in table.c}
    assert tables == {model.__tablename__ for model in KEPT}
    assert {column.table.name for table in db.metadata.sorted_tables for column in table.c
            if any(key.column.table.name == "teams" for key in column.foreign_keys)} == {
        *tables, User.__tablename__, Team.__tablename__, "role_grants",
    }  # fmt: skip
