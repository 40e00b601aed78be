"""The list, a record, its correction and its end, and what was given and received."""

import pytest
from sqlalchemy import select

from partners.audit.models import AccessEntry
from partners.directory.actions import create_partner
from partners.interactions import actions, queries
from partners.interactions.models import Interaction
from partners.interactions.queries import get_interaction
from tests.support.counting import QueryCounter
from tests.support.factories import contacts as make_contact
from tests.support.factories.basis import BASIS
from tests.support.factories.interactions import gift, partner_id, typed
from tests.support.office import Office
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

PRODUCE = 2
STUDY = 10


def test_the_list(report: Office, viewer: Visitor) -> None:
    page = viewer.visit("interactions.index")
    assert len(page.rows()) == 25
    assert "25건" in page.text
    two_cities = next(row for row in page.rows() if "농특산물 제공" in row)
    for word in ("2020. 3. 24.", "기부 받음", "영암군", "청양군", "농특산물", "금액 미상", "교류 담당"):
        assert word in two_cities
    letter = next(row for row in page.rows() if "서한문 발송" in row)
    for word in ("날짜 미상", "2020년", "수신처 미지정", "국외 교류도시"):
        assert word in letter
    assert "0원" not in page.text


def test_the_list_narrowed(report: Office, viewer: Visitor) -> None:
    block = viewer.fetch("interactions.index", kind="donation_received", q="영암군")
    assert not block.is_whole
    assert len(block.rows()) == 2
    nothing = viewer.visit("interactions.index", q="없는 말")
    assert "조건에 맞는 기록이 없습니다" in nothing.text
    assert nothing.link("모두 보기") == "/interactions/?view=all"


def test_an_empty_house(office: Office, exchange: Visitor, viewer: Visitor) -> None:
    empty = exchange.visit("interactions.index")
    assert empty.link("교류 기록하기") == "/interactions/new"
    assert "아직 남긴 교류 기록이 없습니다" in viewer.visit("interactions.index").text


def test_filters_that_do_not_exist(report: Office, viewer: Visitor) -> None:
    for asked in ({"kind": "party"}, {"year": "x"}, {"team": "9"}, {"page": "x"}, {"void": "maybe"}):
        viewer.visit("interactions.index", expect=400, **asked)


def test_pages_of_the_list_follow_each_other(office: Office, exchange: Visitor) -> None:
    with office.writing():
        by = office.person("exchange")
        partner = create_partner("city", {"name_ko": "시험군", "country": "KR", "region": "강원"}, by=by)
        for number in range(55):
            gift([partner.id], by, title=f"기부 {number}", date=f"2020. 3. {number % 28 + 1}.")
    first = exchange.visit("interactions.index")
    second = exchange.open(first.link("다음"))
    assert (len(first.rows()), len(second.rows())) == (50, 5)
    assert not set(first.rows()) & set(second.rows())
    assert exchange.open(second.link("이전")).rows() == first.rows()


def test_the_list_takes_as_many_queries_for_fifty_as_for_one(
    report: Office, viewer: Visitor, queries: QueryCounter
) -> None:
    viewer.visit("interactions.index")
    with queries.at_most(10):
        viewer.visit("interactions.index")


def test_a_record(report: Office, viewer: Visitor) -> None:
    page = viewer.visit("interactions.show", interaction_id=PRODUCE)
    assert page.heading == "우리 구에 코로나19 극복 농특산물 제공"
    for word in ("2020. 3. 24. (화)", "영암군", "청양군", "금액 미상", "주요업무 보고 97행", "교류 담당"):
        assert word in page.text
    assert "고치기" not in page.text
    assert "무효로 하기" not in page.text
    viewer.visit("interactions.show", expect=404, interaction_id=999)


def test_amounts_in_english(report: Office, viewer: Visitor) -> None:
    """EX-2 for English readers: 충주시's 4,000천원 as an amount in won, and what was written beside it."""
    listed = next(row for row in viewer.open("/interactions/?lang=en").rows() if "4,000" in row)
    assert "about KRW 4,000,000" in listed
    assert "천원" not in listed
    record = next(node for node in viewer.open("/interactions/?lang=en").all("tbody a") if "구호물품" in node.text)
    page = viewer.open(record["href"])
    assert page.text.count("KRW 4,000,000") == 2, "In the head and among the facts, there once."
    assert "총 4,000천원 상당" in page.text


def test_correcting(report: Office, exchange: Visitor) -> None:
    edit = exchange.visit("interactions.edit", interaction_id=PRODUCE)
    assert (edit.field("date"), edit.field("item"), edit.field("amount")) == ("'20.3.24.", "농특산물", "")
    without_reason = exchange.press(edit.form("/edit"), expect=422, amount="500천원")
    assert set(without_reason.errors) == {"reason"}
    assert without_reason.field("amount") == "500천원"
    saved = exchange.follow(exchange.press(without_reason.form("/edit"), reason="기부 대장 확인"))
    for word in ("500천원", "기부 대장 확인", "금액 미상"):
        assert word in saved.text


def test_an_untouched_correction_changes_nothing(report: Office, manager: Visitor) -> None:
    """What the form shows is what is stored, for every line of the report."""
    with report.reading():
        before = [queries.view_of(number) for number in range(1, 26)]
    for number in range(1, 26):
        form = manager.visit("interactions.edit", interaction_id=number).form("/edit")
        manager.press(form, reason="확인만 함")
    with report.reading():
        for old in before:
            new = queries.view_of(old.id)
            for name in ("kind", "direction", "title", "item", "amount_won", "amount_approx", "amount_text", "date_text", "is_dated",
                         "fiscal_year", "sort_on", "recipients_unspecified", "recipients_text", "occurrences",
                         "partners", "source", "owner_team_id"):  # fmt: skip
                assert getattr(new, name) == getattr(old, name), (old.id, name)


def test_somebody_else_was_quicker(report: Office, exchange: Visitor, manager: Visitor) -> None:
    """The second sees both values; what was typed stays; saving again is a decision."""
    mine = exchange.visit("interactions.edit", interaction_id=PRODUCE).form("/edit")
    manager.press(manager.visit("interactions.edit", interaction_id=PRODUCE).form("/edit"), item="쌀", reason="확인")
    conflict = exchange.press(mine, expect=409, item="고추", reason="확인")
    assert conflict.field("item") == "고추"
    both = conflict.one(".conflict").text
    for word in ("쌀", "고추", "과장", "저장된 것으로 두기"):
        assert word in both
    assert "고친 이유" not in both
    exchange.press(conflict.form("/edit"))
    with report.reading():
        assert queries.view_of(PRODUCE).item == "고추"


def test_only_the_own_team_corrects(report: Office, medical: Visitor, viewer: Visitor, manager: Visitor) -> None:
    before = fingerprint(report)
    for person in (medical, viewer):
        person.visit("interactions.edit", expect=403, interaction_id=PRODUCE)
        person.send("interactions.update", {"title": "남의 것"}, expect=403, interaction_id=PRODUCE)
        person.send("interactions.void", {"reason": "남의 것"}, expect=403, interaction_id=PRODUCE)
    assert fingerprint(report) == before
    manager.visit("interactions.edit", interaction_id=PRODUCE)


def test_making_void(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("interactions.show", interaction_id=PRODUCE)
    refused = exchange.press(page.form("/void"), expect=422, reason="")
    assert set(refused.errors) == {"reason"}
    after = exchange.follow(exchange.press(refused.form("/void"), reason="두 번 적음"))
    assert "두 번 적음" in after.text
    assert after.one("h1 s").text == page.heading
    assert len(exchange.visit("interactions.index").rows()) == 24
    assert len(exchange.visit("interactions.index", void="all").rows()) == 25
    assert "두 번 적음" not in exchange.visit("interactions.index", void="only").text
    assert len(exchange.visit("interactions.index", void="only").rows()) == 1
    exchange.send("interactions.void", {"reason": "또"}, expect=422, interaction_id=PRODUCE)


def test_making_void_what_was_just_corrected(report: Office, exchange: Visitor, manager: Visitor) -> None:
    mine = exchange.visit("interactions.show", interaction_id=PRODUCE).form("/void")
    manager.press(manager.visit("interactions.edit", interaction_id=PRODUCE).form("/edit"), item="쌀", reason="확인")
    exchange.press(mine, expect=409, reason="두 번 적음")


def test_what_was_given_and_received(report: Office, viewer: Visitor) -> None:
    with report.reading():
        yeongam, chungju, goseong = (partner_id(name) for name in ("영암군", "충주시", "고성군"))
    page = viewer.visit("interactions.balance", partner_id=yeongam)
    assert len(page.all(".balance-block.is-unknown")) == 2
    assert "합계를 내지 않았습니다" in page.text
    block = viewer.fetch("interactions.balance", partner_id=chungju)
    assert not block.is_whole
    assert "보냄 합계 약 4,000천원" in block.text
    assert "2020년에 주고받은 것이 없습니다" in viewer.fetch("interactions.balance", partner_id=goseong).text
    viewer.visit("interactions.balance", expect=404, partner_id=999)


@pytest.fixture
def ambassador(report: Office) -> int:
    with report.writing():
        by = report.person("medical")
        person = create_partner("ambassador", {"name_ko": "홍길동", "country": "KR", **BASIS}, by=by)
        actions.log({"kind": "appointment", "title": "위촉", "partners": [person.id], "date": "2020. 9. 1."}, by=by)
        return person.id


def test_looking_at_a_natural_person_is_noted(report: Office, viewer: Visitor, ambassador: int) -> None:
    with report.reading() as session:
        record_id = session.execute(select(Interaction.id).where(Interaction.title == "위촉")).scalar_one()
    viewer.visit("interactions.index")
    viewer.visit("interactions.show", interaction_id=record_id)
    viewer.visit("interactions.show", interaction_id=PRODUCE)
    viewer.visit("interactions.balance", partner_id=ambassador)
    with report.reading() as session:
        noted = session.execute(select(AccessEntry.purpose, AccessEntry.subject_ids).order_by(AccessEntry.id)).all()
    assert [tuple(entry) for entry in noted] == [
        ("interaction:list", [ambassador]),
        ("interaction:page", [ambassador]),
        ("interaction:balance", [ambassador]),
    ]


def test_a_person_whom_a_correction_took_out_is_noted(report: Office, manager: Visitor, ambassador: int) -> None:
    with report.writing() as session:
        record = session.execute(select(Interaction).where(Interaction.title == "위촉")).scalar_one()
        record = get_interaction(record.id)
        values = {"kind": "event", "title": "위촉식", "partners": [], "date": "2020. 9. 1."}
        actions.correct(record, values, "잘못 적음", record.version, by=report.person("medical"))
        record_id = record.id
    assert "홍길동" in manager.visit("interactions.show", interaction_id=record_id).text
    with report.reading() as session:
        noted = session.execute(select(AccessEntry.purpose, AccessEntry.subject_ids)).all()
    assert [tuple(entry) for entry in noted] == [("interaction:page", [ambassador])]


def test_a_person_whom_only_the_other_correction_names_is_noted(
    report: Office, exchange: Visitor, manager: Visitor, ambassador: int
) -> None:
    mine = exchange.visit("interactions.edit", interaction_id=PRODUCE).form("/edit")
    with report.writing():
        by = report.person("manager")
        met, other = (make_contact.contact(by, partner_id("영암군"), name).id for name in ("이나", "박다"))
        record = get_interaction(PRODUCE)
        partners = [*(link.partner_id for link in record.named), ambassador]
        actions.correct(record, typed(record, partners=partners, contacts=[met]), "함께 참석", record.version, by=by)
    both = exchange.press(mine, expect=409, contacts=str(other), reason="확인").one(".conflict").text
    assert "홍길동" in both
    assert "이나" in both
    with report.reading() as session:
        noted = select(AccessEntry.subject_type, AccessEntry.subject_ids).where(
            AccessEntry.purpose == "interaction:conflict"
        )
        assert sorted(tuple(row) for row in session.execute(noted)) == [
            ("contacts", [met, other]),
            ("partners", [ambassador]),
        ]


def test_markup_in_every_field_stays_text(report: Office, exchange: Visitor) -> None:
    mark = '"><img src=x onerror=alert(1)><b>'
    with report.reading():
        yeongam = partner_id("영암군")
    typed = {"kind": "letter", "partners": [yeongam], "date": "'20. 3. 4."}
    texts = dict.fromkeys(("title", "item", "body", "our_attendees", "recipients_text"), mark)
    made = exchange.send("interactions.create", {**typed, **texts, "recipients_unspecified": "y"})
    for page in (
        exchange.follow(made),
        exchange.visit("interactions.index", q="onerror"),
        exchange.open(made.location + "/edit"),
    ):
        assert "<img src=x" not in page.html
    looking = exchange.send("interactions.create", {**typed, "title": mark, "q": mark}, expect=200)
    assert "<img src=x" not in looking.html
