"""What an administrator changes in the pipelines: it holds from now on, and never rewrites what happened."""

import pytest
from sqlalchemy import select

from partners.agreements import actions
from partners.agreements.models import PipelineSetting, StageMove
from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Level
from partners.agreements.queries.office import office
from partners.agreements.rules.office import Setting, What, office_of
from partners.agreements.rules.settings import levels_of, objection_to_names
from partners.agreements.vocabulary import Consent, Scope
from tests.support.factories.agreements import case_abroad
from tests.support.office import Office
from tests.support.page import FormOnPage
from tests.support.visitor import Visitor

FOREIGN = PIPELINES["city_foreign"]


class TestRules:
    def test_the_latest_of_a_key_counts_and_nothing_takes_it_back(self) -> None:
        rows = [Setting("ambassador", What.TERM_YEARS, "appointed", years) for years in (3, 4)]
        assert office_of(rows).pipelines["ambassador"].stage("appointed").term_years == 4
        rows.append(Setting("ambassador", What.TERM_YEARS, "appointed", None))
        assert office_of(rows).pipelines["ambassador"] is PIPELINES["ambassador"]

    @pytest.mark.parametrize("level", ["warn", "off"])
    def test_what_the_law_asks_is_no_setting(self, level: str) -> None:
        rows = [Setting("city_foreign", What.GATE_LEVEL, gate, level) for gate in FOREIGN.gates]
        rows.append(Setting("", What.CONSENT, "foreign:sister", {"consent": "not_required"}))
        changed = office_of(rows)
        held = changed.pipelines["city_foreign"].gates
        assert [code for code, gate in held.items() if gate.level is Level.REQUIRED] == [
            "council_consent",
            "sister_signed",
        ]
        assert changed.matrix[Scope.FOREIGN, "sister"].consent is Consent.REQUIRED

    @pytest.mark.parametrize(
        ("pipeline", "gate"),
        [("partner_institution", "still_registered"), ("ambassador", "consented"), ("supporter_cohort", "roster")],
    )
    def test_nobody_is_appointed_by_a_setting(self, pipeline: str, gate: str) -> None:
        changed = office_of([Setting(pipeline, What.GATE_LEVEL, gate, "off")])
        assert changed.pipelines[pipeline].gates[gate].level is Level.REQUIRED

    def test_a_signature_warns_at_most(self) -> None:
        stage = FOREIGN.stage("friendship_signed")
        assert Level.OFF not in levels_of(stage.to_enter[1], stage, FOREIGN)
        assert levels_of(FOREIGN.gates["policy_approval"], FOREIGN.first, FOREIGN) == tuple(Level)

    @pytest.mark.parametrize(
        ("names", "field"),
        [
            ({"approach": {"ko": "접촉"}}, None),
            ({"approach": {"ko": "가" * 21}}, "name_approach"),
            ({"approach": {"en": "Contact"}}, "name_approach"),
            ({"approach": {"ko": "같음"}, "selection": {"ko": "같음"}}, "name_approach"),
        ],
    )
    def test_names(self, names: dict[str, dict[str, str]], field: str | None, report: Office) -> None:
        with report.app.app_context():
            objection = objection_to_names(names, FOREIGN)
        assert (objection[0] if objection else None) == field


def form_of(admin: Visitor, pipeline: str = "city_foreign") -> FormOnPage:
    return admin.visit("agreements.pipeline_settings", pipeline=pipeline).form("/admin/pipelines")


class TestPages:
    def test_a_new_name_is_shown_and_the_past_keeps_its_own(
        self, report: Office, admin: Visitor, exchange: Visitor
    ) -> None:
        page = admin.press(form_of(admin), expect=422, name_approach="접촉", reason="")
        assert list(page.errors) == ["reason"]
        admin.press(page.form("/admin/pipelines"), reason="조례 용어")
        assert "접촉" in exchange.visit("agreements.board", pipeline="city_foreign").text
        assert "접촉" in exchange.visit("agreements.index").text
        case = exchange.visit("agreements.show", agreement_id=1)
        assert "접촉" in case.one(".record-head").text
        assert "교섭추진" in case.one("#history").text
        assert "조례 용어" in admin.visit("agreements.pipeline_settings", pipeline="city_foreign").text

    def test_a_gate_that_warns_lets_pass_and_is_marked(self, report: Office, admin: Visitor, exchange: Visitor) -> None:
        admin.press(form_of(admin), level_counterpart_reply="warn", reason="시험")
        page = exchange.visit("agreements.stage", agreement_id=1)
        assert "경고" in page.text
        exchange.press(page.form("/stage"), stage="pre_exchange")
        with report.reading() as session:
            assert session.scalars(select(StageMove.warned_gates).order_by(StageMove.id.desc())).first() == [
                "counterpart_reply"
            ]

    def test_a_gate_that_is_off_is_not_asked(self, report: Office, admin: Visitor, exchange: Visitor) -> None:
        admin.press(form_of(admin), level_counterpart_reply="off", reason="시험")
        assert "상대측 서면 회신" not in exchange.visit("agreements.stage", agreement_id=1).text

    def test_a_locked_gate_stays_whatever_is_sent(self, report: Office, admin: Visitor) -> None:
        page = admin.press(form_of(admin), expect=422, level_council_consent="off", reason="시험")
        assert "level_council_consent" in page.errors
        assert report.count(PipelineSetting) == 0

    def test_the_council_is_asked_about_friendship_where_the_ordinance_says_so(
        self, report: Office, admin: Visitor
    ) -> None:
        page = admin.visit("agreements.consent_settings")
        assert "consent_foreign_sister" not in page.html
        admin.press(
            page.form("/admin/consent"),
            consent_foreign_friendship="required",
            basis_foreign_friendship="조례 제5조",
            submission_days="7",
            reason="조례 개정",
        )
        with report.writing():
            head = report.person("manager")
            case = case_abroad(head, "pre_exchange")
            with pytest.raises(actions.GatesShut) as refused:
                actions.move_to(case, "friendship_signed", by=head)
            assert office().submission_days == 7
        assert "friendship_consent" in {lack.gate.code for lack in refused.value.missing}

    def test_of_two_administrators_the_second_sees_both(self, report: Office, admin: Visitor) -> None:
        mine, theirs = form_of(admin), form_of(admin)
        admin.press(mine, name_approach="접촉", reason="하나")
        page = admin.press(theirs, name_approach="교섭", reason="둘", expect=409)
        assert "접촉" in page.text
        assert page.field("name_approach") == "교섭"
        admin.press(page.form("/admin/pipelines"))
        with report.reading():
            assert str(office().pipelines["city_foreign"].stage("approach").label) == "교섭"

    def test_terms_and_points(self, report: Office, admin: Visitor) -> None:
        page = admin.press(
            form_of(admin, "partner_institution"), expect=422, term_appointed="0", points="80", reason="시험"
        )
        assert list(page.errors) == ["term_appointed"]
        admin.press(page.form("/admin/pipelines"), term_appointed="2")
        with report.reading():
            held = office().pipelines["partner_institution"]
            assert (held.stage("appointed").term_years, held.pass_mark) == (2, 80)

    def test_only_the_administrator(self, report: Office, manager: Visitor) -> None:
        manager.visit("agreements.pipelines", expect=403)
        manager.visit("agreements.consent_settings", expect=403)
