"""Forms of Propose. Choices that depend on the program are given when a form is made."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    DateTimeLocalField,
    FloatField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.council.core.local_time import moment_of
from app.programs.core.partner_facts import MARKETS, PARTNER_ROLES, role_label
from app.proposals.services.ballots import QUESTION
from app.proposals.services.drafts import TEXT_LENGTH, TITLE_LENGTH
from app.rules.core import Rulebook
from app.shared.errors import DomainError
from app.web.forms import place_error

_TITLE_TOO_LONG = f"At most {TITLE_LENGTH} characters, please."


class _Ticks(SelectMultipleField):
    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class TitleForm(FlaskForm):
    """Begins a proposal."""

    title = StringField(
        "Title",
        [InputRequired("Write a title."), Length(max=TITLE_LENGTH, message=_TITLE_TOO_LONG)],
        description="What would be true afterwards, in one sentence.",
    )


class TextForm(TitleForm):
    """What a draft says; `seen` is the digest of what the page showed, so that two writers overwrite nothing."""

    text = TextAreaField(
        "Why, and what else was considered",
        [Length(max=TEXT_LENGTH, message=f"At most {TEXT_LENGTH:,} characters, please.")],
        render_kw={"rows": 8},
    )
    effective_on = DateField("In force from", [Optional()], description="The council sees it; it must lie ahead.")
    seen = HiddenField()


class ChangeForm(FlaskForm):
    """A value for a parameter. The selectors `for_…` are added by `change_form`."""

    class Meta:
        csrf = False  # trying is a GET; the POST that names the change carries the token of the page

    parameter = SelectField("Parameter", [InputRequired("Choose a parameter.")])
    after = StringField(
        "New value", [InputRequired("Write the new value."), Length(max=60)], description="A number, a date, yes or no."
    )

    def selector(self) -> dict[str, str]:
        """Return whom the value is for; nothing chosen means everybody."""
        return {name[4:]: value for name, value in self.data.items() if name.startswith("for_") and value}


def change_form(rulebook: Rulebook, formdata: Mapping[str, Any] | None) -> ChangeForm:
    """Return the form with the rulebook's parameters and selectors."""
    named: dict[str, tuple[str, str, Callable[[str], str]]] = {
        "role": ("Role", "all roles", role_label),
        "market": ("Market", "all markets", str),
    }
    fields: dict[str, Any] = {}
    for dimension, values in rulebook.dimensions:
        label, all_of_them, say = named.get(dimension, (dimension.replace("_", " ").capitalize(), "all", str))
        fields[f"for_{dimension}"] = SelectField(
            label,
            choices=[SelectChoice("", all_of_them), *(SelectChoice(value, say(value)) for value in values)],
            default="",
        )
    form: ChangeForm = type("ProgramChangeForm", (ChangeForm,), fields)(formdata)
    form.parameter.choices = [SelectChoice(one.key, f"{one.key}: {one.meaning}") for one in rulebook.parameters]
    return form


class EffectForm(FlaskForm):
    """What is expected: a measure, a direction, a size, a day."""

    measure = SelectField("What should change", [InputRequired("Choose a measure.")])
    direction = RadioField(
        "Which way", [InputRequired("Choose one.")], choices=[SelectChoice("down", "down"), SelectChoice("up", "up")]
    )
    target = FloatField("To", [Optional()], description="A share in %, or else the figure itself. May be left empty.")
    by = DateField("Seen by", [InputRequired("Choose a day.")], description="After the next wave or quarter.")
    roles = _Ticks("Among", choices=[SelectChoice(role, f"{role_label(role)}s") for role in PARTNER_ROLES])
    markets = _Ticks("In", choices=[SelectChoice(market, f"{market} markets") for market in MARKETS])

    def what(self) -> tuple[str, str]:
        """Return measure and key."""
        measure, _, key = str(self.measure.data).partition(":")
        return measure, key

    def target_value(self) -> float | None:
        """Return the target as it is stored: a share 0–1 for a theme."""
        target: float | None = self.target.data
        return target / 100 if target is not None and self.what()[0] == "theme" else target


class CiteForm(FlaskForm):
    """Names a theme that the proposal rests on."""

    theme = SelectField("Theme", [InputRequired("Choose a theme.")])


class BallotForm(FlaskForm):
    """Puts a proposal to a council."""

    council = SelectField("Council", [InputRequired("Choose a council.")])
    question = StringField("Question", [InputRequired("Write the question."), Length(max=300)], default=QUESTION)
    secret = RadioField(
        "Votes are",
        choices=[SelectChoice("yes", "secret"), SelectChoice("no", "open: everybody sees who voted how")],
        default="yes",
    )
    threshold = SelectField(
        "It passes with",
        choices=[
            SelectChoice("two_thirds", "two thirds of the votes for and against"),
            SelectChoice("majority", "more votes for than against"),
        ],
    )
    quorum = IntegerField(
        "Votes needed (quorum)", [InputRequired("Write the quorum."), NumberRange(1, 1000, "At least one.")]
    )
    closes_at = DateTimeLocalField("Votes until", [InputRequired("Choose when it closes.")])
    recused = _Ticks("Recused because the change moves their organisation")
    other_seat = SelectField("Somebody else to recuse")
    other_reason = StringField("Why", [Length(max=300)])

    def closing_moment(self, time_zone: str) -> dt.datetime:
        """Return when it closes, read in the reader's time zone. Raises DomainError for an hour that isn't there."""
        try:
            return moment_of(self.closes_at.data, time_zone)
        except ValueError as error:
            raise DomainError("Choose another closing time.", fields={"closes_at": str(error)}) from error


def choose(field: SelectField, choices: Sequence[tuple[str, str]], nothing: str = "") -> None:
    """Give a select its choices, after an empty one with the words `nothing` if they are given."""
    first = [SelectChoice("", nothing)] if nothing else []
    field.choices = [*first, *(SelectChoice(value, label) for value, label in choices)]


def place(form: FlaskForm, error: DomainError) -> None:
    """Put an error into the form. Raises it on if no form can mend it."""
    if error.status != 422:
        raise error
    place_error(form, error)
