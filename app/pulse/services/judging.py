"""Judges in which language a comment is and how it feels."""

from app.pulse import queries
from app.pulse.models import Comment
from surveys.instrument import Instrument, QuestionType


def judge(comment: Comment, rating: float | None) -> None:
    """Fill in language and feeling, with what the same person gave on the wave's scales (−1…1).

    The language of the page stands where the comment's own is unclear.
    """
    # Imported here: the judge reads a lexicon of thousands of words.
    from analysis.sentiment import feeling
    from analysis.text import guess_language

    guess = guess_language(comment.text)
    if guess.reliable and guess.code:
        comment.language = guess.code
    comment.feeling = feeling(comment.text, comment.language, rating)


def rating_of(submission_id: int, instrument: Instrument) -> float | None:
    """Return the mean of the ratings of a submission, each put on −1…1; None without any."""
    from analysis.sentiment import scaled_rating

    numbers = queries.rated(submission_id)
    return scaled_rating(
        (numbers[question.key], question.lowest, question.highest)
        for question in instrument.questions
        if question.type is QuestionType.RATING and question.key in numbers
    )
