"""T35 for cases: the second of two editors loses nothing, and is told what the first one did."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier

import pytest
from sqlalchemy import func, select

from partners.agreements.models import Agreement, GateFact, Motion, StageMove
from partners.directory import queries as directory
from partners.directory.actions import edit_partner
from partners.directory.models import Partner
from partners.foundation.refusals import Refusal
from tests.agreements.sending import version_of
from tests.support.factories.agreements import case_abroad, case_at_home, city_at_home
from tests.support.office import Office
from tests.support.page import Page
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

VOTE = {"session_no": "228", "session_kind": "extraordinary", "bill_no": "의안 7", "resolved_on": "2021-02-25"}


@pytest.fixture
def approach(office: Office) -> int:
    with office.writing():
        return case_abroad(office.person("exchange"), "approach").id


@pytest.fixture
def council(office: Office) -> int:
    with office.writing():
        return case_abroad(office.person("exchange"), "council_consent").id


@pytest.fixture
def without_partner(office: Office) -> int:
    with office.writing():
        by = office.person("exchange")
        city_at_home(by, "춘천시")
        city_at_home(by, "원주시")
        case = case_at_home(by, "selection")
        case.partner_id, case.title = None, "강원·경기"
        return case.id


def stage_of(office: Office, agreement_id: int) -> str:
    with office.reading() as session:
        return session.get_one(Agreement, agreement_id).stage


def cities(office: Office) -> list[str]:
    with office.reading() as session:
        statement = select(Partner.id).where(Partner.name_ko.in_(("춘천시", "원주시"))).order_by(Partner.name_ko)
        return [str(id) for id in session.scalars(statement)]


class TestWithoutAVersion:
    @pytest.mark.parametrize("endpoint", ["move", "plan", "partner", "ending", "record_consent"])
    @pytest.mark.parametrize("version", [None, "", "x", "99", "-1", "1e9"])
    def test_nothing_is_saved(
        self, office: Office, exchange: Visitor, council: int, endpoint: str, version: str | None
    ) -> None:
        """T4: whoever does not say what was seen changes nothing, whichever form it is."""
        exchange.visit("agreements.show", agreement_id=council)
        before = fingerprint(office)
        typed = {
            **VOTE,
            "outcome": "deferred",
            "stage": "friendship_programme",
            "reason": "까닭",
            "next_action": "회의",
        }
        sent = typed if version is None else {**typed, "version": version}
        exchange.send(f"agreements.{endpoint}", sent, expect=409, agreement_id=council)
        assert fingerprint(office) == before


class TestBothValues:
    def test_of_a_gate(self, office: Office, exchange: Visitor, manager: Visitor, approach: int) -> None:
        mine = manager.visit("agreements.stage", agreement_id=approach).form("stage")
        theirs = exchange.visit("agreements.stage", agreement_id=approach).form("stage")
        exchange.press(theirs, save="facts", counterpart_reply="2020-11-17", counterpart_reply_document="회신 공문")
        page = manager.press(
            mine, 409, stage="pre_exchange", counterpart_reply="2020-11-18", counterpart_reply_document="회신 공문"
        )
        both = page.one(".conflict").text
        for word in ("교류 담당자", "2020. 11. 17.", "2020. 11. 18."):
            assert word in both
        assert "회신 공문" not in page.one(".conflict table").text
        assert page.field("counterpart_reply") == "2020-11-18"
        assert stage_of(office, approach) == "approach"
        manager.press(page.form("stage"), stage="pre_exchange")
        assert stage_of(office, approach) == "pre_exchange"

    def test_of_a_gate_that_lies_behind_by_now(
        self, office: Office, exchange: Visitor, manager: Visitor, approach: int
    ) -> None:
        """Two people move one card: the second sees who moved it where and when, and what each had typed."""
        mine = manager.visit("agreements.stage", agreement_id=approach).form("stage")
        theirs = exchange.visit("agreements.stage", agreement_id=approach).form("stage")
        exchange.press(theirs, stage="pre_exchange", counterpart_reply="2020-11-17")
        page = manager.press(mine, 409, stage="pre_exchange", counterpart_reply="2020-11-18", htmx=True)
        both = page.one(".conflict").text
        assert "교류 담당자 님이" in both
        assert "‘교섭추진’ 단계에서 ‘사전교류’ 단계로 옮겼습니다" in both
        for word in ("회신일", "2020. 11. 17.", "2020. 11. 18."):
            assert word in page.one(".conflict table").text
        assert page.all("button[name=stage]") == [], "It stands there already."
        with office.reading() as session:
            assert session.scalar(select(func.count()).select_from(StageMove)) == 2

    def test_of_a_case_that_has_ended(self, office: Office, exchange: Visitor, manager: Visitor, approach: int) -> None:
        mine = manager.visit("agreements.stage", agreement_id=approach).form("stage")
        ended = exchange.visit("agreements.show", agreement_id=approach).form("/ending")
        exchange.press(ended, ending="declined", reason="상대측 거절")
        page = manager.press(mine, 409, stage="pre_exchange", counterpart_reply="2020-11-18")
        both = page.one(".conflict").text
        assert "교류 담당자 님이" in both
        assert "상대측 거절" in both
        assert "2020. 11. 18." in both
        assert page.all("button[name=stage]") == []

    def test_of_the_plan(self, office: Office, exchange: Visitor, manager: Visitor, approach: int) -> None:
        mine = manager.visit("agreements.show", agreement_id=approach).form("/plan")
        theirs = exchange.visit("agreements.show", agreement_id=approach).form("/plan")
        exchange.press(theirs, next_action="화상회의", next_due_on="2020-12-01", target_text="'21. 상반기")
        page = manager.press(mine, 409, next_action="방문", next_due_on="2020. 12. 1.")
        both = page.one(".conflict table").text
        for word in ("화상회의", "방문", "'21. 상반기", "(비어 있음)"):
            assert word in both
        assert "2020. 12. 1." not in both, "The same day, written otherwise, is no difference."
        assert page.field("next_action") == "방문"
        manager.press(page.form("/plan"), target_text="'21. 상반기")
        with office.reading() as session:
            case = session.get_one(Agreement, approach)
            assert (case.next_action, case.target_text) == ("방문", "'21. 상반기")

    def test_of_the_partner(self, office: Office, exchange: Visitor, manager: Visitor, without_partner: int) -> None:
        chuncheon, wonju = reversed(cities(office))
        mine = manager.visit("agreements.show", agreement_id=without_partner).form("/partner")
        theirs = exchange.visit("agreements.show", agreement_id=without_partner).form("/partner")
        exchange.press(theirs, partner=chuncheon)
        page = manager.press(mine, 409, partner=wonju)
        both = page.one(".conflict").text
        assert "춘천시" in both
        assert "원주시" in both
        with office.reading() as session:
            assert str(session.get_one(Agreement, without_partner).partner_id) == chuncheon

    def test_of_the_ending(self, office: Office, exchange: Visitor, manager: Visitor, approach: int) -> None:
        mine = manager.visit("agreements.show", agreement_id=approach).form("/ending")
        theirs = exchange.visit("agreements.show", agreement_id=approach).form("/ending")
        exchange.press(theirs, ending="declined", reason="상대측 거절")
        page = manager.press(mine, 409, ending="dormant", reason="회신 없음")
        both = page.one(".conflict").text
        for word in ("상대측 거절", "회신 없음"):
            assert word in both
        with office.reading() as session:
            assert session.get_one(Agreement, approach).state == "declined"

    def test_of_an_ending_of_a_case_that_went_on(
        self, office: Office, exchange: Visitor, manager: Visitor, approach: int
    ) -> None:
        mine = manager.visit("agreements.show", agreement_id=approach).form("/ending")
        theirs = exchange.visit("agreements.stage", agreement_id=approach).form("stage")
        exchange.press(theirs, stage="pre_exchange", counterpart_reply="2020-11-17")
        page = manager.press(mine, 409, ending="declined", reason="회신 없음")
        both = page.one(".conflict").text
        assert "‘사전교류’ 단계로 옮겼습니다" in both
        assert "회신 없음" in page.text

    def test_of_the_councils_decision(self, office: Office, exchange: Visitor, manager: Visitor, council: int) -> None:
        mine = manager.visit("agreements.consent", agreement_id=council).form("/consent")
        theirs = exchange.visit("agreements.consent", agreement_id=council).form("/consent")
        exchange.press(theirs, **VOTE, outcome="deferred", note="재심사")
        page = manager.press(mine, 409, **VOTE, outcome="rejected", note="회의록 12쪽")
        both = page.one(".conflict table").text
        for word in ("보류", "부결", "재심사", "회의록 12쪽"):
            assert word in both
        assert "의안 7" not in both
        assert page.field("note") == "회의록 12쪽"
        assert office.count(Motion) == 1


class TestAtTheSameMoment:
    def test_of_two_moves_of_one_card_one_counts_and_the_other_is_told(
        self, office: Office, exchange: Visitor, manager: Visitor, approach: int
    ) -> None:
        people = (exchange, manager)
        forms = [who.visit("agreements.stage", agreement_id=approach).form("stage") for who in people]
        days = ("2020-11-17", "2020-11-18")
        pages = at_once(
            [
                lambda who=who, form=form, day=day: who.press(
                    form, (303, 409), stage="pre_exchange", counterpart_reply=day
                )
                for who, form, day in zip(people, forms, days, strict=True)
            ]
        )
        assert sorted(page.status for page in pages) == [303, 409]
        (told,) = (page for page in pages if page.status == 409)
        assert "‘사전교류’ 단계로 옮겼습니다" in told.one(".conflict").text
        for word in ("2020. 11. 17.", "2020. 11. 18."):
            assert word in told.one(".conflict table").text
        assert office.count(GateFact) == 1
        assert office.count(StageMove) == 2

    def test_of_twenty_plans_each_is_kept_or_shown(self, office: Office, manager: Visitor, approach: int) -> None:
        """Whoever was refused saves again, having seen the other: in the end nobody was lost silently."""
        manager.visit("agreements.show", agreement_id=approach)
        before = version_of(manager, approach)
        for _round in range(5):
            form = manager.visit("agreements.show", agreement_id=approach).form("/plan")
            pages = at_once(
                [
                    lambda number=number, form=form: manager.press(form, (303, 409), next_action=f"할 일 {number}")
                    for number in range(4)
                ]
            )
            assert sorted(page.status for page in pages) == [303, 409, 409, 409]
        assert version_of(manager, approach) >= before + 5


def at_once(presses: list[Callable[[], Page]]) -> list[Page]:
    """All at the same moment."""
    barrier = Barrier(len(presses))

    def press(one: Callable[[], Page]) -> Page:
        barrier.wait()
        return one()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def test_a_case_begins_by_the_country_that_the_city_has_then(office: Office) -> None:
    """Corrected between the look at the city and the case: never a foreign city on the domestic way."""
    with office.writing():
        city = city_at_home(office.person("exchange")).id

    def moved_abroad() -> bool:
        with office.writing():
            partner = directory.get_partner(city)
            values = {"country": "VN", "region": "호치민시"}
            return is_done(lambda: edit_partner(partner, values, partner.version, office.person("manager")))

    with ThreadPoolExecutor(1) as pool:
        with office.writing():
            partner = directory.get_partner(city)
            # Done at once where rows are locked; SQLite has one writer, and lets it wait for us.
            moving = pool.submit(moved_abroad)
            wait([moving], timeout=1)
            is_begun = is_done(lambda: case_at_home(office.person("exchange"), partner=partner))
        assert is_begun is not moving.result()


def is_done(act: Callable[[], object]) -> bool:
    try:
        act()
    except Refusal:
        return False
    return True
