"""Story CS-4: a company's number in every wrong way, and the company that has it already."""

import threading

import pytest
from sqlalchemy import select, update

from partners.directory.kinds.company.model import Company
from partners.directory.models import Partner, VocabularyTerm
from partners.foundation.clock import now
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.visitor import Visitor

NUMBER = "123-45-67891"


def _typed(name: str = "가나다상사", **values: object) -> dict[str, object]:
    return {"name_ko": name, "country": "KR", **values}


def test_a_company_is_registered_with_all_its_facts(csr: Visitor, office: Office) -> None:
    form = csr.visit("directory.new", kind="company").form()
    page = csr.press(
        form,
        name_ko="가나다상사",
        business_no="1234567891",
        industry="J",
        size="middle",
        csr_fields=["education", "environment"],
    )
    shown = csr.follow(page).text
    for words in (NUMBER, "정보통신업", "중견기업", "교육·장학, 환경"):
        assert words in shown
    with office.reading() as session:
        assert session.scalars(select(Company.business_no)).one() == "1234567891"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("123-45-6789", "열 자리"),
        ("123-45-67890", "검증번호"),
        ("가나다", "열 자리"),
        ("9" * 50_000, "열 자리"),
    ],
)
def test_a_wrong_number_is_said_at_its_field_and_stays(csr: Visitor, office: Office, written: str, said: str) -> None:
    page = csr.send("directory.create", _typed(business_no=written), expect=422, kind="company")
    assert said in page.errors["business_no"]
    assert page.field("business_no") == written
    assert page.field("name_ko") == "가나다상사"
    assert office.count(Partner) == 0


def test_the_same_number_twice_offers_the_company_that_has_it(csr: Visitor, office: Office) -> None:
    csr.send("directory.create", _typed(business_no=NUMBER), kind="company")
    page = csr.send("directory.create", _typed("다른 이름", business_no="1234567891"), expect=422, kind="company")
    assert "이미 등록" in page.errors["business_no"]
    assert page.link("가나다상사").endswith("/partners/1")
    assert office.count(Partner) == 1


def test_an_archived_company_keeps_its_number(csr: Visitor, office: Office) -> None:
    csr.send("directory.create", _typed(business_no=NUMBER), kind="company")
    with office.writing() as session:
        session.execute(update(Partner).values(trashed_at=now(), trash_reason="폐업"))
    page = csr.send("directory.create", _typed("다른 이름", business_no=NUMBER), expect=422, kind="company")
    assert "보관" in page.errors["business_no"]
    csr.open(page.link("가나다상사"))


def test_a_number_cannot_be_taken_over_by_correcting_another_company(csr: Visitor, office: Office) -> None:
    csr.send("directory.create", _typed(business_no=NUMBER), kind="company")
    csr.send("directory.create", _typed("다른 이름"), kind="company")
    form = csr.visit("directory.edit", partner_id=2).form()
    page = csr.press(form, expect=422, business_no=NUMBER)
    assert page.link("가나다상사")
    own = csr.visit("directory.edit", partner_id=1).form()
    csr.press(own, business_no=NUMBER, note="제 번호는 그대로")


def test_two_who_register_the_same_number_at_once_make_one_company(office: Office) -> None:
    """The unique index tells them apart; the second request is run again and finds the first's record."""
    visitors = [Visitor(office, "csr"), Visitor(office, "manager")]
    forms = [visitor.visit("directory.new", kind="company").form() for visitor in visitors]
    team, answers = str(office.person("csr").team_id), []
    ready = threading.Barrier(2)

    def send(visitor: Visitor, form: object, name: str) -> None:
        ready.wait()
        answers.append(
            visitor.press(form, expect=(303, 422), name_ko=name, business_no=NUMBER, owner_team_id=team)  # type: ignore[arg-type]
        )

    names = ("첫째 기업", "둘째 기업")
    threads = [
        threading.Thread(target=send, args=(visitor, form, name))
        for visitor, form, name in zip(visitors, forms, names, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status for answer in answers) == [303, 422]
    assert "이미 등록" in next(answer for answer in answers if answer.status == 422).errors["business_no"]
    assert office.count(Partner) == 1


def test_a_term_that_is_retired_stays_where_it_is_and_is_taken_by_nobody(csr: Visitor, office: Office) -> None:
    with office.writing() as session:
        make.partner(office.person("csr"), "company", "가나다상사", industry="J")
        session.execute(update(VocabularyTerm).where(VocabularyTerm.code == "J").values(retired_at=now()))
    page = csr.visit("directory.edit", partner_id=1)
    assert page.field("industry") == "J"
    csr.press(page.form(), note="업종은 그대로")
    sent = csr.send("directory.create", _typed("다른 기업", industry="J"), expect=422, kind="company")
    assert "industry" in sent.errors


def test_fields_that_nobody_offered_change_nothing(csr: Visitor, office: Office) -> None:
    sneaked = {"registration_no": "1", "member_count": "5", "legal_basis": "consent", "channels-0-platform": "blog"}
    csr.send("directory.create", _typed(trashed_at="2020-01-01", version="7", **sneaked), kind="company")
    with office.reading() as session:
        company = session.scalars(select(Company)).one()
        assert (company.version, company.owner_id, company.trashed_at) == (1, None, None)


def test_the_number_is_read_in_the_history_as_it_is_written(manager: Visitor, csr: Visitor) -> None:
    csr.send("directory.create", _typed(business_no=NUMBER, csr_fields=["education"]), kind="company")
    text = manager.visit("directory.changes", partner_id=1).text
    assert NUMBER in text
    assert "교육·장학" in text
