"""A bulk of 5,000: through the page, in one act, and taken back so that every table's rows are as before."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import insert, select

from partners.directory.models import Partner, PartnerTag, Tag
from partners.foundation.clock import now
from partners.upkeep.models import Act, ActMember
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.page import Page
from tests.support.races import asking_at
from tests.support.traces import OF_ACTS, fingerprint
from tests.support.visitor import HTMX, Visitor

MANY = 5_000


@pytest.fixture
def many(report: Office) -> Office:
    """The office with 5,000 institutions more, all tagged 많음."""
    with report.writing() as session:
        model = make.partner(report.person("exchange"), "institution", "많은 기관 0").id
        tag = Tag(name="많음", name_key="많음", created_at=now())
        session.add(tag)
        session.flush()
        one = session.get_one(Partner, model)
        ids = range(model + 1, model + MANY + 1)
        for table in (Partner.__table__, type(one).__table__):
            row = dict(session.execute(select(table).where(table.c.id == model)).mappings().one())
            session.execute(insert(table), [{**row, "id": id} for id in ids])
        session.execute(insert(PartnerTag), [{"tag_id": tag.id, "partner_id": id} for id in ids])
    return report


@contextmanager
def followed(office: Office, page: Page, statement: str) -> Iterator[list[str]]:
    """What its sender is told of a form under way at each such statement; nobody else is told anything."""
    (address,) = {one["data-progress"] for one in page.all("[data-progress]")}
    sender, other, heard = Visitor(office, "manager"), Visitor(office, "exchange"), []

    def ask() -> None:
        heard.append(sender.open(address, headers=HTMX).one("p").text)
        other.open(address, expect=404)

    sender.open(address, expect=404)
    other.open(address, expect=404)
    with asking_at(office, statement, ask):
        yield heard
    sender.open(address, expect=404)
    assert not list((office.app.config["PARTNERS"].instance / "progress").iterdir())


def test_five_thousand_together_and_back(many: Office, manager: Visitor) -> None:
    before = fingerprint(many, OF_ACTS)
    page = manager.visit("upkeep.change_form", list_code="partners", all="y", tag="많음", change="tags")
    preview = manager.press(page.form("/upkeep/change"), expect=200, add="새 태그", remove="많음")
    assert "5,000" in preview.text
    with followed(many, preview, "INSERT INTO partner_tags") as heard:
        page = manager.press(preview.form("/upkeep/change"), confirm="y")
    assert heard[:2] == ["0 / 5,000건 바꾸는 중", "500 / 5,000건 바꾸는 중"]
    with many.reading() as session:
        act = session.scalars(select(Act)).one()
        act_id, members = act.id, act.members
        told = session.scalars(select(ActMember.event_id).where(ActMember.event_id.is_not(None))).all()
    assert members == len(told) == MANY
    assert "새 태그" in manager.follow(page).text
    undo = manager.visit("upkeep.undo_form", act_id=act_id)
    with followed(many, undo, "UPDATE partners") as heard:
        manager.press(undo.form("/undo"))
    assert heard[:2] == ["0 / 15,001건 되돌리는 중", "1,000 / 15,001건 되돌리는 중"]
    assert fingerprint(many, OF_ACTS) == before
