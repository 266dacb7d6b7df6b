"""Forms of Ask."""

from flask_wtf import FlaskForm
from wtforms import EmailField
from wtforms.validators import InputRequired, Length, Regexp


class NewLinkForm(FlaskForm):
    """Asks for a new personal link by mail."""

    email = EmailField(validators=[InputRequired(), Length(max=254), Regexp(r"^\s*[^@\s]+@[^@\s]+\s*$")])
