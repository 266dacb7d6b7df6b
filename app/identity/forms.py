"""Forms of signing in and of one's account."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Regexp

LANGUAGES = [
    SelectChoice("en", "English"),
    SelectChoice("de", "Deutsch"),
    SelectChoice("fr", "Français"),
    SelectChoice("es", "Español"),
    SelectChoice("it", "Italiano"),
    SelectChoice("pl", "Polski"),
    SelectChoice("pt", "Português"),
]

_ADDRESS = (
    InputRequired("Write your e-mail address."),
    Length(max=254, message="An e-mail address has at most 254 characters."),
    Regexp(r"^\s*[^@\s]+@[^@\s]+\s*$", message="Write an e-mail address like name@company.example."),
)


class LinkForm(FlaskForm):
    """Asks for a one-time link by mail."""

    email = EmailField("Your e-mail address", _ADDRESS, render_kw={"autocomplete": "email"})


class PasswordForm(FlaskForm):
    """Signs in with a password."""

    email = EmailField("E-mail address", _ADDRESS, id="password-email", render_kw={"autocomplete": "username"})
    password = PasswordField(
        "Password", [InputRequired("Write your password.")], render_kw={"autocomplete": "current-password"}
    )


class AccountForm(FlaskForm):
    """What people can say about themselves."""

    name = StringField("Name", [InputRequired("Write your name."), Length(max=200)], render_kw={"autocomplete": "name"})
    language = SelectField("Language", choices=LANGUAGES, description="Surveys come in it where they are translated.")
    time_zone = SelectField("Time zone", description="Times on pages and in mails are given in it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = _time_zones()


class NewPasswordForm(FlaskForm):
    """Sets or changes the password."""

    current = PasswordField("Present password", render_kw={"autocomplete": "current-password"})
    new = PasswordField(
        "New password",
        [InputRequired("Write the new password.")],
        description="At least 12 characters; a few unrelated words are easy to remember.",
        render_kw={"autocomplete": "new-password"},
    )


@cache
def _time_zones() -> list[str]:
    return ["UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))]
