"""Signing in, and the language of one's account."""

from wtforms import HiddenField, PasswordField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from partners.foundation.forms import Form, LengthAtMost, LineField
from partners.foundation.words import _l


class LoginForm(Form):
    username = LineField(_l("User name"), [InputRequired(_l("Enter your user name.")), LengthAtMost(100)])
    password = PasswordField(_l("Password"), [InputRequired(_l("Enter your password.")), LengthAtMost(1000)])
    next = HiddenField()


class LogoutForm(Form):
    pass


class LanguageForm(Form):
    locale = SelectField(_l("Language"), choices=[SelectChoice("ko", "한국어"), SelectChoice("en", "English")])
