"""Settings: read once, safe in production, harmless in a demo."""

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from partners.foundation.settings import SettingsError, from_environment

KEY = "k" * 32


def read(tmp_path: Path, **environment: str) -> object:
    return from_environment({"INSTANCE_DIR": str(tmp_path), **environment})


def test_a_demo_needs_nothing(tmp_path: Path) -> None:
    settings = from_environment({"INSTANCE_DIR": str(tmp_path)})
    assert settings.is_demo
    assert settings.uses_sqlite
    assert settings.demo_day == date(2020, 11, 20)
    assert settings.session_idle == timedelta(minutes=30)
    assert settings.session_length == timedelta(hours=8)
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert from_environment({"INSTANCE_DIR": str(tmp_path)}).secret_key == settings.secret_key


@pytest.mark.parametrize("key", ["", "short", "k" * 31])
def test_production_wants_a_secret(tmp_path: Path, key: str) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY"):
        read(tmp_path, PARTNERS_MODE="production", SECRET_KEY=key)


def test_production_lives_in_the_present(tmp_path: Path) -> None:
    settings = from_environment(
        {
            "INSTANCE_DIR": str(tmp_path),
            "PARTNERS_MODE": "production",
            "SECRET_KEY": KEY,
            "PARTNERS_TODAY": "2020-01-01",
        }
    )
    assert settings.demo_day is None


@pytest.mark.parametrize("url", ["postgresql://u@h/d", "postgres://u@h/d", "postgresql+psycopg://u@h/d"])
def test_every_spelling_of_postgresql_means_psycopg_3(tmp_path: Path, url: str) -> None:
    settings = from_environment({"INSTANCE_DIR": str(tmp_path), "DATABASE_URL": url})
    assert settings.database_url == settings.migration_database_url == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARTNERS_MODE", "production "),
        ("PARTNERS_MODE", "debug"),
        ("PARTNERS_TODAY", "20.11.2020"),
        ("SESSION_IDLE_MINUTES", "-5"),
        ("SESSION_HOURS", "eight"),
        ("TRUSTED_PROXIES", "1.5"),
    ],
)
def test_nonsense_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read(tmp_path, **{name: value})


def test_settings_are_frozen(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        read(tmp_path).mode = "production"  # type: ignore[attr-defined]
