"""Two clocks: the business day that officials reckon with, and the real time of security and audit."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

SEOUL = ZoneInfo("Asia/Seoul")


def now() -> datetime:
    """The real time, aware, in UTC. Sessions, audit and logs use it; it never follows the demo day."""
    return datetime.now(UTC)


def today() -> date:
    """The business day in Seoul. In demo mode it stands still, so that the records of 2020 are alive."""
    demo_day: date | None = current_app.config["PARTNERS"].demo_day
    return demo_day or now().astimezone(SEOUL).date()


def go_live() -> date | None:
    """The day on which the office began to work with Partners; None while nobody has set it."""
    day: date | None = current_app.config["PARTNERS"].go_live
    return day
