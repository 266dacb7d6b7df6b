"""Forms of Decide."""

import datetime as dt
from collections.abc import Iterable, Sequence

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    DateTimeLocalField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from app.council.core.local_time import moment_of
from app.council.models import Council
from app.programs.core.partner_facts import PARTNER_ROLES
from app.programs.models import Partner
from app.shared import clock
from app.shared.errors import DomainError

ROLE_WORDS = {"msp": "MSP"}
AT_THEIR_PARTNER = "The partner where they are a contact"


class CouncilForm(FlaskForm):
    """A new council, and what it is promised."""

    name = StringField("Name", [InputRequired("Give the council a name."), Length(max=200)])
    charter = TextAreaField(
        "Charter",
        [Length(max=20_000, message="The charter has at most 20,000 characters.")],
        description="What the council is for, and what its members may expect.",
    )
    answer_within_days = IntegerField(
        "Days to answer a decision", [InputRequired("Say how many days."), NumberRange(1, 365)], default=14
    )
    quorum = IntegerField(
        "Quorum",
        [InputRequired("Say how many seats."), NumberRange(1, 500)],
        default=8,
        description="Seats that must be present or vote.",
    )


class SeatForm(FlaskForm):
    """Gives a seat to a person, for a term."""

    email = EmailField("E-mail address", [InputRequired("Write the person's address."), Length(max=254)])
    name = StringField("Name", [Length(max=200)], description="Needed for somebody who is not known here yet.")
    partner = SelectField("Partner")
    partner_role = SelectField(
        "Speaks for",
        choices=[SelectChoice(role, ROLE_WORDS.get(role, role.replace("_", " "))) for role in PARTNER_ROLES],
    )
    term_starts = DateField("Term begins", [InputRequired("Say when the term begins.")])
    term_ends = DateField("Term ends", [InputRequired("Say when the term ends.")])

    def offer(self, partners: Iterable[Partner]) -> "SeatForm":
        """Return the form with the partners to choose from, and a term of a year from today where none is given."""
        self.partner.choices = [
            SelectChoice("", AT_THEIR_PARTNER),
            *(SelectChoice(one.public_id, one.name) for one in partners),
        ]
        today = clock.now().date()
        self.term_starts.data = self.term_starts.data or today
        self.term_ends.data = self.term_ends.data or today + dt.timedelta(days=365)
        return self


class SessionForm(FlaskForm):
    """Plans a council session."""

    council = SelectField("Council")
    title = StringField("Title", [InputRequired("Give the session a title."), Length(max=200)])
    starts_at = DateTimeLocalField("Begins", [InputRequired("Say when the session begins.")])
    minutes_long = IntegerField("Minutes", [InputRequired("Say how long it lasts."), NumberRange(5, 1440)], default=90)
    place = StringField("Place", [Length(max=300)], description="A room, or the address of a call.")

    def offer(self, councils: Sequence[Council]) -> "SessionForm":
        """Return the form with the councils to choose from."""
        self.council.choices = [SelectChoice(one.public_id, one.name) for one in councils]
        return self

    def starts_in(self, time_zone: str) -> dt.datetime:
        """Return the moment of the time as it was written on a clock of the zone. Raises DomainError."""
        try:
            moment = moment_of(self.starts_at.data, time_zone)
        except ValueError as error:
            raise DomainError(str(error), fields={"starts_at": str(error)}) from None
        if moment <= clock.now():
            message = "Choose a time that is still to come."
            raise DomainError(message, fields={"starts_at": message})
        return moment


class AgendaForm(FlaskForm):
    """Adds a point to the agenda."""

    title = StringField("What is it about?", [InputRequired("Say what the point is."), Length(max=200)])


class MinutesForm(FlaskForm):
    """The text of the minutes, and the number of the text it was written on."""

    text = TextAreaField("Text", render_kw={"rows": 12})
    number = HiddenField(default="0")

    @property
    def written_on(self) -> int:
        """The number of the text that the writer saw."""
        return int(self.number.data) if str(self.number.data).isdecimal() else 0


class AnswerForm(FlaskForm):
    """The vendor's reply to a decision."""

    answer = RadioField("Your answer", validators=[InputRequired("Accept or decline.")])
    reasons = TextAreaField(
        "Reasons",
        [InputRequired("Give the reasons: the council and the partners read them.")],
        description="The council and the partners read them.",
    )

    def offer(self, result: str) -> "AnswerForm":
        """Return the form with what can be answered: nothing that the council rejected can be accepted."""
        accept = SelectChoice("accept", "Accept: it comes into force as proposed")
        decline = SelectChoice("decline", "Decline: the rules stay as they are")
        self.answer.choices = (
            [accept, decline] if result == "adopted" else [SelectChoice("decline", "The rules stay as they are")]
        )
        return self
