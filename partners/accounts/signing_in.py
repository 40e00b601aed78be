"""How Flask-Login finds the person: by the secret of a session that lives on the server."""

from flask import Flask, Response, current_app, make_response, redirect, request, session, url_for
from flask_login import LoginManager, current_user

from partners.accounts import actions, queries
from partners.accounts.rules import SignedIn, needs_touch
from partners.foundation.access import is_open_to_all
from partners.foundation.clock import now
from partners.foundation.forms import renew_csrf_token
from partners.foundation.hypermedia import is_htmx, page_behind, see_other

login_manager = LoginManager()


#: What is open to a person whose password an administrator gave: choosing another one, and leaving.
BEFORE_THE_PASSWORD = frozenset(
    {"accounts.password", "accounts.change_password", "accounts.logout", "accounts.login", "accounts.sign_in"}
)


def prepare(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.session_protection = None
    app.before_request(_have_a_password_chosen)
    app.jinja_env.globals["current_user"] = current_user


def begin_anew() -> None:
    """Another cookie and another token for whoever signs in; only the language asked for in this browser stays."""
    language = session.get("lang")
    session.clear()
    if language:
        session["lang"] = language
    renew_csrf_token()


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load_person(token: str) -> SignedIn | None:
    """The person behind the cookie, or nobody once the session has ended, idled out or aged."""
    settings = current_app.config["PARTNERS"]
    found = queries.find_signed_in(token, settings.session_idle, settings.session_length)
    if found is None:
        return None
    person, last_seen_at = found
    if needs_touch(last_seen_at, now()):
        actions.touch(token)
    return person


@login_manager.unauthorized_handler  # type: ignore[untyped-decorator]
def ask_to_sign_in() -> Response:
    """To the sign-in page and back to where the person was: the page asked for, or the one whose form
    or panel asked. htmx is told to change the whole page, never a block of it: no fragment ever holds the sign-in form.
    """
    is_page = request.method == "GET" and not is_htmx()
    here = request.full_path.rstrip("?") if is_page else page_behind()
    address = url_for("accounts.login", next=here or None)
    if is_htmx():
        response = make_response("", 401)
        response.headers["HX-Redirect"] = address
        return response
    return make_response(redirect(address, 303))


def _have_a_password_chosen() -> Response | None:
    """Lead whoever has an administrator's password to the page where they choose their own."""
    if request.endpoint in BEFORE_THE_PASSWORD or is_open_to_all(request.endpoint):
        return None
    if current_user.is_authenticated and current_user.must_change_password:
        return see_other("accounts.password")
    return None
