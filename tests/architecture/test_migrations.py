"""T41: one head, the one that is written down; migrated tables equal the models; down and up again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import NullPool

from partners.application import MIGRATIONS, create_app
from partners.foundation.database import Base, db
from tests.support import services
from tests.support.databases import Database, Postgres, Sqlite
from tests.support.office import settings_of

#: The search's own, and an index of what is computed: beside the models, made by the migrations.
BESIDE = ("_terms", "ix_agreements_waiting")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Flask, Database]]:
    """An app on a database without tables."""
    if request.param == "postgresql" and services.postgres_url() is None:
        services.do_without("PostgreSQL")
    database: Database = Sqlite(tmp_path) if request.param == "sqlite" else Postgres(services.postgres_url() or "")
    app = create_app(settings_of(tmp_path, database.url))
    yield app, database
    with app.app_context():
        db.engine.dispose()
    database.drop()


def test_one_head_and_it_is_written_down() -> None:
    heads = ScriptDirectory(str(MIGRATIONS)).get_heads()
    assert heads == [(MIGRATIONS / ".current-head").read_text().strip()]


def test_migrations_are_numbered() -> None:
    scripts = list(ScriptDirectory(str(MIGRATIONS)).walk_revisions())
    numbers = [script.revision for script in reversed(scripts)]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert all(Path(script.path).name.startswith(f"{script.revision}_") for script in scripts)


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_migrated_tables_are_those_of_the_models(empty: tuple[Flask, Database]) -> None:
    app, database = empty
    with app.app_context():
        upgrade()
    engine = create_engine(database.url, poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": _is_of_the_models}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_down_and_up_again(empty: tuple[Flask, Database]) -> None:
    app, database = empty
    with app.app_context():
        upgrade()
        first = _tables(database)
        downgrade(revision="base")
        assert _tables(database) == {"alembic_version"}
        upgrade()
    assert _tables(database) == first
    assert set(Base.metadata.tables) <= first


def test_readyz_wants_the_head(empty: tuple[Flask, Database]) -> None:
    app, database = empty
    with app.app_context():
        upgrade()
    client = app.test_client()
    assert client.get("/readyz").status_code == 200
    engine = create_engine(database.url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    answer = client.get("/readyz")
    assert (answer.status_code, "0000" in answer.text) == (503, True)


def _is_of_the_models(_thing: object, name: str | None, kind: str, reflected: bool, _other: object) -> bool:
    return not (kind in {"table", "index"} and reflected and any(word in (name or "") for word in BESIDE))


def _tables(database: Database) -> set[str]:
    engine = create_engine(database.url, poolclass=NullPool)
    return set(inspect(engine).get_table_names())
