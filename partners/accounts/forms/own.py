"""Signing in, and one's own account: language and password."""

from wtforms import HiddenField, PasswordField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired

from partners.accounts.rules.passwords import LONGEST_PASSWORD
from partners.foundation.forms import Form, LengthAtMost, LineField
from partners.foundation.words import _l


class LoginForm(Form):
    username = LineField(_l("User name"), [InputRequired(_l("Enter your user name.")), LengthAtMost(100)])
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Enter your password.")), LengthAtMost(LONGEST_PASSWORD)]
    )
    next = HiddenField()


class LogoutForm(Form):
    pass


class LanguageForm(Form):
    locale = SelectField(_l("Language"), choices=[SelectChoice("ko", "한국어"), SelectChoice("en", "English")])


class PasswordForm(Form):
    current_password = PasswordField(
        _l("Current password"), [InputRequired(_l("Enter your current password.")), LengthAtMost(LONGEST_PASSWORD)]
    )
    password = PasswordField(
        _l("New password"), [InputRequired(_l("Enter the new password.")), LengthAtMost(LONGEST_PASSWORD)]
    )
    repeated = PasswordField(
        _l("New password once more"),
        [
            InputRequired(_l("Enter the new password once more.")),
            EqualTo("password", _l("The two new passwords differ. Type the same one twice.")),
        ],
    )
