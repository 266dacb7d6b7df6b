"""Forms of talk."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.discussion.services import MOST_CHARACTERS, MOST_IN_NAME

_TEXT = (
    InputRequired("Write what you think."),
    Length(max=MOST_CHARACTERS, message=f"At most {MOST_CHARACTERS:,} characters. Say the rest in a second post."),
)


class PostForm(FlaskForm):
    """A new post, with a concern if one is named."""

    text = TextAreaField("What do you think?", _TEXT, render_kw={"rows": 4})
    concern_name = StringField(
        "Name a concern, if you have one",
        [Length(max=MOST_IN_NAME, message=f"Name it in at most {MOST_IN_NAME} characters.")],
        description="A named concern stays open until you call it resolved.",
    )
    blocking = BooleanField("As it stands I would vote against it")
