"""Two clocks: the business day stands still in the demo, security lives in the present."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from partners.foundation import clock
from tests.support.office import Office

pytestmark = pytest.mark.one_database


def test_the_demo_lives_in_november_2020(office: Office) -> None:
    with office.app.app_context():
        assert clock.today() == date(2020, 11, 20)
        assert clock.now().year >= 2026
        assert clock.office_now().astimezone(clock.SEOUL).date() == date(2020, 11, 20)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 1, 14, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 1, 15, 0, tzinfo=UTC), date(2026, 3, 2)),
    ],
)
def test_otherwise_the_day_is_seouls(
    office: Office, monkeypatch: pytest.MonkeyPatch, moment: datetime, day: date
) -> None:
    monkeypatch.setitem(office.app.config, "PARTNERS", replace(office.settings, demo_day=None))
    monkeypatch.setattr(clock, "now", lambda: moment)
    with office.app.app_context():
        assert clock.today() == day
        assert clock.office_now() == moment
