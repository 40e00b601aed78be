"""The pages of cases, as people meet them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from partners.agreements import actions
from partners.agreements.models import Agreement, GateFact, Motion
from partners.agreements.pipelines import PIPELINES
from partners.agreements.queries.board import CARDS
from partners.agreements.rules.case import Fact
from partners.agreements.vocabulary import Ending
from partners.directory.models import Partner, Tie
from tests.agreements.sending import post
from tests.support.counting import QueryCounter
from tests.support.factories.agreements import BASE_DATE, case_abroad, city_abroad, city_at_home, exchange_with
from tests.support.office import Office
from tests.support.visitor import HTMX, Visitor


@pytest.fixture
def nha_be(report: Office) -> int:
    """The report's own case: 나베현 at 교섭추진."""
    with report.reading() as session:
        statement = select(Agreement.id).join(Partner, Partner.id == Agreement.partner_id)
        return session.execute(statement.where(Partner.name_ko == "나베현")).scalar_one()


@pytest.fixture
def before_the_council(office: Office) -> int:
    with office.writing():
        return case_abroad(office.person("exchange"), "council_consent").id


def stage_of(office: Office, agreement_id: int) -> str:
    with office.reading() as session:
        return session.get_one(Agreement, agreement_id).stage


def partner_id(office: Office, name: str) -> int:
    with office.reading() as session:
        return session.execute(select(Partner.id).where(Partner.name_ko == name)).scalar_one()


class TestBoard:
    def test_it_shows_the_report(self, report: Office, manager: Visitor) -> None:
        """MG-1: one foreign case, 황포구 with its letter of intent, three sister cities at rest."""
        page = manager.visit("agreements.board", pipeline="city_foreign")
        assert [node.text for node in page.all(".column-count")] == [f"{count} 건" for count in (0, 1, 0, 0, 0, 0, 0)]
        assert len(page.all(".board-card.is-resting")) == 4
        text = page.text
        assert "나베현" in text
        assert "20일째" in text
        assert "'21. 상반기" in text
        assert "의향서만 체결" in text
        assert "우호협력의향서" in text

    def test_the_domestic_case_has_no_city_yet(self, report: Office, manager: Visitor) -> None:
        page = manager.visit("agreements.board", pipeline="city_domestic")
        assert "파트너 미정" in page.text
        assert "강원도 · 경기도" in page.text
        assert len(page.all(".board-card.is-resting")) == 5

    def test_it_narrows_to_a_country(self, report: Office, manager: Visitor) -> None:
        page = manager.visit("agreements.board", pipeline="city_foreign", country="CN")
        assert "나베현" not in page.main.text
        assert "황포구" in page.main.text

    @pytest.mark.parametrize("asked", [{"pipeline": "wedding"}, {"team": "nobody"}, {"country": "무"}])
    def test_unknown_filters_are_said_to_be(self, manager: Visitor, asked: dict[str, str]) -> None:
        manager.visit("agreements.board", expect=400, **asked)

    def test_only_who_may_move_is_offered_to(self, report: Office, exchange: Visitor, medical: Visitor) -> None:
        assert "단계 이동" in exchange.visit("agreements.board").main.text
        assert "단계 이동" not in medical.visit("agreements.board").main.text

    def test_htmx_gets_the_columns(self, report: Office, manager: Visitor) -> None:
        page = manager.fetch("agreements.board", pipeline="city_foreign")
        assert page.all("main") == []
        assert "나베현" in page.text

    def test_ended_cases_fold_under_it(self, office: Office, manager: Visitor) -> None:
        with office.writing():
            case = case_abroad(office.person("exchange"), "approach")
            actions.end_agreement(case, Ending.DECLINED, reason="거절", by=office.person("exchange"))
        page = manager.visit("agreements.board", pipeline="city_foreign")
        assert "끝난 추진 건 1" in page.text
        assert "상대측 거절" in page.text

    def test_its_statements_do_not_grow_with_the_cards(
        self, office: Office, manager: Visitor, queries: QueryCounter
    ) -> None:
        manager.visit("agreements.board")
        with queries.counted() as few:
            manager.visit("agreements.board", pipeline="city_foreign")
        with office.writing():
            for stage in ("selection", "approach", "pre_exchange", "friendship_programme", "council_consent") * 3:
                case_abroad(office.person("exchange"), stage)
        with queries.counted() as many:
            manager.visit("agreements.board", pipeline="city_foreign")
        # An empty board asks neither for cases nor for their exchanges and papers.
        assert len(many) <= len(few) + 3

    def test_a_long_column_goes_on_page_by_page(self, office: Office, manager: Visitor, queries: QueryCounter) -> None:
        """The longest waiting first, each case once, those of an unknown day last; the filters stay."""
        with office.writing():
            cases = [case_abroad(office.person("exchange"), "approach") for _ in range(CARDS + 5)]
            for days, case in enumerate(cases):
                case.stage_entered_on = BASE_DATE - timedelta(days=days // 2)
            cases[0].stage_entered_on = cases[0].as_of_date = None
            waited = [case.id for case in sorted(cases, key=lambda case: (case.stage_entered_on or date.max, case.id))]
        asked = {"pipeline": "city_foreign", "team": "exchange", "country": "VN"}
        manager.visit("agreements.board")
        with queries.at_most(14):
            page = manager.visit("agreements.board", **asked)
        assert page.one(".board-column[data-stage=approach] .column-count").text.startswith(str(len(cases)))
        shown = [node["data-case"] for node in page.all("[data-case]")]
        assert "team=exchange" in page.one(".board-more a")["hx-get"]
        more = manager.open(page.one(".board-more a")["hx-get"], headers=HTMX)
        assert more.all(".board-column") == more.all(".board-more") == []
        shown += [node["data-case"] for node in more.all("[data-case]")]
        assert shown == [f"case-{id}" for id in waited]
        # The same address without scripts is a page, which leads back.
        whole = manager.open(page.one(".board-more a")["href"])
        assert len(whole.all("[data-case]")) == 5
        assert f"앞의 {CARDS}건" in whole.main.text
        # A board that comes anew after a move keeps what its reader had asked for.
        anew = manager.fetch("agreements.board", **asked, shown="approach.70,nowhere.9,selection.x")
        assert len(anew.all("[data-case]")) == len(cases)
        for wrong in ("2020-10-31", "2020-10-31.x", "x.1"):
            manager.visit("agreements.board", expect=400, **asked, stage="approach", page=wrong)
        manager.visit("agreements.board", expect=400, **asked, page="2020-10-31.1")

    def test_all_pipelines_stand_on_one_page(self, report: Office, exchange: Visitor, queries: QueryCounter) -> None:
        page = exchange.visit("agreements.board", pipeline="all")
        lanes = {node.one("h2").text: node for node in page.all(".lane")}
        assert len(lanes) == len(PIPELINES)
        abroad, at_home = lanes["국외 도시"], lanes["국내 도시"]
        assert "추진 1건 맺은 관계 4곳 가장 오래 20일" in abroad.text
        assert [node.text for node in abroad.all(".column-count")] == [f"{count} 건" for count in (0, 1, 0, 0, 0, 0, 0)]
        assert "나베현" in abroad.text
        assert "맺은 관계 5곳" in at_home.text
        assert "추진 중인 건도 맺은 관계도 없습니다." in lanes["사회공헌 기업"].text
        own = abroad.one("h2 a")["href"]
        assert own == exchange.address("agreements.board", pipeline="city_foreign")
        with queries.at_most(14):
            page = exchange.visit("agreements.board", pipeline="all", country="CN", team="exchange")
        assert "나베현" not in page.main.text
        (lane,) = (node for node in page.all(".lane") if node.all(".board"))
        assert "추진 0건 맺은 관계 2곳" in lane.text
        assert "country=CN" in lane.one("h2 a")["href"]
        page = exchange.visit("agreements.board", pipeline="all", stuck="y")
        assert [len(node.all("[data-case]")) for node in page.all(".lane")][:2] == [1, 1]
        assert "맺은 관계" not in page.main.text

    def test_it_asks_little_of_the_database(self, report: Office, manager: Visitor, queries: QueryCounter) -> None:
        manager.visit("agreements.board")
        # One reads what the office changed, one the papers on file, one counts what stands in each tab, one names the
        # officers of the filter.
        with queries.at_most(12):
            manager.visit("agreements.board", pipeline="city_foreign")


class TestList:
    def test_it_filters_by_pipeline_stage_team_and_state(self, report: Office, viewer: Visitor) -> None:
        assert len(viewer.visit("agreements.index").rows()) == 2
        assert len(viewer.visit("agreements.index", pipeline="city_foreign").rows()) == 1
        assert len(viewer.visit("agreements.index", stage="approach", team="exchange", state="open").rows()) == 1
        assert "조건에 맞는 추진 건이 없습니다" in viewer.visit("agreements.index", state="declined").text

    @pytest.mark.parametrize("asked", [{"stage": "wedding"}, {"state": "happy"}, {"page": "bad"}])
    def test_what_cannot_be_asked(self, viewer: Visitor, asked: dict[str, str]) -> None:
        viewer.visit("agreements.index", expect=400, **asked)

    def test_an_empty_list_says_what_belongs_there(self, viewer: Visitor) -> None:
        assert "추진 중인 건이 없습니다" in viewer.visit("agreements.index").text

    def test_it_goes_on_page_by_page(self, office: Office, viewer: Visitor) -> None:
        with office.writing():
            for _ in range(53):
                case_abroad(office.person("exchange"), "selection")
        first = viewer.visit("agreements.index")
        assert len(first.rows()) == 50
        second = viewer.open(first.link("다음"))
        assert len(second.rows()) == 3


class TestMoving:
    def test_a_skipped_stage_is_refused_with_the_list_of_missing_gates(
        self, report: Office, exchange: Visitor, nha_be: int
    ) -> None:
        """EX-3, first half."""
        typed = {"stage": "sister_signed", "sister_signed": "2021-03-02", "draft_agreed_document": "협정서 초안"}
        page = post(exchange, "move", typed, expect=422, agreement_id=nha_be)
        for gate in ("상대측 서면 회신", "사전교류 실적", "우호결연 협정서", "심의기구 의견", "의회 동의 의결"):
            assert gate in page.text
        assert page.field("sister_signed") == "2021-03-02"
        assert page.field("draft_agreed_document") == "협정서 초안"
        assert stage_of(report, nha_be) == "approach"
        assert report.count(GateFact) == 0

    def test_the_next_stage_through_its_gate(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        """EX-3, second half: the goal remains, the history tells who, when, from and to."""
        typed = {
            "stage": "pre_exchange",
            "counterpart_reply": "'20. 11. 18.",
            "counterpart_reply_document": "회신 공문",
        }
        page = exchange.follow(post(exchange, "move", typed, agreement_id=nha_be))
        assert "교섭추진 → 사전교류" in page.text
        assert "교류 담당자 적음" in page.text
        assert "'21. 상반기" in page.text
        history = exchange.visit("agreements.history", partner_id=partner_id(report, "나베현"))
        assert "교섭추진 → 사전교류" in history.text
        assert "회신 공문" in history.text

    def test_what_cannot_be_read_as_a_day_stays_typed(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        typed = {"stage": "pre_exchange", "counterpart_reply": "'20.3.44.", "counterpart_reply_document": "회신문"}
        page = post(exchange, "move", typed, expect=422, agreement_id=nha_be)
        assert page.field("counterpart_reply") == "'20.3.44."
        assert page.field("counterpart_reply_document") == "회신문"

    def test_the_dialog_and_its_page_are_one_template(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        full = exchange.visit("agreements.stage", agreement_id=nha_be)
        block = exchange.fetch("agreements.stage", agreement_id=nha_be)
        assert len(full.all("dialog form")) == len(block.all("dialog form")) == 1
        assert block.all("main") == []

    def test_the_dialog_refuses_in_place(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        page = post(exchange, "move", {"stage": "pre_exchange"}, expect=422, htmx=True, agreement_id=nha_be)
        assert page.all("main") == []
        assert "상대측 서면 회신일을 적으세요." in page.text

    def test_after_moving_from_the_board_one_is_back_at_the_board(
        self, report: Office, exchange: Visitor, nha_be: int
    ) -> None:
        typed = {"stage": "pre_exchange", "counterpart_reply": "2020-11-18", "back": "board"}
        page = post(exchange, "move", typed, agreement_id=nha_be)
        assert page.location == exchange.address("agreements.board", pipeline="city_foreign")

    def test_saving_only_what_was_typed(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        form = exchange.visit("agreements.stage", agreement_id=nha_be, stage="sister_signed").form("stage")
        page = exchange.press(form, save="facts", draft_agreed_document="협정서 초안", counterpart_reply="2020-11-18")
        assert "20" in exchange.follow(page).text
        assert stage_of(report, nha_be) == "approach"
        again = exchange.visit("agreements.stage", agreement_id=nha_be, stage="sister_signed")
        assert again.field("draft_agreed_document") == "협정서 초안"
        assert again.field("counterpart_reply") == "2020-11-18"

    def test_the_second_of_two_people_sees_what_happened(
        self, report: Office, exchange: Visitor, manager: Visitor, nha_be: int
    ) -> None:
        form = manager.visit("agreements.stage", agreement_id=nha_be).form("stage")
        post(exchange, "move", {"save": "facts", "draft_agreed": "2020-11-01"}, agreement_id=nha_be)
        page = manager.press(form, 409, stage="pre_exchange", counterpart_reply="2020-11-18")
        assert "다른 사람이 먼저 바꾸었습니다" in page.one(".conflict").text
        assert "2020. 11. 1." in page.one(".conflict").text
        assert page.field("counterpart_reply") == "2020-11-18"
        assert stage_of(report, nha_be) == "approach"
        manager.press(page.form("stage"), stage="pre_exchange")
        assert stage_of(report, nha_be) == "pre_exchange"

    def test_a_manager_passes_a_gate_and_it_shows_for_ever(self, report: Office, manager: Visitor, nha_be: int) -> None:
        typed = {"stage": "friendship_programme", "override": "y", "reason": "시장단 합의로 먼저 추진"}
        page = manager.follow(post(manager, "move", typed, agreement_id=nha_be))
        assert "과장 사유로 건너뜀" in page.text
        assert "시장단 합의로 먼저 추진" in page.text
        assert "과장 사유로 건너뜀" in manager.visit("agreements.board").text

    def test_an_officer_cannot(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        typed = {"stage": "pre_exchange", "override": "y", "reason": "급함"}
        page = post(exchange, "move", typed, expect=422, agreement_id=nha_be)
        assert "과장만" in page.text
        assert stage_of(report, nha_be) == "approach"

    def test_nobody_passes_the_council(self, office: Office, manager: Visitor, before_the_council: int) -> None:
        typed = {
            "stage": "sister_signed",
            "sister_signed": "2021-03-02",
            "sister_signed_document": "상호결연 협정서",
            "override": "y",
            "reason": "급함",
        }
        page = post(manager, "move", typed, expect=422, agreement_id=before_the_council)
        assert "의회 동의" in page.text
        assert office.count(Tie) == 0

    def test_returning(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        page = exchange.visit("agreements.stage", agreement_id=nha_be, stage="selection")
        refused = exchange.press(page.form("stage"), 422, stage="selection")
        assert "되돌리는 사유를 적으세요." in refused.text
        exchange.press(refused.form("stage"), stage="selection", reason="대상도시 재검토")
        assert stage_of(report, nha_be) == "selection"

    @pytest.mark.parametrize("stage", ["wedding", "", "selection_", "'; drop table agreements"])
    def test_a_stage_that_does_not_exist(self, report: Office, exchange: Visitor, nha_be: int, stage: str) -> None:
        post(exchange, "move", {"stage": stage}, expect=422, agreement_id=nha_be)
        if stage:
            exchange.visit("agreements.stage", expect=404, agreement_id=nha_be, stage=stage)

    def test_a_stage_without_a_gate_is_simply_next(self, report: Office, exchange: Visitor) -> None:
        with report.reading() as session:
            domestic = session.execute(select(Agreement.id).where(Agreement.pipeline == "city_domestic")).scalar_one()
        page = exchange.visit("agreements.show", agreement_id=domestic)
        assert "통과 조건이 없습니다." in page.text
        assert page.all(".gate-strip") == []
        exchange.press(page.form("stage"), stage="selection")
        assert stage_of(report, domestic) == "selection"

    def test_a_way_that_does_not_exist_is_said(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        page = exchange.visit("agreements.stage", agreement_id=nha_be, stage="approach")
        assert "바로 갈 수 없습니다" in page.all(".gate-strip")[0].text

    def test_a_closed_case_has_no_more_forms(self, office: Office, manager: Visitor) -> None:
        with office.writing():
            case = case_abroad(office.person("exchange"), "approach")
            actions.end_agreement(case, Ending.DECLINED, reason="거절", by=office.person("exchange"))
            ended = case.id
        assert manager.visit("agreements.show", agreement_id=ended).all("main form") == []
        manager.visit("agreements.stage", expect=422, agreement_id=ended)
        post(manager, "move", {"stage": "pre_exchange"}, expect=422, agreement_id=ended)


class TestRights:
    @pytest.mark.parametrize("endpoint", ["stage", "consent"])
    def test_forms_open_only_for_the_own_team(
        self, report: Office, medical: Visitor, viewer: Visitor, nha_be: int, endpoint: str
    ) -> None:
        medical.visit(f"agreements.{endpoint}", expect=403, agreement_id=nha_be)
        viewer.visit(f"agreements.{endpoint}", expect=403, agreement_id=nha_be)

    @pytest.mark.parametrize("endpoint", ["move", "record_consent", "plan", "partner", "ending"])
    def test_another_teams_officer_changes_nothing(
        self, report: Office, medical: Visitor, viewer: Visitor, nha_be: int, endpoint: str
    ) -> None:
        for who in (medical, viewer):
            post(who, endpoint, {"stage": "pre_exchange"}, expect=403, agreement_id=nha_be)

    def test_everybody_reads(self, report: Office, medical: Visitor, viewer: Visitor, nha_be: int) -> None:
        for who in (medical, viewer):
            page = who.visit("agreements.show", agreement_id=nha_be)
            assert page.all("main form") == []

    @pytest.mark.parametrize("endpoint", ["show", "stage", "consent"])
    def test_a_case_that_does_not_exist(self, manager: Visitor, endpoint: str) -> None:
        manager.visit(f"agreements.{endpoint}", expect=404, agreement_id=999)

    def test_an_officer_opens_cases_for_the_own_team_only(self, office: Office, exchange: Visitor) -> None:
        with office.writing():
            city = city_abroad(office.person("exchange")).id
            foreign_team = office.person("medical").team_id
        sent = {"pipeline": "city_foreign", "partner": city, "team": foreign_team}
        exchange.send("agreements.start", sent, expect=422)
        assert office.count(Agreement) == 0


class TestCouncil:
    VOTE = {
        "session_no": "228",
        "session_kind": "extraordinary",
        "bill_no": "의안 2021-7",
        "outcome": "passed_as_proposed",
        "resolved_on": "'21. 2. 25.",
    }

    def test_the_way_to_the_signature(self, office: Office, exchange: Visitor, before_the_council: int) -> None:
        post(exchange, "record_consent", self.VOTE, agreement_id=before_the_council)
        page = exchange.visit("agreements.show", agreement_id=before_the_council)
        assert "원안가결" in page.text
        typed = {
            "stage": "sister_signed",
            "sister_signed": "2021-03-02",
            "sister_signed_document": "상호결연 협정서",
            "sister_signed_document_no": "비전협력과-101",
        }
        page = exchange.follow(post(exchange, "move", typed, agreement_id=before_the_council))
        assert "2021. 3. 2." in page.text
        with office.reading() as session:
            tie = session.execute(select(Tie)).scalar_one()
            assert (tie.type, tie.signed_on) == ("sister", date(2021, 3, 2))

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"session_no": "많음"}, "session_no"),
            ({"session_no": "0"}, "session_no"),
            ({"session_no": "99999999999"}, "session_no"),
            ({"session_kind": "secret"}, "session_kind"),
            ({"bill_no": " "}, "bill_no"),
            ({"outcome": "maybe"}, "outcome"),
            ({"outcome": ""}, "outcome"),
            ({"resolved_on": "'21.2.44."}, "resolved_on"),
            ({"resolved_on": ""}, "resolved_on"),
        ],
    )
    def test_bad_input_is_refused_at_its_field(
        self, office: Office, exchange: Visitor, before_the_council: int, changed: dict[str, str], field: str
    ) -> None:
        sent = {**self.VOTE, "note": "회의록 12쪽", **changed}
        page = post(exchange, "record_consent", sent, expect=422, agreement_id=before_the_council)
        assert page.all(f"#consent-{field}-error"), field
        assert page.field("note") == "회의록 12쪽"
        assert office.count(Motion) == 0

    def test_rejected_returns_and_the_same_session_is_closed(
        self, office: Office, exchange: Visitor, manager: Visitor, before_the_council: int
    ) -> None:
        """MG-2."""
        post(exchange, "record_consent", {**self.VOTE, "outcome": "rejected"}, agreement_id=before_the_council)
        assert stage_of(office, before_the_council) == "friendship_programme"
        assert "부결" in exchange.visit("agreements.show", agreement_id=before_the_council).text
        post(exchange, "record_consent", self.VOTE, expect=422, agreement_id=before_the_council)
        post(
            manager,
            "move",
            {"stage": "council_consent", "override": "y", "reason": "재상정"},
            agreement_id=before_the_council,
        )
        page = post(exchange, "record_consent", self.VOTE, expect=422, agreement_id=before_the_council)
        assert "일사부재의" in page.text

    def test_it_is_recorded_only_before_the_council(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        post(exchange, "record_consent", self.VOTE, expect=422, agreement_id=nha_be)
        assert report.count(Motion) == 0


class TestOpening:
    def test_a_case_for_a_city(self, office: Office, exchange: Visitor) -> None:
        with office.writing():
            city = city_abroad(office.person("exchange"), "냐베").id
        form = exchange.visit("agreements.new", partner=city).form("new")
        assert form.values["pipeline"] == ["city_foreign"]
        assert form.values["partner"] == [str(city)]
        first = exchange.press(form, next_action="방침서 작성", next_due_on="'20. 12. 1.", target_text="'21. 상반기")
        assert exchange.press(form).location == first.location
        assert office.count(Agreement) == 1
        page = exchange.follow(first)
        assert "방침서 작성" in page.text
        with office.reading() as session:
            case = session.execute(select(Agreement)).scalar_one()
            assert (case.target_start, case.target_end) == (date(2021, 1, 1), date(2021, 6, 30))

    def test_a_domestic_case_for_two_provinces(self, office: Office, exchange: Visitor) -> None:
        form = exchange.visit("agreements.new", pipeline="city_domestic").form("new")
        page = exchange.follow(exchange.press(form, target_regions="강원도, 경기도"))
        assert "강원도, 경기도" in page.text

    @pytest.mark.parametrize(
        "sent",
        [
            {"pipeline": "city_foreign"},
            {"pipeline": "city_domestic"},
            {"pipeline": "wedding"},
            {"pipeline": "city_foreign", "partner": "999"},
            {"pipeline": "city_foreign", "partner": "x"},
            {"pipeline": "city_domestic", "target_regions": "강원도", "next_due_on": "'20.3.44."},
            {"pipeline": "city_domestic", "target_regions": "강" * 300},
        ],
    )
    def test_what_does_not_suffice(self, office: Office, exchange: Visitor, sent: dict[str, str]) -> None:
        team = str(office.person("exchange").team_id)
        page = exchange.send("agreements.start", {"team": team, "title": "", **sent}, expect=422)
        assert page.all(".field-error")
        assert office.count(Agreement) == 0

    def test_choosing_the_partner_later(self, office: Office, exchange: Visitor) -> None:
        with office.writing():
            by = office.person("exchange")
            city_at_home(by, "춘천시")
        form = exchange.visit("agreements.new", pipeline="city_domestic").form("new")
        page = exchange.follow(exchange.press(form, target_regions="강원도"))
        chosen = partner_id(office, "춘천시")
        page = exchange.follow(exchange.press(page.form("/partner"), partner=str(chosen)))
        assert "춘천시" in page.all("h1")[0].text
        with office.reading() as session:
            case = session.execute(select(Agreement)).scalar_one()
            assert case.partner_id == chosen


class TestPlanAndEnd:
    def test_saying_what_comes_next(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        form = exchange.visit("agreements.show", agreement_id=nha_be).form("/plan")
        page = exchange.follow(exchange.press(form, next_action="서면 회신 확인", next_due_on="'20. 11. 18."))
        assert "서면 회신 확인" in page.text
        board = exchange.visit("agreements.board")
        assert "2020. 11. 18. (2일 지남)" in board.text

    def test_a_day_that_does_not_exist(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        sent = {"next_action": "확인", "next_due_on": "'20.3.44."}
        page = post(exchange, "plan", sent, expect=422, agreement_id=nha_be)
        assert page.field("next_due_on") == "'20.3.44."
        assert page.field("next_action") == "확인"

    def test_ending(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        form = exchange.visit("agreements.show", agreement_id=nha_be).form("/ending")
        refused = exchange.press(form, 422, ending="declined")
        assert "끝내는 사유를 적으세요." in refused.text
        page = exchange.follow(exchange.press(form, ending="declined", reason="상대측 거절"))
        assert "상대측 거절" in page.text
        post(exchange, "ending", {"ending": "wedding"}, expect=422, agreement_id=nha_be)


class TestChanges:
    def test_they_tell_in_words_what_was_done(self, report: Office, exchange: Visitor, nha_be: int) -> None:
        typed = {"stage": "pre_exchange", "counterpart_reply": "2020-11-18", "counterpart_reply_document": "회신 공문"}
        post(exchange, "move", typed, agreement_id=nha_be)
        post(exchange, "plan", {"next_action": "화상회의", "next_due_on": "2020-12-01"}, agreement_id=nha_be)
        text = exchange.visit("agreements.changes", agreement_id=nha_be).text
        assert "교섭추진 → 사전교류" in text
        assert "상대측 서면 회신 · 회신일" in text
        assert "2020. 11. 18." in text
        assert "화상회의" in text
        assert "agreement:" not in text

    def test_an_officer_whose_account_was_closed_keeps_the_name(
        self, report: Office, manager: Visitor, nha_be: int
    ) -> None:
        officer = report.person("exchange")
        post(manager, "plan", {"owner": str(officer.id)}, agreement_id=nha_be)
        report.app.test_cli_runner().invoke(args=["user", "disable", "exchange"])
        assert officer.name in manager.visit("agreements.changes", agreement_id=nha_be).text

    def test_a_viewer_does_not_see_them(self, report: Office, viewer: Visitor, nha_be: int) -> None:
        viewer.visit("agreements.changes", expect=403, agreement_id=nha_be)


class TestPanels:
    def test_a_tie_without_a_case_shows_stages_without_a_record(self, report: Office, viewer: Visitor) -> None:
        page = viewer.visit("agreements.of_partner", partner_id=partner_id(report, "영암군"))
        assert len(page.all(".stage-steps .is-unknown")) == 5
        assert len(page.all(".stage-steps .is-done")) == 1
        assert "체결일 미상" in page.text

    def test_signed_and_celebrated(self, report: Office, viewer: Visitor) -> None:
        page = viewer.visit("agreements.of_partner", partner_id=partner_id(report, "광주 남구"))
        assert "2020. 7. 7." in page.text

    def test_a_candidate_shows_its_case(self, report: Office, viewer: Visitor) -> None:
        page = viewer.visit("agreements.of_partner", partner_id=partner_id(report, "나베현"))
        assert page.all(".stage-steps .is-current")[0].text.startswith("교섭추진")

    def test_a_hospital_of_the_zone_rests_as_its_operator(self, report: Office, viewer: Visitor) -> None:
        hospital = partner_id(report, "김안과병원")
        panel = viewer.fetch("agreements.of_partner", partner_id=hospital).text
        assert "특화사업자 (마침) 체결일 미상" in panel
        assert "의료관광 협력기관" not in panel

    def test_a_body_without_ties_has_no_such_panel(self, report: Office, viewer: Visitor) -> None:
        body = partner_id(report, "금융위원회")
        assert viewer.fetch("agreements.of_partner", partner_id=body).text == ""
        assert "추진 중인 건이 없습니다" in viewer.visit("agreements.of_partner", partner_id=body).text

    def test_the_history_joins_interactions_papers_and_ties(self, report: Office, viewer: Visitor) -> None:
        page = viewer.visit("agreements.history", partner_id=partner_id(report, "영암군"))
        assert [node.text for node in page.all(".band")] == ["2020년 2건", "날짜 미상 1건"]
        assert "청양군" in page.text
        assert "금액 미상" in page.text
        assert "상호결연 체결" in page.text

    def test_it_narrows(self, report: Office, viewer: Visitor) -> None:
        city = partner_id(report, "영암군")
        assert "상호결연 체결" not in viewer.visit("agreements.history", partner_id=city, show="interactions").main.text
        assert "마스크" not in viewer.visit("agreements.history", partner_id=city, show="papers").main.text
        viewer.visit("agreements.history", expect=400, partner_id=city, show="gossip")

    def test_what_lies_ahead_stands_first(self, office: Office, viewer: Visitor) -> None:
        with office.writing():
            by = office.person("exchange")
            city = city_abroad(by)
            case = case_abroad(by, "approach", city)
            typed = {"counterpart_reply": Fact(given_on=date(2020, 11, 18))}
            actions.move_to(case, "pre_exchange", typed, by=by, effective_on=date(2021, 1, 4))
            city_id = city.id
        page = viewer.visit("agreements.history", partner_id=city_id)
        assert [node.text for node in page.all(".band")] == ["앞으로 1건", "날짜 미상 1건"]
        assert "2021년" in page.all(".timeline-date")[0].text

    def test_an_institution_speaks_for_its_city(self, report: Office, viewer: Visitor) -> None:
        page = viewer.visit("agreements.history", partner_id=partner_id(report, "기시와다시"))
        assert "지원금" in page.text

    def test_a_long_history_comes_in_pages(self, office: Office, viewer: Visitor) -> None:
        with office.writing():
            by = office.person("exchange")
            city = city_abroad(by)
            case_abroad(by, "approach", city)
            for day in range(70):
                exchange_with(city, by, (date(2019, 10, 1) + timedelta(days=3 * day)).isoformat())
            city_id = city.id
        first = viewer.visit("agreements.history", partner_id=city_id)
        assert len(first.all(".timeline-item")) == 30
        second = viewer.open(first.link("이전 이력"), headers={"HX-Request": "true"})
        third = viewer.open(second.all("a.button")[0]["href"], headers={"HX-Request": "true"})
        assert len(second.all(".timeline-item")) == 30
        assert len(third.all(".timeline-item")) == 11
        assert "날짜 미상" in third.text
        assert "이어서" in second.text

    @pytest.mark.parametrize("before", ["x", "2020-01-01", "2020-13-01.4", "2020-01-01.x", "2020-01-01.²"])
    def test_a_broken_page_address(self, report: Office, viewer: Visitor, before: str) -> None:
        viewer.visit("agreements.history", expect=400, partner_id=1, before=before)

    def test_it_asks_little_of_the_database(self, report: Office, viewer: Visitor, queries: QueryCounter) -> None:
        city = partner_id(report, "기시와다시")
        viewer.visit("agreements.history", partner_id=city)
        with queries.at_most(22):
            viewer.fetch("agreements.history", partner_id=city)

    def test_nobodys_panel(self, viewer: Visitor) -> None:
        viewer.visit("agreements.history", expect=404, partner_id=999)
        viewer.visit("agreements.of_partner", expect=404, partner_id=999)
