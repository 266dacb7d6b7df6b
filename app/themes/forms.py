"""Forms of Listen."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length


class NameForm(FlaskForm):
    """Name and definition of a theme."""

    name = StringField(
        "Name", validators=[InputRequired("Give the theme a name."), Length(max=120, message="At most 120 characters.")]
    )
    definition = TextAreaField(
        "What it means, in a sentence", validators=[Length(max=1000, message="At most 1,000 characters.")]
    )


class RenameForm(NameForm):
    """A new name; `was` is the name that the editor saw."""

    was = HiddenField()


class IntoForm(FlaskForm):
    """Another theme to merge into; the choices are given by the view."""

    into = SelectField("Theme", validators=[InputRequired("Choose a theme.")])


class SplitForm(NameForm):
    """A finer group to split off as a theme of its own; the choices are given by the view."""

    part = SelectField("Group to split off", validators=[InputRequired("Choose a group.")])


class WaveForm(FlaskForm):
    """A wave whose comments are to be grouped."""

    wave = SelectField("Wave", validators=[InputRequired("Choose a wave.")])
