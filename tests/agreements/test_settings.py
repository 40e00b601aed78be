"""What an administrator changes in the pipelines: it holds from now on, and never rewrites what happened."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from partners.agreements import actions
from partners.agreements.actions.configuring import configure_pipeline
from partners.agreements.models import PipelineSetting, StageMove
from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Level
from partners.agreements.queries.office import office
from partners.agreements.rules import proofs
from partners.agreements.rules.case import Case, Fact
from partners.agreements.rules.filters import stage_names
from partners.agreements.rules.office import AS_DECLARED, NO_TERM, Setting, What, levels_of, office_of
from partners.agreements.rules.settings import objection_to_names
from partners.agreements.vocabulary import Consent, Scope
from partners.directory.models import Partner, Tie
from partners.foundation.clock import now
from partners.foundation.languages import speaking
from partners.foundation.refusals import Refusal
from tests.agreements.test_two_editors import at_once
from tests.support.factories.agreements import case_abroad, exchange_with
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
        # A signature may warn, and is never off.
        strict = {"council_consent", "sister_signed"} | ({"friendship_signed"} if level == "off" else set())
        assert {code for code, gate in held.items() if gate.level is Level.REQUIRED} == strict
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
        ("pipeline", "what", "key", "value"),
        [
            ("city_foreign", What.GATE_LEVEL, "friendship_signed", "off"),
            ("city_foreign", What.GATE_LEVEL, "policy_approval", "sometimes"),
            ("city_foreign", What.GATE_LEVEL, "policy_approval", ["off"]),
            ("city_foreign", What.STAGE_NAME, "approach", "접촉"),
            ("city_foreign", What.STAGE_NAME, "approach", {"en": "Contact"}),
            ("ambassador", What.TERM_YEARS, "appointed", "long"),
            ("ambassador", What.TERM_YEARS, "appointed", True),
            ("city_foreign", What.TERM_YEARS, "sister_signed", 3),
            ("partner_institution", What.ENOUGH_POINTS, "", "many"),
            ("gone", What.GATE_LEVEL, "gone", "off"),
            ("", What.CONSENT, "foreign:friendship", {"consent": "perhaps"}),
            ("", What.CONSENT, "foreign:friendship", "required"),
            ("", What.SUBMISSION_DAYS, "", "soon"),
            ("", "of tomorrow", "", {}),
        ],
    )
    def test_what_is_stored_and_not_understood_changes_nothing(
        self, pipeline: str, what: str, key: str, value: object
    ) -> None:
        assert office_of([Setting(pipeline, what, key, value)]) is AS_DECLARED
        good = Setting("city_foreign", What.GATE_LEVEL, "policy_approval", "warn")
        assert (
            office_of([good, Setting(pipeline, what, key, value)])
            .pipelines["city_foreign"]
            .gates["policy_approval"]
            .level
            is Level.WARN
        )

    def test_a_tie_has_its_day_however_lightly_its_signature_is_taken(self) -> None:
        rows = [Setting("city_foreign", What.GATE_LEVEL, "friendship_signed", "warn")]
        held = office_of(rows).pipelines["city_foreign"]
        here, there = held.stage("pre_exchange"), held.stage("friendship_signed")
        case = Case(held, here, country="VN", exchanges=1, facts={"draft_agreed": Fact(given_on=date(2021, 1, 1))})
        assert [lack.field for lack in proofs.missing(case, there)] == ["friendship_signed"]
        assert [lack.field for lack in proofs.warnings(case, there)] == ["friendship_signed_document"]
        signed = replace(case, facts={**case.facts, "friendship_signed": Fact(given_on=date(2021, 2, 1))})
        assert not proofs.missing(signed, there)

    def test_what_contradicts_itself_is_no_warning(self) -> None:
        held = office_of([Setting("ambassador", What.GATE_LEVEL, "appointed", "warn")]).pipelines["ambassador"]
        backwards = Fact(given_on=date(2021, 2, 1), until=date(2021, 1, 1), document_title="위촉장")
        case = Case(held, held.stage("approved"), has_basis=True, facts={"appointed": backwards})
        assert "appointed_until" in {lack.field for lack in proofs.missing(case, held.stage("appointed"))}

    def test_without_a_set_term_no_last_day_is_asked_for(self) -> None:
        held = office_of([Setting("ambassador", What.TERM_YEARS, "appointed", NO_TERM)]).pipelines["ambassador"]
        case = Case(held, held.stage("approved"), has_basis=True)
        lacking = {lack.field for lack in proofs.missing(case, held.stage("appointed"))}
        assert "appointed" in lacking
        assert "appointed_until" not in lacking
        assert held.stage("appointed").term_years is None
        # The renewal keeps its own term.
        assert held.stage("reappointed").term_years == 2

    @pytest.mark.parametrize("reader", ["ko", "en"])
    @pytest.mark.parametrize(
        ("names", "field"),
        [
            # As declared: 대상선정 "Selection", 교섭추진 "Approach", 상호결연 체결 "Sister tie signed", under its step "Sister tie".
            ({"approach": {"ko": "대상선정", "en": "Contact"}}, "name_approach"),
            ({"selection": {"ko": "교섭추진", "en": "Choice"}}, "name_selection"),
            ({"approach": {"ko": "접촉", "en": "selection"}}, "english_approach"),
            ({"approach": {"ko": "접촉", "en": "Sister tie"}}, "english_approach"),
            ({"approach": {"ko": "접촉", "en": "One"}, "selection": {"ko": "하나", "en": "one"}}, "english_approach"),
            ({"approach": {"ko": "접촉", "en": "Contact"}, "selection": {"ko": "하나"}}, None),
        ],
    )
    def test_no_two_stages_of_one_name_in_either_language(
        self, names: dict[str, dict[str, str]], field: str | None, reader: str, report: Office
    ) -> None:
        with report.app.app_context(), speaking(reader):
            objection = objection_to_names(names, FOREIGN)
            assert all(objection_to_names({}, declared) is None for declared in PIPELINES.values())
        assert (objection[0] if objection else None) == field

    def test_a_stage_is_filtered_by_all_its_names(self, report: Office) -> None:
        renamed = office_of([Setting("city_domestic", What.STAGE_NAME, "selection", {"ko": "물색", "en": "Search"})])
        with report.app.app_context():
            cities = stage_names(renamed.for_kind("city"))
            every = stage_names(renamed.pipelines.values())
            alone = stage_names([renamed.pipelines["city_domestic"]])
        assert cities["selection"] == "대상선정 / 물색"
        assert alone["selection"] == "물색"
        # The trade's own words: a short name shares its English with other parts of the house, not its Korean.
        assert every["selection"] == "대상선정 / 물색 / 선발"
        assert every["active"] == "활동 (의료관광 협력기관, 홍보대사, SNS 서포터즈)"
        assert every["changed"] == "계획변경"
        # Of two codes with one name each says whose it is; nothing reads like anything else.
        assert len(set(every.values())) == len(every)
        assert "의료관광 협력기관" in every["renewal"]
        assert "사회공헌 기업" in every["renewed"]

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
        # Typed by somebody, so escaped, though it stands where the declared names do.
        named = "<b>접촉"
        page = admin.press(form_of(admin), expect=422, name_approach=named, reason="")
        assert list(page.errors) == ["reason"]
        admin.press(page.form("/admin/pipelines"), reason="조례 용어")
        assert named in exchange.visit("agreements.board", pipeline="city_foreign").text
        assert named in exchange.visit("agreements.index").text
        case = exchange.visit("agreements.show", agreement_id=1)
        assert named in case.one(".record-head").text
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

    def test_a_tie_without_a_day_takes_a_managers_word(self, report: Office, admin: Visitor) -> None:
        admin.press(form_of(admin), level_friendship_signed="warn", reason="시험")
        agreed = {"draft_agreed": Fact(given_on=date(2020, 11, 2))}
        with report.writing() as session:
            officer, head = report.person("exchange"), report.person("manager")
            case = case_abroad(officer, "pre_exchange")
            exchange_with(session.get_one(Partner, case.partner_id), officer, "2020-11-20")
            with pytest.raises(actions.GatesShut):
                actions.move_to(case, "friendship_signed", agreed, by=officer)
            actions.move_to(case, "friendship_signed", agreed, by=head, override=True, reason="서명본을 찾는 중")
            tie = session.get_one(Tie, case.tie_id)
            line = session.scalars(select(StageMove).order_by(StageMove.id.desc())).first()
            assert tie.signed_on is None
            assert line is not None
            assert (line.overridden_gates, line.warned_gates, line.reason) == (
                ["friendship_signed"],
                ["friendship_signed"],
                "서명본을 찾는 중",
            )

    def test_a_gate_that_is_off_is_not_asked(self, report: Office, admin: Visitor, exchange: Visitor) -> None:
        admin.press(form_of(admin), level_counterpart_reply="off", reason="시험")
        assert "상대측 서면 회신" not in exchange.visit("agreements.stage", agreement_id=1).text

    def test_a_locked_gate_has_no_field_and_stays_whatever_is_sent(self, report: Office, admin: Visitor) -> None:
        page = admin.visit("agreements.pipeline_settings", pipeline="city_foreign")
        assert not page.all("[name=level_council_consent]")
        assert "지방자치법 제39조 제1항 제10호(2022. 1. 13.부터 제47조)" in page.text
        page = admin.press(form_of(admin), level_council_consent="off", reason="시험")
        assert "바뀐 것이 없어" in admin.follow(page).html
        with report.writing(), pytest.raises(Refusal) as refused:
            locked = {(What.GATE_LEVEL, "council_consent"): "off"}
            configure_pipeline(FOREIGN, locked, "시험", None, by=report.person("admin"))
        assert refused.value.field == "level_council_consent"
        assert report.count(PipelineSetting) == 0

    def test_rows_that_nobody_understands_break_no_page(self, report: Office, admin: Visitor, manager: Visitor) -> None:
        with report.writing() as session:
            for pipeline, what, key, value in (
                ("city_foreign", "gate_level", "policy_approval", "sometimes"),
                ("city_foreign", "stage_name", "approach", ["접촉"]),
                ("ambassador", "term_years", "appointed", "long"),
                ("", "consent", "foreign:friendship", {"consent": "perhaps"}),
                ("", "submission_days", "", {}),
            ):
                row = PipelineSetting(
                    pipeline=pipeline, what=what, key=key, value=value, reason="손으로", recorded_at=now()
                )
                session.add(row)
        for page in ("city_foreign", "ambassador"):
            assert "손으로" in admin.visit("agreements.pipeline_settings", pipeline=page).text
        assert "손으로" in admin.visit("agreements.consent_settings").text
        manager.visit("agreements.board", pipeline="city_foreign")
        manager.visit("agreements.council_window")

    def test_the_council_is_asked_about_friendship_where_the_ordinance_says_so(
        self, report: Office, admin: Visitor
    ) -> None:
        page = admin.visit("agreements.consent_settings")
        assert "consent_foreign_sister" not in page.html
        page = admin.press(
            page.form("/admin/consent"),
            expect=422,
            consent_foreign_friendship="required",
            submission_days="91",
            reason="",
        )
        assert list(page.errors) == ["basis_foreign_friendship", "submission_days", "reason"]
        page = page.form("/admin/consent")
        admin.press(page, basis_foreign_friendship="조례 제5조", submission_days="7", reason="조례 개정")
        history = admin.visit("agreements.consent_settings").one(".turned")
        assert history.text.endswith("의안 제출 마감(개회 며칠 전) 10일(처음 값) 7일")
        assert "국외 · 우호 필요 없음(처음 값) 동의 필요 (조례 제5조)" in history.text
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
            form_of(admin, "partner_institution"), expect=422, term_appointed="0", points="101", reason="시험"
        )
        assert list(page.errors) == ["term_appointed", "points"]
        admin.press(page.form("/admin/pipelines"), term_appointed="2", points="80")
        with report.reading():
            held = office().pipelines["partner_institution"]
            assert (held.stage("appointed").term_years, held.pass_mark) == (2, 80)
        admin.press(form_of(admin, "partner_institution"), term_appointed="none", term_renewal="3", reason="상시")
        page = admin.visit("agreements.pipeline_settings", pipeline="partner_institution")
        assert page.field("term_appointed") == "none"
        assert "위촉 · 임기 2년 정한 임기 없음" in page.all(".turned")[0].text
        with report.reading():
            assert office().pipelines["partner_institution"].stage("appointed").term_years is None

    def test_of_two_at_one_moment_one_is_told_of_the_other(self, report: Office, admin: Visitor) -> None:
        """PostgreSQL lets both write at once: without a lock both were saved, and one was lost unseen."""
        forms = [form_of(admin) for _number in range(2)]
        presses = [
            lambda form=form, name=name: admin.press(form, (303, 409), name_approach=name, reason="같은 때")
            for form, name in zip(forms, ("접촉", "협의"), strict=True)
        ]
        pages = at_once(presses)
        assert sorted(page.status for page in pages) == [303, 409]
        assert report.count(PipelineSetting) == 1

    def test_headings_and_old_lines_say_the_names_of_their_time(
        self, report: Office, admin: Visitor, exchange: Visitor, manager: Visitor
    ) -> None:
        page = exchange.visit("agreements.stage", agreement_id=1)
        exchange.press(page.form("/stage"), stage="pre_exchange", counterpart_reply="2020-11-19")
        admin.press(form_of(admin), name_pre_exchange="먼저 교류", level_counterpart_reply="warn", reason="조례 용어")
        page = admin.visit("agreements.pipeline_settings", pipeline="city_foreign")
        assert "3. 먼저 교류" in [node.text for node in page.all("h2")]
        assert "사전교류 · 이름 사전교류(처음 값) 먼저 교류" in page.one(".turned").text
        assert "상대측 서면 회신 필요(처음 값) 경고만" in page.one(".turned").text
        lines = manager.visit("agreements.changes", agreement_id=1).text
        assert "사전교류" in lines
        assert "먼저 교류" not in lines

    def test_only_the_administrator(self, report: Office, manager: Visitor) -> None:
        manager.visit("agreements.pipelines", expect=403)
        manager.visit("agreements.consent_settings", expect=403)
