"""Two people at the same moment: whoever comes second is told what the first one did, with everything typed."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, func, select

from partners.directory.models import Partner
from partners.foundation.database import db
from tests.support.office import Office
from tests.support.visitor import Visitor

CITY = {"name_ko": "세종시", "country": "KR", "region": "세종", "note": "두 사람이 함께 적은 도시"}
PATIENCE_SECONDS = 2


@contextmanager
def meeting_at(office: Office, statement: str) -> Iterator[None]:
    """Let the first two requests that run such a statement begin it together, where the database lets them."""
    barrier = threading.Barrier(2)
    with office.app.app_context():
        engine: Engine = db.engine

    def wait(_connection: Any, _cursor: Any, text: str, *_: Any) -> None:
        if text.startswith(statement) and not barrier.broken:
            try:
                barrier.wait(PATIENCE_SECONDS)
            except threading.BrokenBarrierError:
                return  # SQLite has one writer at a time: the second is not here yet.
            barrier.abort()

    event.listen(engine, "before_cursor_execute", wait)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", wait)


def cities(office: Office) -> int:
    with office.reading() as session:
        return session.scalar(select(func.count()).where(Partner.name_ko == CITY["name_ko"])) or 0


def test_the_same_form_sent_twice_at_once_makes_one_record(report: Office, exchange: Visitor) -> None:
    form = exchange.visit("directory.new", kind="city").form("/partners/new/city")
    other = Visitor(report, "exchange")
    other.client, other._is_in = exchange.client, True
    with meeting_at(report, "INSERT INTO partners "), ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda who: who.press(form, **CITY), (exchange, other)))
    assert len({answer.location for answer in answers}) == 1
    assert cities(report) == 1


def test_two_people_who_register_the_same_city_at_once_meet(
    report: Office, exchange: Visitor, manager: Visitor
) -> None:
    forms = {who: who.visit("directory.new", kind="city").form("/partners/new/city") for who in (exchange, manager)}
    with meeting_at(report, "INSERT INTO partners "), ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda who: who.press(forms[who], expect=(303, 422), **CITY), forms))
    assert sorted(answer.status for answer in answers) == [303, 422]
    refused = next(answer for answer in answers if answer.status == 422)
    assert "이미 등록된 도시" in refused.errors["name_ko"]
    assert refused.field("note") == CITY["note"]
    assert refused.notices == [] or "등록했습니다" not in " ".join(refused.notices)
    assert cities(report) == 1
