"""Taking lists along: what stands in the file is what the list shows, and personal data leaves with a word for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from partners.agreements.pages.sheets import case_columns
from partners.agreements.rules.columns import CASE_COLUMNS
from partners.audit.models import AccessEntry, AuditEvent, ChangeValue
from partners.directory.pages.sheets import contact_columns, partner_columns
from partners.directory.rules.columns import CONTACT_COLUMNS, PARTNER_COLUMNS
from partners.foundation.database import db
from partners.interactions.pages.sheets import follow_up_columns, interaction_columns
from partners.interactions.rules.columns import FOLLOW_UP_COLUMNS, INTERACTION_COLUMNS
from partners.lists.columns import Columns
from tests.support.factories import contacts as make_contact
from tests.support.factories import directory as make
from tests.support.factories import interactions
from tests.support.office import Office
from tests.support.sheets import csv_rows, xlsx_rows
from tests.support.visitor import Visitor

CITY, HOSPITAL = 2, 12
PURPOSE = "명예대사 위촉식 초청장 발송"
LISTS = {
    "partners": "directory.index",
    "interactions": "interactions.index",
    "agreements": "agreements.index",
}


def taken(visitor: Visitor, name: str, *, expect: int = 200, **said: Any) -> TestResponse:
    """The answer to the form of a list; its filter among what is said, with "by_" before it."""
    asked = {key.removeprefix("by_"): said.pop(key) for key in list(said) if key.startswith("by_")}
    page = visitor.visit("transfers.export", list=name, **asked)
    data = {"csrf_token": visitor.token, **page.form().values, **said}
    response = visitor.raw("POST", visitor.address("transfers.download", list=name, **asked), data=data)
    content = response.get_data(as_text=expect != 200)
    assert response.status_code == expect, content[:400]
    return response


def column(response: TestResponse, head: str) -> list[str]:
    rows = csv_rows(response.data)
    place = rows[0].index(head)
    return [row[place] for row in rows[1:]]


@contextmanager
def untouched(office: Office) -> Iterator[None]:
    """Nothing is noted: neither in the access log nor in the audit."""
    before = office.count(AccessEntry), office.count(AuditEvent)
    yield
    assert (office.count(AccessEntry), office.count(AuditEvent)) == before


def test_the_file_is_the_list(manager: Visitor, report: Office) -> None:
    with untouched(report):
        page = manager.visit("directory.index", kind="city", sort="-name")
    shown = [link.text for link in page.all("#partners .row-link")]
    response = taken(manager, "partners", by_kind="city", by_sort="-name", format="csv")
    assert column(response, "이름") == shown
    cities = {row[0]: row for row in csv_rows(response.data)}
    assert cities["이름"][:5] == ["이름", "현지어 이름", "영문 이름", "종류", "국가"]
    told = dict(zip(cities["이름"], cities["광주 남구"], strict=True))
    assert (told["관계"], told["단계"], told["마지막 교류"]) == ("상호결연", "상호결연 체결", "2020-10-14")
    # Rests on a letter of intent alone, and says so as the list does.
    told = dict(zip(cities["이름"], cities["황포구"], strict=True))
    assert (told["관계"], told["마지막 교류"], told["최근 교류 내용"]) == (
        "우호 (의향서만 체결)", "2019-02-18", "교류의향서"
    )  # fmt: skip
    assert response.headers["Content-Disposition"] == (
        f"attachment; filename=\"partners_2020-11-20.csv\"; filename*=UTF-8''{quote('교류도시_2020-11-20.csv')}"
    )


def test_only_the_chosen_columns_leave(manager: Visitor, report: Office) -> None:
    response = taken(
        manager, "partners", by_kind="city", by_country="domestic", format="xlsx", columns=["name", "last_on"]
    )
    rows = xlsx_rows(response.data)
    assert rows[0] == ["이름", "마지막 교류"]
    # 44118 is Excel's number of 2020-10-14; a day that nobody knows is empty.
    assert ["광주 남구", 44118] in rows
    assert ["충주시"] in rows
    assert taken(manager, "partners", by_kind="city", columns=[], expect=422)


@pytest.mark.parametrize(
    ("name", "head", "asked"),
    [
        ("partners", "이름", {"kind": "city", "sort": "-tie"}),
        ("partners", "이름", {"kind": "city", "country": "domestic", "sort": "-last"}),
        ("interactions", "내용", {"sort": "worth"}),
        ("agreements", "추진 건", {"sort": "-name"}),
    ],
)
def test_every_row_in_the_order_of_its_list(
    manager: Visitor, report: Office, name: str, head: str, asked: dict[str, str]
) -> None:
    page = manager.visit(LISTS[name], **asked)
    shown = [link.text for link in page.all("tbody .row-link")]
    by = {f"by_{key}": value for key, value in asked.items()}
    assert len(shown) > 1
    assert column(taken(manager, name, format="csv", **by), head) == shown


def test_each_column_of_a_list_is_one_of_its_file(report: Office) -> None:
    with report.app.test_request_context():
        offered: dict[Columns, Any] = {
            PARTNER_COLUMNS: partner_columns(),
            CONTACT_COLUMNS: contact_columns(),
            INTERACTION_COLUMNS: interaction_columns(()),
            FOLLOW_UP_COLUMNS: follow_up_columns(()),
            CASE_COLUMNS: case_columns(()),
        }
        for columns, sheet in offered.items():
            assert {one.code for one in columns} <= {one.seen_in for one in sheet}
            assert len({one.code for one in sheet}) == len(sheet)


def test_the_columns_that_were_seen_are_chosen(manager: Visitor, report: Office) -> None:
    page = manager.visit("transfers.export", list="partners", columns="name,count")
    assert page.form().values["columns"] == ["name", "name_native", "name_en", "count"]


def test_an_unknown_amount_is_no_zero(manager: Visitor, report: Office) -> None:
    response = taken(manager, "interactions", format="csv")
    amounts = dict(zip(column(response, "내용"), column(response, "금액(원)"), strict=True))
    assert "" in amounts.values()
    assert any(amount.isdigit() and int(amount) > 0 for amount in amounts.values())


def test_nothing_that_somebody_typed_is_computed(manager: Visitor, report: Office) -> None:
    with report.writing():
        make.city(report.person("manager"), "=HYPERLINK(1)", country="VN", region="")
    assert "'=HYPERLINK(1)" in column(taken(manager, "partners", by_kind="city", format="csv"), "이름")
    response = taken(manager, "partners", by_kind="city", format="xlsx")
    assert "=HYPERLINK(1)" in [row[0] for row in xlsx_rows(response.data)]


class TestPersons:
    @pytest.fixture
    def persons(self, report: Office) -> tuple[int, int]:
        """An ambassador of the medical team and one of the exchange team, both at one reception."""
        with report.writing():
            medical = make.partner(report.person("medical"), "ambassador", "홍길동").id
            exchange = make.partner(report.person("exchange"), "ambassador", "김영희").id
            interactions.gift([medical, exchange, CITY], report.person("exchange"), title="위촉 축하")
        return medical, exchange

    def test_they_stay_out_unless_somebody_says_why(
        self, manager: Visitor, report: Office, persons: tuple[int, int]
    ) -> None:
        with_out = taken(manager, "partners", format="csv")
        assert not {"홍길동", "김영희"} & set(column(with_out, "이름"))
        with untouched(report):
            refused = taken(manager, "partners", format="csv", persons="with", purpose="왜", expect=422)
            assert "홍길동" not in refused.get_data(as_text=True)
        number = "900101-1234567"
        assert taken(manager, "partners", format="csv", persons="with", purpose=f"확인 {number}", expect=422)

    def test_who_took_whose_data_along_and_why_is_written_down(
        self, manager: Visitor, report: Office, persons: tuple[int, int]
    ) -> None:
        response = taken(manager, "partners", format="csv", persons="with", purpose=PURPOSE)
        assert {"홍길동", "김영희"} <= set(column(response, "이름"))
        with report.reading() as session:
            entry = session.scalars(select(AccessEntry).order_by(AccessEntry.id.desc())).first()
            assert entry is not None
            assert (entry.user_id, entry.purpose) == (report.person("manager").id, f"export:partners {PURPOSE}")
            assert entry.subject_ids == sorted(persons)
            event = session.scalars(select(AuditEvent).where(AuditEvent.action == "list:exported")).one()
            told = {
                value.field: value.after
                for value in session.scalars(select(ChangeValue).where(ChangeValue.event_id == event.id))
            }
        assert (told["list"], told["format"], told["persons"], told["reason"]) == ("partners", "csv", "2", PURPOSE)
        assert int(str(told["rows"])) == len(csv_rows(response.data)) - 1

    def test_an_officer_takes_those_of_the_own_team(
        self, exchange: Visitor, report: Office, persons: tuple[int, int]
    ) -> None:
        page = exchange.visit("transfers.export", list="partners")
        assert "다른 팀이 담당하는 개인 1명은 제외됩니다." in page.text
        response = taken(exchange, "partners", format="csv", persons="with", purpose=PURPOSE)
        assert {"홍길동", "김영희"} & set(column(response, "이름")) == {"김영희"}

    def test_a_name_in_a_list_of_other_things_is_left_out_as_well(
        self, exchange: Visitor, report: Office, persons: tuple[int, int]
    ) -> None:
        for said, names in (
            ({"persons": "without"}, "영암군; (개인 2명, 이름 제외)"),
            ({"persons": "with", "purpose": PURPOSE}, "김영희; 영암군; (개인 1명, 이름 제외)"),
        ):
            response = taken(exchange, "interactions", format="csv", **said)
            assert names in column(response, "파트너")
        with report.reading() as session:
            entry = session.scalars(select(AccessEntry).order_by(AccessEntry.id.desc())).first()
            assert entry is not None
            assert entry.subject_ids == [persons[1]]

    def test_contacts_are_persons_all(self, exchange: Visitor, viewer: Visitor, report: Office) -> None:
        with report.writing():
            own = make_contact.contact(report.person("exchange"), CITY).id
            make_contact.contact(report.person("medical"), HOSPITAL, "이몽룡")
        with untouched(report):
            taken(exchange, "contacts", format="csv", expect=422)
        columns = ["name", "mobile", "email"]
        response = taken(exchange, "contacts", format="csv", columns=columns, purpose=PURPOSE)
        assert csv_rows(response.data)[1:] == [["홍길동", "010-8765-4321", "hong@yeongam.go.kr"]]
        with report.reading() as session:
            entry = session.scalars(select(AccessEntry).order_by(AccessEntry.id.desc())).first()
            assert entry is not None
            assert (entry.subject_type, entry.subject_ids) == ("contacts", [own])
        viewer.visit("transfers.export", list="contacts", expect=403)
        assert not viewer.visit("directory.all_contacts").all(".list-export")

    def test_so_many_do_not_leave_at_once(
        self, manager: Visitor, report: Office, persons: tuple[int, int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in ("rules", "queries"):
            monkeypatch.setattr(f"partners.transfers.{module}.MOST_PERSONS", 1)
        with untouched(report):
            taken(manager, "partners", format="csv", persons="with", purpose=PURPOSE, expect=422)
        assert taken(manager, "partners", format="csv", persons="without")
        for module in ("rules", "queries"):
            monkeypatch.setattr(f"partners.transfers.{module}.MOST_ROWS", 3)
        page = manager.visit("transfers.export", list="partners")
        assert "목록이 3행을 넘습니다." in page.text
        with untouched(report):
            manager.post(manager.address("transfers.download", list="partners"), {"format": "csv"}, expect=422)


def test_a_download_that_breaks_off_leaves_nothing_open(manager: Visitor, report: Office) -> None:
    page = manager.visit("transfers.export", list="partners")
    data = {"csrf_token": manager.token, **page.form().values}
    response = manager.raw("POST", manager.address("transfers.download", list="partners"), data=data, buffered=False)
    assert next(iter(response.response))
    with report.app.app_context():
        assert db.engine.pool.checkedout() > 0  # type: ignore[attr-defined]
    response.close()
    with report.app.app_context():
        assert db.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def test_an_unknown_list_is_not_there(manager: Visitor) -> None:
    manager.visit("transfers.export", list="users", expect=404)
    manager.visit("transfers.export", list="partners", kind="dragon", expect=400)
