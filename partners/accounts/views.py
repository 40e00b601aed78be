"""Signing in and out, and the account page."""

from flask import Blueprint, Response, request, session
from flask_login import current_user, login_user, logout_user

from partners.accounts import actions, queries
from partners.accounts.forms import LanguageForm, LoginForm, LogoutForm
from partners.accounts.permissions import AccountPermission
from partners.accounts.rules import ROLE_NAMES
from partners.accounts.signing_in import load_person
from partners.foundation.access import open_to_all, requires
from partners.foundation.forms import renew_csrf_token
from partners.foundation.hypermedia import flash_done, go_to, safe_next, see_other, show
from partners.foundation.words import _

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/login")
@open_to_all
def login() -> Response:
    if current_user.is_authenticated:
        return go_to(safe_next(request.args.get("next")))
    return show("accounts/login.html", form=LoginForm(next=request.args.get("next")))


@blueprint.post("/login")
@open_to_all
def sign_in() -> Response:
    form = LoginForm()
    if form.validate():
        with form.refusals():
            token = actions.sign_in(form.username.data or "", form.password.data or "")
            session.clear()
            renew_csrf_token()
            login_user(load_person(token))
            return go_to(safe_next(form.next.data))
    return show("accounts/login.html", form=form, status=form.refused_status)


@blueprint.post("/logout")
@open_to_all
def logout() -> Response:
    if current_user.is_authenticated and LogoutForm().validate():
        actions.sign_out(current_user.token)
    logout_user()
    session.clear()
    return see_other("accounts.login")


@blueprint.get("/account")
@requires(AccountPermission.USE_OWN)
def account() -> Response:
    form = LanguageForm(locale=current_user.locale or "ko")
    return show(
        "accounts/account.html",
        form=form,
        role_name=ROLE_NAMES[current_user.role],
        sessions=queries.open_sessions(current_user.id),
    )


@blueprint.post("/account/language")
@requires(AccountPermission.USE_OWN)
def choose_language() -> Response:
    form = LanguageForm()
    if form.validate():
        actions.choose_language(current_user, form.locale.data)
        session["lang"] = form.locale.data
        flash_done(_("Your language was saved."))
    return see_other("accounts.account")
