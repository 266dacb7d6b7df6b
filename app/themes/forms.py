"""Forms of Listen."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from app.themes.core.theme_text import ThemeText

_AT_MOST_1000 = Length(max=1000, message="At most 1,000 characters.")


class NameForm(FlaskForm):
    """Name and definition of a theme."""

    name = StringField(
        "Name", validators=[InputRequired("Give the theme a name."), Length(max=120, message="At most 120 characters.")]
    )
    definition = TextAreaField("What it means, in a sentence", validators=[_AT_MOST_1000])


class WordsForm(NameForm):
    """All words of a theme; `seen` is the fingerprint of those that the editor saw."""

    definition = TextAreaField("What it means, in a sentence or two", validators=[_AT_MOST_1000])
    includes = TextAreaField("What counts", validators=[_AT_MOST_1000])
    excludes = TextAreaField("What doesn't count", validators=[_AT_MOST_1000])
    examples = TextAreaField(
        "Examples, one a line",
        validators=[Length(max=4000, message="At most 4,000 characters in all.")],
        description="Sentences of your own: what partners wrote is quoted from the waves, as far as it may be shown.",
    )
    seen = HiddenField()

    @property
    def words(self) -> ThemeText:
        """Return what was typed."""
        return ThemeText(
            self.name.data or "",
            self.definition.data or "",
            self.includes.data or "",
            self.excludes.data or "",
            tuple((self.examples.data or "").splitlines()),
        )


class IntoForm(FlaskForm):
    """Another theme to merge into; the choices are given by the view."""

    into = SelectField("Theme", validators=[InputRequired("Choose a theme.")])


class SplitForm(NameForm):
    """A finer group to split off as a theme of its own; the choices are given by the view."""

    part = SelectField("Group to split off", validators=[InputRequired("Choose a group.")])


class WaveForm(FlaskForm):
    """A wave whose comments are to be grouped."""

    wave = SelectField("Wave", validators=[InputRequired("Choose a wave.")])


class CodebookFileForm(FlaskForm):
    """A codebook to bring in; the content decides what it is."""

    file = FileField("File", [FileRequired("Choose a CSV, XLSX, JSON or REFI-QDA codebook (.qdc) file.")])


class ConfirmForm(FlaskForm):
    """What was looked at and is to be stored, with the number of the codebook that it was compared with."""

    rows = HiddenField()
    number = IntegerField(widget=HiddenInput())


class PublishForm(FlaskForm):
    """What a new version of the codebook is for."""

    note = StringField(
        "What this version is for",
        validators=[InputRequired("Say in a sentence what this version is for."), Length(max=300)],
    )
