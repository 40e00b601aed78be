"""The office: the app on one database, in a state that every test finds the same."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partners.accounts import queries as people
from partners.accounts.actions.signing_in import new_session
from partners.accounts.models import UserSession
from partners.accounts.queries import sessions
from partners.accounts.rules import SignedIn
from partners.application import create_app
from partners.demo import accounts, loading
from partners.foundation.database import Base, db, writing
from partners.foundation.settings import Settings, from_environment
from tests.support.databases import Database

SECRET_KEY = "a key that only the tests use, long enough for production"
PASSWORD = "correct horse battery staple"
#: Argon2 reads its costs from the hash: a cheap one makes the real login take a millisecond.
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

ACCOUNTS_ONLY = "accounts_only"
REPORT = "report"


def settings_of(folder: Path, database_url: str, **environment: str) -> Settings:
    """Settings as the environment would give them, in a folder of their own."""
    given = {
        "INSTANCE_DIR": str(folder),
        "DATABASE_URL": database_url,
        "SECRET_KEY": SECRET_KEY,
        "DEMO_PASSWORD": PASSWORD,
    }
    return from_environment({**given, **environment})


@dataclass(frozen=True)
class WayIn:
    """What a browser holds of a person who has signed in: the cookie, the session's secret in it, the forms' token."""

    username: str
    cookie: str
    secret: str
    csrf_token: str


class Office:
    """An app with its database. `restore` brings it to a state; `writing` and `reading` look inside."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.settings = settings_of(folder, database.url)
        self.app: Flask = create_app(self.settings)
        self._states: dict[str, Callable[[], None]] = {ACCOUNTS_ONLY: self._open_accounts, REPORT: self._load_report}
        self._kept: set[str] = set()
        self._people: dict[str, SignedIn] = {}
        #: How each person got in the first time, for the visits after it.
        self.ways_in: dict[str, WayIn] = {}
        #: Two visitors of one person may come at the same moment.
        self._one_at_a_time = Lock()
        with self.app.app_context():
            upgrade()

    def restore(self, state: str) -> None:
        """Bring the database to a state, making the state first when nobody asked for it before."""
        self.close()
        if state not in self._kept:
            if state != ACCOUNTS_ONLY:
                self.restore(ACCOUNTS_ONLY)
            self._states[state]()
            self.close()
            self.database.keep(state)
            self._kept.add(state)
        self.database.restore(state)
        if not self._people:
            with self.reading():
                self._people = {username: people.get_actor(username) for username in accounts.USERNAMES}

    def close(self) -> None:
        """Let go of every connection."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Do something behind the pages' back: one write transaction, committed at its end."""
        with self.app.app_context(), writing() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Look into the database as it is now."""
        with self.app.app_context():
            yield db.session()
            db.session.rollback()

    def person(self, username: str) -> SignedIn:
        """Whoever has this account, to act as: `by=office.person("manager")`."""
        return self._people[username]

    def has_always(self, username: str) -> bool:
        """Whether the account is there in every state, and not made by one test."""
        return username in self._people

    def reopen(self, way: WayIn) -> bool:
        """Begin the session of this cookie again, as if it had been signed in now. False when it is open already."""
        with self._one_at_a_time, self.writing() as session:
            digest = sessions.digest(way.secret)
            if session.scalar(select(UserSession.id).where(UserSession.token_digest == digest)):
                return False
            session.add(new_session(self.person(way.username).id, way.secret))
            return True

    def count(self, model: type[Base]) -> int:
        """How many rows a table has."""
        with self.reading() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0

    def _open_accounts(self) -> None:
        with self.writing():
            accounts.open_accounts(PASSWORD_HASH)

    def _load_report(self) -> None:
        with self.writing():
            loading.load(self.settings, PASSWORD_HASH)
