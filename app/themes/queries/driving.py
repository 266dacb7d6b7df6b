"""Which themes go with a rating of a wave, through the disclosure gate."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Comment, Invitation, Submission, Wave
from app.themes.core.driving import Driver, Rater, drivers
from app.themes.models import Theme
from app.themes.queries.changes import whole_of
from app.themes.queries.codebook import themes
from app.themes.queries.reading import read_wave
from surveys.disclosure import Published
from surveys.instrument import Question, QuestionType


@dataclass(frozen=True)
class DriverRow:
    """A theme whose share shows, and how the ratings of those who raise it differ."""

    theme: Theme
    driver: Published[Driver]


def rated_questions(wave: Wave) -> Sequence[Question]:
    """Return the questions of the wave that give a number."""
    return [question for question in pulse.instrument(wave).questions if question.type is QuestionType.RATING]


def driver_rows(wave: Wave, question_key: str) -> list[DriverRow]:
    """Return the themes that can be compared, the lowest ratings first, hidden ones last.

    Compared are those who rated the question and wrote something: who writes nothing raises nothing, and often rates
    otherwise.
    """
    known = {theme.id: theme for theme in themes(wave.program_id)}
    reading = read_wave(wave, known)
    shown = [theme_id for theme_id in known if whole_of(reading, theme_id).shown]
    raters = _raters(wave, question_key) if shown else []
    raising = {theme_id: reading.raisers(theme_id) for theme_id in shown}
    found = drivers(reading.policy, raters, raising) if raters else {}
    return sorted((DriverRow(known[theme_id], driver) for theme_id, driver in found.items()), key=_order)


def _raters(wave: Wave, question_key: str) -> list[Rater]:
    """Return those who wrote and rated, with their partner's facts as they were when the wave opened."""
    rows = database.session.execute(
        select(Submission.id, Invitation.size)
        .join(Comment, Comment.submission_id == Submission.id)
        .outerjoin(Invitation, Invitation.id == Submission.invitation_id)
        .where(Submission.wave_id == wave.id)
    )
    sizes = {row.id: row.size for row in rows}
    found = [(row.contributor, row.number) for row in pulse.ratings(wave.id, question_key)]
    return [
        Rater(who.contribution, number, who.roles, who.market, sizes[who.submission_id])
        for who, number in found
        if who.submission_id in sizes
    ]


def _order(row: DriverRow) -> tuple[bool, float, str]:
    found = row.driver.value
    return found is None, found.value if found else 0.0, row.theme.name.casefold()
