"""Forms of administration."""

from flask_wtf import FlaskForm
from wtforms import EmailField, SelectField, SelectMultipleField, StringField, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.identity.api_tokens import SCOPES
from app.identity.permissions import ROLE_NAMES

ROLES = [SelectChoice(role.value, name) for role, name in ROLE_NAMES.items()]


class _Ticks(SelectMultipleField):
    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class PersonForm(FlaskForm):
    """Gives a person roles in the program."""

    email = EmailField("E-mail address", [InputRequired("Write the address."), Length(max=254)])
    name = StringField("Name", [Length(max=200)], description="Kept as it is for somebody who has an account.")
    roles = _Ticks("Roles", [InputRequired("Tick at least one role.")], choices=ROLES)


class RoleForm(FlaskForm):
    """Names one role."""

    role = SelectField("Role", choices=ROLES)


class TokenForm(FlaskForm):
    """Makes a token of the HTTP API."""

    name = StringField("Name", [InputRequired("Say what the token is for."), Length(max=100)])
    scopes = _Ticks(
        "What it may do",
        [InputRequired("Tick at least one.")],
        choices=[SelectChoice(scope, f"{meaning} ({scope})") for scope, meaning in SCOPES.items()],
    )
