"""The form that answers a theme."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.outcomes.services.answers import LONGEST_FOR_YOU, LONGEST_TEXT


class OutcomeForm(FlaskForm):
    """What became of a theme; `seen` says which answer the page showed, so that two owners overwrite nothing."""

    state = RadioField(
        "What became of it",
        [InputRequired("Choose what became of it.")],
        choices=[
            SelectChoice("done", "Done"),
            SelectChoice("planned", "Planned"),
            SelectChoice("declined", "Declined, because …"),
        ],
    )
    text = TextAreaField(
        "What was done or is planned, or why not",
        [
            InputRequired("Say what was done or is planned, or why not."),
            Length(max=LONGEST_TEXT, message=f"Keep it under {LONGEST_TEXT:,} characters."),
        ],
        description="Everybody can read it, partners and public. Name no partner.",
        render_kw={"rows": 6},
    )
    for_you = StringField(
        "What it means for the reader",
        [Length(max=LONGEST_FOR_YOU, message=f"Keep it under {LONGEST_FOR_YOU} characters.")],
        description="One sentence, such as: applies to deals under € 50,000. May stay empty.",
    )
    promised_by = DateField(
        "Planned by, or a further answer by",
        [Optional()],
        description="A plan needs its day. Otherwise only where you owe partners more.",
    )
    proposal = SelectField("It came of the proposal", [Optional()])
    tell_again = BooleanField("Tell everybody again, though it is the same state")
    seen = HiddenField()
