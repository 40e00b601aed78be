"""보관: who may put a partner away, what stands in the way, what then can still be done, and bringing it back."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select

from partners.accounts.rules import SignedIn
from partners.agreements import actions as agreements
from partners.directory import actions, queries
from partners.directory.models import Partner
from partners.directory.rules.archive import Archived, Held, Hold
from partners.foundation.database import db
from partners.foundation.refusals import Refusal, Stale
from partners.interactions.actions.follow_ups import Step, change, plan_follow_up
from partners.interactions.queries import get_follow_up
from tests.support.factories import agreements as make_case
from tests.support.factories import contacts as people
from tests.support.factories import directory as make
from tests.support.factories import interactions as make_record
from tests.support.office import Office
from tests.support.visitor import Visitor


@pytest.fixture
def free_city(report: Office) -> int:
    """A city without tie or case, named in one record."""
    with report.writing():
        city = make.city(report.person("exchange"), "보관시", "강원")
        make_record.gift([city.id], by=report.person("exchange"), title="보관시의 선물")
        return city.id


def _archive(manager: Visitor, partner_id: int, reason: str = "중복 등록") -> None:
    form = manager.visit("directory.archive_form", partner_id=partner_id).form("/archive")
    manager.press(form, reason=reason)


def _bring_back(report: Office, partner_id: int) -> None:
    actions.restore_partner(queries.get_partner_to_read(partner_id), by=report.person("manager"))


def test_an_archived_partner_is_nowhere_but_can_be_read(
    report: Office, manager: Visitor, exchange: Visitor, free_city: int
) -> None:
    _archive(manager, free_city)
    page = exchange.visit("directory.show", partner_id=free_city)
    assert "보관된 파트너입니다" in page.text
    assert "중복 등록" in page.text
    assert not page.all(f"a[href=/partners/{free_city}/edit]")
    assert "보관시" not in exchange.visit("directory.index", kind="city").text
    assert not exchange.visit("directory.index", q="보관시").all("a.row-link")
    assert "보관시" in exchange.visit("directory.index", archived="y").text
    assert not exchange.fetch("directory.options", q="보관시").all("[data-id]")
    assert "보관시" in exchange.visit("interactions.index", q="보관시의 선물").text
    exchange.visit("agreements.history", partner_id=free_city)
    exchange.visit("interactions.balance", partner_id=free_city)
    with report.writing():
        other = make.city(report.person("exchange"), "이웃시", "강원").id
    record = {"kind": "letter", "title": "함께 보낸 서한", "date": "2020-11-02"}
    with report.writing():
        _bring_back(report, free_city)
        make_record.gift([free_city, other], by=report.person("exchange"), **record)
    assert "보관시" in exchange.fetch("interactions.part", part="companions", partners=other).text
    _archive(manager, free_city)
    assert "보관시" not in exchange.fetch("interactions.part", part="companions", partners=other).text


def test_its_panels_offer_nothing_that_would_be_refused(
    report: Office, manager: Visitor, exchange: Visitor, free_city: int
) -> None:
    panels = ("follow_ups.of_partner", "directory.contacts", "agreements.history", "interactions.balance")
    bare = make_bare_city(report)

    def offered(city: int) -> set[str]:
        parts = [exchange.fetch(panel, partner_id=city) for panel in panels]
        nodes = [*parts, exchange.visit("directory.show", partner_id=city).main]
        ways = {link["href"] for node in nodes for link in node.all("a[href]")}
        return {way for way in ways if "/new" in way}

    assert offered(bare) == {
        f"/interactions/new?partner={bare}",
        f"/follow-ups/new?partner={bare}",
        f"/partners/{bare}/contacts/new",
        f"/partners/{bare}/documents/new",
    }
    for city in (bare, free_city):
        _archive(manager, city)
        assert offered(city) == set()


def make_bare_city(report: Office) -> int:
    """A city of which nothing is on record yet."""
    with report.writing():
        return make.city(report.person("exchange"), "빈시", "강원").id


def test_everything_else_is_refused_in_words(
    report: Office, manager: Visitor, exchange: Visitor, free_city: int
) -> None:
    _archive(manager, free_city)
    for page in (
        exchange.visit("directory.edit", expect=410, partner_id=free_city),
        exchange.send("directory.update", {"name_ko": "새이름"}, expect=410, partner_id=free_city),
        exchange.send("directory.tag", {"name": "문화"}, expect=410, partner_id=free_city),
        manager.visit("directory.take_over_form", expect=410, partner_id=free_city),
        manager.visit("directory.archive_form", expect=410, partner_id=free_city),
    ):
        assert "보관된" in page.text
    form = exchange.visit("interactions.new").form("/interactions/new")
    typed = {"partners": str(free_city), "date": "2020-11-02", "kind": "letter", "title": "서한"}
    refused = exchange.press(form, expect=410, **typed)
    assert "보관된 파트너" in refused.text
    assert refused.field("title") == "서한"


def test_a_record_that_named_it_can_still_be_corrected(
    report: Office, manager: Visitor, exchange: Visitor, free_city: int
) -> None:
    _archive(manager, free_city)
    with report.reading() as session:
        number = session.execute(
            select(make_record.Interaction.id).where(make_record.Interaction.title == "보관시의 선물")
        ).scalar_one()
    form = exchange.visit("interactions.edit", interaction_id=number).form("/edit")
    exchange.press(form, title="보관시의 선물 (정정)", reason="제목 보완")


def test_a_persons_data_can_still_be_corrected_and_taken_out_of_use(
    report: Office, manager: Visitor, exchange: Visitor, medical: Visitor, free_city: int
) -> None:
    """The person may ask for it as long as we keep the data (개인정보 보호법 제36조); new posts stay refused."""
    with report.writing():
        person = people.contact(report.person("exchange"), free_city).id
    _archive(manager, free_city)
    address = {"partner_id": free_city, "contact_id": person}
    page = exchange.visit("directory.contact", **address)
    assert "바로잡거나" in page.text
    assert not [link for link in page.all("a[href]") if link["href"].endswith(("/move", "/leave"))]
    form = exchange.visit("directory.edit_contact", **address).form("/edit")
    refused = exchange.press(form, expect=422, phone="알 수 없음", name="홍길순")
    assert refused.field("name") == "홍길순"
    assert "061-470-9999" in exchange.follow(exchange.press(form, phone="061-470-9999", name="홍길순")).text
    assert "홍길순" in exchange.visit("directory.contact_changes", **address).text
    exchange.visit("directory.move_contact", expect=410, **address)
    exchange.send("directory.leave_post", {}, expect=410, **address)
    exchange.visit("directory.new_contact", expect=410, partner_id=free_city)
    medical.visit("directory.edit_contact", expect=403, **address)
    form = exchange.visit("directory.remove_form", **address).form("/remove")
    exchange.press(form, reason="정보주체의 삭제 요구")
    assert "홍길순" not in exchange.visit("directory.contacts", partner_id=free_city).text


@pytest.mark.parametrize("who", ["exchange", "viewer", "admin", "privacy"])
def test_only_a_manager(report: Office, who: str, free_city: int) -> None:
    visitor = Visitor(report, who)
    visitor.visit("directory.archive_form", expect=403, partner_id=free_city)
    visitor.send("directory.archive", {"reason": "x", "version": "1"}, expect=403, partner_id=free_city)
    visitor.send("directory.restore", expect=403, partner_id=free_city)


def test_a_reason_is_needed(report: Office, manager: Visitor, free_city: int) -> None:
    form = manager.visit("directory.archive_form", partner_id=free_city).form("/archive")
    assert "reason" in manager.press(form, expect=422, reason=" ").errors
    with report.reading():
        assert queries.get_partner(free_city).trashed_at is None


def test_a_living_tie_and_an_open_case_stand_in_the_way(report: Office, manager: Visitor) -> None:
    page = manager.visit("directory.archive_form", partner_id=1)
    assert "유지 중인 관계" in page.text
    assert not page.all("form[method=post] [name=reason]")
    page = manager.visit("directory.archive_form", partner_id=10)
    assert "추진 중인 협약" in page.text
    assert page.link("협약 추진 보기") == "/agreements/1"
    with report.reading():
        version = queries.get_partner(1).version
    refused = manager.send("directory.archive", {"reason": "x", "version": str(version)}, expect=422, partner_id=1)
    assert "유지 중인 관계" in refused.text
    with report.reading():
        assert queries.get_partner(1).trashed_at is None


def test_an_open_follow_up_stands_in_the_way(at_work: Office, officer: SignedIn, head: SignedIn) -> None:
    city = make.city(officer)
    actions.stand(city.id, follow_up_title="회신 확인", follow_up_due_on=date(2020, 12, 1))
    with pytest.raises(Held) as held:
        actions.archive_partner(city, "사유", city.version, head)
    assert [one.hold for one in held.value.holdings] == [Hold.FOLLOW_UP]


def test_an_ended_tie_does_not(at_work: Office, head: SignedIn) -> None:
    city = make.city(head)
    tie = actions.take_over(city, "sister", "보고서에 있음", "보고", date(2020, 10, 31), head)
    actions.end_tie(tie, date(2020, 11, 1), "종료", head)
    actions.archive_partner(city, "사유", city.version, head)
    assert city.trashed_at is not None


def test_somebody_changed_it_meanwhile(report: Office, manager: Visitor, exchange: Visitor, free_city: int) -> None:
    form = manager.visit("directory.archive_form", partner_id=free_city).form("/archive")
    exchange.send("directory.tag", {"name": "문화"}, partner_id=free_city)
    manager.press(form, expect=409, reason="중복")
    with report.reading():
        assert queries.get_partner(free_city).trashed_at is None


def test_without_a_version_nothing_is_archived(at_work: Office, officer: SignedIn, head: SignedIn) -> None:
    city = make.city(officer)
    with pytest.raises(Stale):
        actions.archive_partner(city, "사유", None, head)


def test_nothing_begins_with_what_is_archived(at_work: Office, head: SignedIn) -> None:
    city = make_case.city_at_home(head)
    actions.archive_partner(city, "사유", city.version, head)
    with pytest.raises(Archived):
        make_case.case_at_home(head, partner=city)
    with pytest.raises(Archived):
        actions.take_over(city, "friendship", "이유", "근거", date(2020, 1, 1), head)
    with pytest.raises(Archived):
        make_record.gift([city.id], by=head, team=city.owner_team_id)
    case = agreements.start_agreement(
        make_case.PIPELINES["city_domestic"], by=head, owner_team_id=city.owner_team_id, target_regions=["강원도"]
    )
    with pytest.raises(Archived):
        agreements.choose_partner(case, city, by=head)


def test_it_is_brought_back(report: Office, manager: Visitor, exchange: Visitor, free_city: int) -> None:
    _archive(manager, free_city)
    page = manager.visit("directory.show", partner_id=free_city)
    manager.press(page.form("/restore"))
    assert "보관시" in exchange.visit("directory.index", kind="city").text
    history = manager.visit("directory.changes", partner_id=free_city).text
    assert "보관" in history
    assert "복원" in history
    manager.send("directory.restore", expect=422, partner_id=free_city)


def test_not_while_the_same_city_is_registered(report: Office, manager: Visitor, free_city: int) -> None:
    _archive(manager, free_city)
    with report.writing():
        again = make.city(report.person("exchange"), "보관시", "강원").id
    page = manager.send("directory.restore", expect=422, partner_id=free_city)
    assert "이미 등록" in page.text
    assert page.link("강원 보관시") == f"/partners/{again}"
    with report.reading():
        assert queries.get_partner_to_read(free_city).trashed_at is not None


def test_a_person_that_was_put_away_is_still_a_person(report: Office, manager: Visitor) -> None:
    """Its page is read in the access log, and the refusal names nobody."""
    with report.writing() as session:
        person = make.partner(report.person("manager"), "ambassador", "홍길동", owner_team_id=1)
        session.flush()
        number = person.id
    _archive(manager, number)
    assert "홍길동" not in manager.visit("directory.edit", expect=410, partner_id=number).text
    with report.reading() as session:
        assert session.get_one(Partner, number).trash_reason == "중복 등록"


@pytest.mark.parametrize("attempt", range(3))
def test_no_case_begins_beside_the_archive(report: Office, attempt: int) -> None:
    """Two at once: either the case stands and nothing is archived, or the other way round; never both."""
    with report.writing():
        number = make.city(report.person("exchange"), f"경합시{attempt}", "강원").id

    def archive() -> None:
        with report.writing():
            city = queries.get_partner(number)
            actions.archive_partner(city, "사유", city.version, report.person("manager"))

    def start() -> None:
        with report.writing():
            make_case.case_at_home(report.person("exchange"), partner=queries.get_partner(number))

    def tried(act: Callable[[], None]) -> bool:
        try:
            act()
        except Refusal:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(tried, (archive, start)))
    assert sorted(done) == [False, True]
    with report.reading():
        holds = [one.hold for one in queries.holdings_of(number)]
        assert (queries.get_partner_to_read(number).trashed_at is None) == (holds == [Hold.CASE])


def test_a_follow_up_that_moves_to_a_partner_keeps_it_from_being_archived_meanwhile(report: Office) -> None:
    """Archived between the look at the partner and the write, it would have an open follow-up and be nowhere."""
    with report.writing():
        by = report.person("exchange")
        number = make.city(by, "동시시", "강원").id
        step = Step(title="회신 확인", assignee=by.id)
        planned = plan_follow_up(step, by).id
    archived: list[Future[bool]] = []

    def archive() -> bool:
        with report.writing():
            partner = queries.get_partner(number)
            try:
                actions.archive_partner(partner, "중복", partner.version, report.person("manager"))
            except Held:
                return False
        return True

    with ThreadPoolExecutor(1) as pool:

        def meanwhile(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if statement.startswith("UPDATE follow_ups") and not archived:
                archived.append(pool.submit(archive))
                wait(archived, timeout=1)

        with report.writing():
            event.listen(db.engine, "before_cursor_execute", meanwhile)
            try:
                follow_up = get_follow_up(planned)
                change(follow_up, step, number, follow_up.version, by=report.person("exchange"))
            finally:
                event.remove(db.engine, "before_cursor_execute", meanwhile)
        assert archived[0].result() is False


def test_what_passed_with_an_archived_institution_stays_its_citys_history(
    report: Office, manager: Visitor, exchange: Visitor
) -> None:
    with report.writing():
        by = report.person("exchange")
        city = make_record.city(by, "역사시")
        association = make_record.association_of(city, by)
        make_record.gift([association.id], by=by, title="협회의 선물")
        numbers = city.id, association.id
    _archive(manager, numbers[1])
    history = exchange.visit("agreements.history", partner_id=numbers[0])
    assert "협회의 선물" in history.text
    assert history.one("#history-panel-title .count").text == "1"
