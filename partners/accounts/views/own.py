"""One's own account: language, password, sessions, and the rights that one has and had."""

from dataclasses import replace

from flask import Response, session
from flask_login import current_user, login_user

from partners.accounts import actions, queries
from partners.accounts.forms.own import LanguageForm, PasswordForm
from partners.accounts.permissions import AccountPermission
from partners.accounts.rules import ROLE_NAMES
from partners.accounts.signing_in import begin_anew
from partners.accounts.views.blueprint import blueprint, session_limits
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, see_other, show
from partners.foundation.words import _, _n


@blueprint.get("/account")
@requires(AccountPermission.USE_OWN)
def account() -> Response:
    return show(
        "accounts/account.html",
        form=LanguageForm(locale=current_user.locale or "ko"),
        role=ROLE_NAMES[current_user.role],
        sessions=queries.open_sessions(current_user.id, *session_limits()),
        this=queries.digest(current_user.token),
        grants=queries.grants_of(current_user.id),
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


@blueprint.get("/account/password")
@requires(AccountPermission.USE_OWN)
def password() -> Response:
    return show("accounts/password.html", form=PasswordForm())


@blueprint.post("/account/password")
@requires(AccountPermission.USE_OWN)
def change_password() -> Response:
    form = PasswordForm()
    if form.validate():
        with form.refusals():
            person = current_user._get_current_object()
            token = actions.change_password(person, form.current_password.data, form.password.data)
            begin_anew()
            login_user(replace(person, token=token, must_change_password=False))
            flash_done(_("Your password was changed. You were signed out everywhere else."))
            return see_other("accounts.account")
    return show("accounts/password.html", form=form, status=form.refused_status)


@blueprint.post("/account/sessions/<int:session_id>/end")
@requires(AccountPermission.USE_OWN)
def end_session(session_id: int) -> Response:
    actions.end_session(current_user, session_id)
    flash_done(_("The session was ended."))
    return see_other("accounts.account")


@blueprint.post("/account/sessions/end-others")
@requires(AccountPermission.USE_OWN)
def end_other_sessions() -> Response:
    number = actions.end_other_sessions(current_user)
    flash_done(_n("%(num)s session was ended.", "%(num)s sessions were ended.", number))
    return see_other("accounts.account")
