"""Runs the migrations with the role that owns the tables (MIGRATION_DATABASE_URL).

On an engine of its own: SQLite's foreign keys must rest while a table is rebuilt.
"""

from alembic import context
from flask import current_app
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


database = current_app.extensions["migrate"].db
target = database.metadatas[None]


def is_ours(_thing, name, kind, reflected, _compared_to):
    """Leave out the search: on SQLite tables, on PostgreSQL indexes that stand beside the models."""
    return not (kind in {"table", "index"} and reflected and "_terms" in name)


def run() -> None:
    url = current_app.config["PARTNERS"].migration_database_url
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=target,
            include_object=is_ours,
            compare_type=True,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
