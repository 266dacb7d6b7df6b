"""How the demo's analyst goes on with the codebook after each wave: split, merged, said in other words, published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, or_, select

from app.db import database
from app.demo.load.people import Cast
from app.demo.load.themes import theme_of, theme_rows
from app.pulse.models import Comment
from app.themes import services
from app.themes.core.theme_text import ThemeText
from app.themes.models import Coding, Theme

_SIGN_IN = ThemeText(
    "Signing in takes too many steps",
    "Partners sign in several times a day, with several passwords, or can't get in at all.",
)
_FIRST_LINE = ThemeText(
    "The first line asks for what it has",
    "Tickets start over at each level: the first line asks for logs and set-ups that the ticket holds already.",
    includes="Wishes to skip the first line, tickets that go through several people, questions asked twice.",
    excludes="Waiting as such, at whatever level (Support answers, but late).",
    examples=("Each of the four people who had our ticket began from the beginning.",),
)


def _split_off_sign_in(actors: Cast) -> None:
    _split(actors, "portal", _SIGN_IN, ("sign in", "sign-in", "password", "log"))


def _publish_first(actors: Cast) -> None:
    services.publish_codebook("The first codebook, read from the Q4 2025 pulse", by=actors.viewer("analyst"))


def _merge_sign_in_back(actors: Cast) -> None:
    portal = theme_of(actors.program_id, "portal")
    services.merge_themes(theme_rows(actors.program_id)[_SIGN_IN.name], portal, by=actors.viewer("analyst"))


def _sharpen_support(actors: Cast) -> None:
    theme = theme_of(actors.program_id, "support")
    words = replace(
        theme.words,
        definition="Technical support solves the problem, but the first useful answer takes more than half a day.",
        excludes=f"{theme.excludes} Known incidents that nobody told partners about (Say what is decided, and why).",
        examples=(*theme.examples, "Our customers get an answer within the hour, we wait until tomorrow."),
    )
    services.describe(theme, words, by=actors.viewer("analyst"))


def _publish_second(actors: Cast) -> None:
    services.publish_codebook("For the council's half-year, after three pulses", by=actors.viewer("analyst"))


def _split_off_first_line(actors: Cast) -> None:
    _split(actors, "support", _FIRST_LINE, ("first line", "first level", "logs", "skip", "level one", "second line"))


def _rename_first_line(actors: Cast) -> None:
    theme = theme_rows(actors.program_id)[_FIRST_LINE.name]
    services.rename(theme, "Tickets start over at each level", by=actors.viewer("analyst"))


def _sharpen_pricing(actors: Cast) -> None:
    theme = theme_of(actors.program_id, "pricing")
    words = replace(
        theme.words,
        includes="Price and licence changes announced less than a quarter ahead; offers and contracts that break.",
    )
    services.describe(theme, words, by=actors.viewer("analyst"))


REVISIONS: Mapping[str, Sequence[Callable[[Cast], None]]] = {
    "Q4 2025": (_split_off_sign_in, _publish_first),
    "Q1 2026": (_merge_sign_in_back, _sharpen_support),
    "Q2 2026": (_publish_second,),
    "Q3 2026": (_split_off_first_line, _rename_first_line, _sharpen_pricing),
}
"""What is done after the comments of a wave have been read, by its label."""


def _split(actors: Cast, topic: str, words: ThemeText, said: Sequence[str]) -> None:
    """Split a theme off: the comments of the topic that hold one of these words."""
    analyst, theme = actors.viewer("analyst"), theme_of(actors.program_id, topic)
    new = services.split_theme(theme, words.name, words.definition, comments=_comments(theme, said), by=analyst)
    services.describe(new, words, by=analyst)


def _comments(theme: Theme, said: Sequence[str]) -> list[int]:
    text = func.lower(Comment.text)
    of_theme = select(Comment.id).join(Coding, Coding.comment_id == Comment.id).where(Coding.theme_id == theme.id)
    return list(database.session.scalars(of_theme.where(or_(*(text.contains(word) for word in said)))))
