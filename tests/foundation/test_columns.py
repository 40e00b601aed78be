"""Columns that mean the same on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from partners.accounts.models import LoginAttempt, Team
from tests.support.office import Office

SEOUL = timezone(timedelta(hours=9))


def test_moments_come_back_in_utc(office: Office) -> None:
    written = datetime(2020, 3, 24, 9, 30, 15, 250_000, tzinfo=SEOUL)
    with office.writing() as session:
        session.add(LoginAttempt(username="x", at=written, succeeded=False, address=""))
    with office.reading() as session:
        read = session.scalars(select(LoginAttempt.at)).one()
    assert read == written
    assert read.utcoffset() == timedelta()
    assert read.astimezone(UTC).hour == 0


def test_a_moment_without_a_zone_is_refused(office: Office) -> None:
    naive = datetime(2020, 3, 24, 9, 30)
    with pytest.raises(StatementError), office.writing() as session:
        session.add(LoginAttempt(username="x", at=naive, succeeded=False, address=""))


def test_korean_names_sort_alike(office: Office) -> None:
    """By code point: Latin, then 가나다; a blank comes before every letter."""
    names = ["황포구", "광주 남구", "광주남구", "Zürich", "abc", "각", "가", "나베현", "金"]
    with office.writing() as session:
        session.add_all([Team(code=f"t{number}", name=name) for number, name in enumerate(names)])
    with office.reading() as session:
        found = session.scalars(select(Team.name).where(Team.code.like("t_")).order_by(Team.name)).all()
    assert found == sorted(names)
