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


def office_now() -> datetime:
    """This moment by the office's clock, aware, in UTC: the time of day as it is, on the business day.

    For what is shown beside business days and counts with them. In production it is `now()`.
    """
    moment = now()
    demo_day: date | None = current_app.config["PARTNERS"].demo_day
    if demo_day is None:
        return moment
    return datetime.combine(demo_day, moment.astimezone(SEOUL).timetz()).astimezone(UTC)


def go_live() -> date | None:
    """The day on which the office began to work with Partners; None while nobody has set it."""
    day: date | None = current_app.config["PARTNERS"].go_live
    return day
