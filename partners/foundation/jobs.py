"""The background worker: what runs by itself at set hours, in one process of its own."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from partners.foundation.database import writing

Job = TypeVar("Job", bound=Callable[[], Any])

_daily: list[tuple[int, Callable[[], Any]]] = []


def daily(hour: int) -> Callable[[Job], Job]:
    """Have the function run every day at this hour (UTC), in one write transaction."""

    def register(job: Job) -> Job:
        _daily.append((hour, job))
        return job

    return register


def run(app: Flask) -> None:
    """Work until told to stop. One such process serves the whole office."""
    huey = _queue(app)
    for hour, job in _daily:
        huey.periodic_task(crontab(minute="0", hour=str(hour)), name=job.__name__)(_in_transaction(app, job))
    Consumer(huey, workers=1).run()


def _queue(app: Flask) -> Huey:
    settings = app.config["PARTNERS"]
    if settings.redis_url:
        return RedisHuey("partners", url=settings.redis_url)
    return SqliteHuey("partners", filename=str(settings.instance / "jobs.db"))


def _in_transaction(app: Flask, job: Callable[[], Any]) -> Callable[..., Any]:
    def work() -> None:
        with app.app_context(), writing():
            job()

    work.__name__ = job.__name__
    return work
