"""Forms of the rulebook and of scorecards."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.programs.core.partner_facts import MARKETS, PARTNER_ROLES, role_label
from app.rules.files import text_of

_DAY = "Write a day as it is in the calendar."


class DocumentForm(FlaskForm):
    """Takes a whole rulebook in, from a file or typed."""

    file = FileField("YAML or JSON file", description="Or write the document below.")
    document = TextAreaField("Document", render_kw={"rows": 18, "spellcheck": "false"})
    label = StringField("Label", [Length(max=40)], description="Left empty: the year and a number, such as 2026.2.")
    effective_on = DateField("In force from", [Optional()], description="Left empty: the day in the document.")

    def text(self) -> str:
        """Return the document; one that came as a file is put into the field, so that it can be mended there.

        Raises RulebookErrors for a file that is not text.
        """
        if self.file.data:
            self.document.data = text_of(self.file.data.read(), self.file.data.filename or "the file")
        return str(self.document.data or "")


class AsAtForm(FlaskForm):
    """Asks for the rules of a day; by address, so that it can be kept as a link."""

    class Meta:
        csrf = False

    on = DateField("The rules on", [InputRequired(_DAY)])


class CardFilter(FlaskForm):
    """Narrows the list of scorecards."""

    class Meta:
        csrf = False

    tier = SelectField("Tier", validate_choice=False)
    role = SelectField(
        "Role", choices=[SelectChoice("", "Any"), *(SelectChoice(r, role_label(r)) for r in PARTNER_ROLES)]
    )
    market = SelectField("Market", choices=[SelectChoice("", "Any"), *(SelectChoice(m, m) for m in MARKETS)])
