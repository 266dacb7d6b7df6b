"""Forms of Ask."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    DateField,
    DateTimeLocalField,
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from app.programs.core.partner_facts import MARKETS, PARTNER_ROLES
from app.pulse.models import Wave

ROLE_NAMES = {role: role.replace("_", " ") if role != "msp" else "managed service provider" for role in PARTNER_ROLES}


class NewLinkForm(FlaskForm):
    """Asks for a new personal link by mail."""

    email = EmailField(validators=[InputRequired(), Length(max=254), Regexp(r"^\s*[^@\s]+@[^@\s]+\s*$")])


class SurveyForm(FlaskForm):
    """Brings a questionnaire in."""

    key = StringField(
        "Short name",
        [InputRequired("Give the survey a short name."), Length(max=60)],
        description="Letters, digits, - and _. A survey that has it already gets a new version.",
    )
    file = FileField("SurveyJS file", description="A JSON file, as SurveyJS Creator saves it.")
    text = TextAreaField("Or its text", description="Paste the JSON here instead.", render_kw={"rows": 8})


class _Ticks(SelectMultipleField):
    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class WaveForm(FlaskForm):
    """Prepares a wave. Times are those of the program's place."""

    survey = SelectField("Survey", [InputRequired("Choose a survey.")])
    label = StringField(
        "Name of this wave",
        [InputRequired("Give the wave a name, such as 2026-Q4."), Length(max=60)],
        description="Such as 2026-Q4. It stands in mails and on charts.",
    )
    privacy = RadioField("What respondents are promised", [InputRequired("Choose what you promise.")])
    k = IntegerField(
        "Fewest organisations of a figure",
        [InputRequired("Give a number."), NumberRange(3, 50, "A number from 3 to 50.")],
        default=5,
        description="Figures of fewer organisations or people are hidden. It can't be changed once the wave is open.",
    )
    roles = _Ticks("Partner roles", choices=[SelectChoice(role, name) for role, name in ROLE_NAMES.items()])
    markets = _Ticks("Markets", choices=[SelectChoice(market, market) for market in MARKETS])
    countries = _Ticks("Countries", choices=[])
    closes_at = DateTimeLocalField("Closes", [InputRequired("Give the day and time at which the wave closes.")])
    answer_promised_by = DateField(
        "You will say what came of it by",
        [Optional()],
        description="Printed on the thank-you page. You are reminded of it.",
    )

    def values(self, zone: ZoneInfo) -> dict[str, Any]:
        """Return what `create_wave` and `edit_wave` take, beside the survey and its wave's name."""
        frame = {"roles": self.roles.data, "markets": self.markets.data, "countries": self.countries.data}
        return {
            "privacy": self.privacy.data,
            "k": self.k.data,
            "frame_filter": {name: list(chosen or []) for name, chosen in frame.items()},
            "closes_at": self.closes_at.data.replace(tzinfo=zone).astimezone(dt.UTC),
            "answer_promised_by": self.answer_promised_by.data,
        }


def start_values(wave: Wave, zone: ZoneInfo) -> dict[str, Any]:
    """Return what the form of a draft starts with."""
    return {
        "survey": wave.survey.key,
        "label": wave.label,
        "privacy": wave.privacy,
        "k": wave.k,
        **{name: wave.frame_filter.get(name, []) for name in ("roles", "markets", "countries")},
        "closes_at": wave.closes_at.astimezone(zone).replace(tzinfo=None) if wave.closes_at else None,
        "answer_promised_by": wave.answer_promised_by,
    }
