"""Signing in and out."""

from flask import Response, request, session
from flask_login import current_user, login_user, logout_user

from partners.accounts import actions
from partners.accounts.forms.own import LoginForm, LogoutForm
from partners.accounts.signing_in import begin_anew, load_person
from partners.accounts.views.blueprint import blueprint
from partners.foundation.access import open_to_all
from partners.foundation.hypermedia import go_to, safe_next, see_other, show


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
            here = getattr(current_user, "token", None)
            token = actions.sign_in(form.username.data or "", form.password.data or "", instead_of=here)
            begin_anew()
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
