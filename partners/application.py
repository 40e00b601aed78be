"""The roof: makes the app out of settings, database, capabilities and error pages."""

from pathlib import Path

from flask import Flask, Response, make_response
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from sqlalchemy import text
from werkzeug.middleware.proxy_fix import ProxyFix

from partners import commands, navigation, reactions, roles
from partners.accounts import signing_in
from partners.accounts.views import blueprint as accounts
from partners.agreements.rules.ready_made import AGREEMENTS
from partners.agreements.views import blueprint as agreements
from partners.directory.kinds import KINDS
from partners.directory.rules.places import region_name
from partners.directory.rules.ready_made import CONTACTS, PARTNERS
from partners.directory.views import blueprint as directory
from partners.files import receiving
from partners.foundation import access, database, errors, headers, icons, languages, pages, rendering, statics, words
from partners.foundation.access import may, open_to_all
from partners.foundation.database import db
from partners.foundation.settings import PROJECT, Settings, from_environment
from partners.interactions.rules.ready_made import FOLLOW_UPS, INTERACTIONS
from partners.interactions.views import blueprint as interactions
from partners.interactions.views import follow_up_blueprint as follow_ups
from partners.lists import density
from partners.lists.columns import row_drawing
from partners.lists.pages import mine as saved_views
from partners.lists.views import blueprint as lists
from partners.maps import tiles
from partners.maps.views import blueprint as maps
from partners.reports.views import blueprint as reports
from partners.search.views import blueprint as search
from partners.today.views import blueprint as today
from partners.transfers.views import blueprint as transfers
from partners.upkeep.views import blueprint as upkeep

TEMPLATES = PROJECT / "templates"
MIGRATIONS = PROJECT / "migrations"
LARGEST_REQUEST_BYTES = 2 * 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """Make the app. Raises SettingsError when the environment does not suffice."""
    settings = settings or from_environment()
    app = database.Application(
        "partners", root_path=str(PROJECT / "partners"), template_folder=str(TEMPLATES), static_folder=None
    )
    _configure(app, settings)
    rendering.prepare(app)
    database.prepare(app)
    Migrate(app, db, directory=str(MIGRATIONS), compare_type=True, render_as_batch=True)
    # Before CSRFProtect: it reads the form, and with it the body.
    receiving.prepare(app)
    CSRFProtect(app)
    access.install(app, roles.GRANTS)
    signing_in.prepare(app)
    languages.prepare(app)
    density.prepare(app)
    words.prepare(app)
    headers.prepare(app)
    statics.prepare(app, PROJECT / "static")
    tiles.prepare(app)
    icons.prepare(app)
    # Before the components are read: their macros see what is there by then.
    app.jinja_env.globals.update(KINDS=KINDS, may=may, region_name=region_name, row_drawing=row_drawing)
    pages.prepare(app, TEMPLATES)
    errors.prepare(app)
    for blueprint in (
        today,
        reports,
        accounts,
        directory,
        interactions,
        follow_ups,
        agreements,
        maps,
        search,
        lists,
        transfers,
        upkeep,
    ):
        app.register_blueprint(blueprint)
    _add_own_pages(app)
    saved_views.install(app, (PARTNERS, CONTACTS, INTERACTIONS, AGREEMENTS, FOLLOW_UPS))
    navigation.prepare(app)
    reactions.prepare(app)
    commands.prepare(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        PARTNERS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings),
        TRANSLATIONS=PROJECT / "partners" / "translations",
        MAX_CONTENT_LENGTH=LARGEST_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST_BYTES,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        WTF_CSRF_TIME_LIMIT=None,
        # __Host- binds the cookie to this host over HTTPS; browsers refuse it on plain loopback.
        SESSION_COOKIE_NAME="partners" if settings.is_demo else "__Host-partners",
        SESSION_COOKIE_SECURE=not settings.is_demo,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=settings.session_length,
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]


def _engine_options(settings: Settings) -> dict[str, object]:
    # Parameters are what people typed: names do not belong into the log of an error.
    quiet = {"hide_parameters": not settings.is_demo}
    if settings.uses_sqlite:
        return {**quiet, "connect_args": {"timeout": 5, "check_same_thread": False}}
    # A generic plan of a prepared statement can pass by the bigram index; and what a list reads in half a second
    # PostgreSQL would first compile for three.
    return {**quiet, "connect_args": {"prepare_threshold": None, "options": "-c jit=off"}}


def _add_own_pages(app: Flask) -> None:
    head = Path(MIGRATIONS / ".current-head").read_text().strip()

    @app.get("/healthz")
    @open_to_all
    def healthz() -> Response:
        return make_response("ok", {"Content-Type": "text/plain"})

    @app.get("/readyz")
    @open_to_all
    def readyz() -> Response:
        at = db.session.scalar(text("SELECT version_num FROM alembic_version"))
        ready = at == head
        return make_response("ready" if ready else f"migrations at {at}, not {head}", 200 if ready else 503)
