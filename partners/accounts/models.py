"""Teams, users, the roles that they had, their sessions on the server, and attempts to sign in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.columns import KoreanName, UtcDateTime
from partners.foundation.database import Model


class Team(Model):
    """Teams are data: an administrator names and merges them."""

    __tablename__ = "teams"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(KoreanName, unique=True)
    #: Merged into another team: it owns nothing any more and is no longer offered.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class User(Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(KoreanName)
    role: Mapped[str]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    password_hash: Mapped[str]
    #: ko or en; empty follows the session.
    locale: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: The password was given by an administrator: the person chooses another at the next sign-in.
    must_change_password: Mapped[bool] = mapped_column(default=False)
    password_changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class RoleGrant(Model):
    """From when to when somebody had which role in which team; kept three years (고시 제5조 ③)."""

    __tablename__ = "role_grants"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    role: Mapped[str]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Empty when a command gave it.
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: Empty while it holds.
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    #: Why it was given or changed, as written.
    reason: Mapped[str] = mapped_column(default="")


class UserSession(Model):
    """A signed-in browser. Only a digest of its secret is kept."""

    __tablename__ = "user_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    address: Mapped[str]
    agent: Mapped[str]


class LoginAttempt(Model):
    """A try to sign in; failures since the last success close the account for a while."""

    __tablename__ = "login_attempts"
    __table_args__ = (Index("ix_login_attempts_username_at", "username", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    succeeded: Mapped[bool]
    address: Mapped[str]
