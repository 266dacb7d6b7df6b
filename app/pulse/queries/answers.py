"""Raw reads of answers, for the disclosure gate and the theming engine only: never for a page."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.db import database
from app.pulse.models import Answer, Comment, Submission
from surveys.disclosure import UNKNOWN, Contribution


@dataclass(frozen=True, slots=True)
class Contributor:
    """Someone who answered, by opaque keys, with the partner facts that results are split by."""

    submission_id: int
    organisation: str
    person: str
    roles: tuple[str, ...]
    market: str

    @property
    def contribution(self) -> Contribution:
        return Contribution(self.organisation, self.person)

    def is_in(self, roles: tuple[str, ...] | list[str], markets: tuple[str, ...] | list[str]) -> bool:
        """Whether the partner plays one of the roles and is in one of the markets; none given means all."""
        return (not roles or bool(set(roles) & set(self.roles))) and (not markets or self.market in markets)


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A masked comment with its contributor."""

    id: int
    public_id: str
    question_key: str
    text: str
    language: str
    feeling: float | None
    contributor: Contributor


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A rating's number with its contributor."""

    number: float
    contributor: Contributor


_WHO = (
    Submission.id,
    Submission.organisation_key,
    Submission.respondent_key,
    Submission.roles,
    Submission.market,
)


def contributors(wave_id: int) -> list[Contributor]:
    """Return everyone who answered in the wave."""
    rows = database.session.execute(select(*_WHO).where(Submission.wave_id == wave_id).order_by(Submission.id))
    return [_contributor(*row) for row in rows]


def comments(wave_id: int) -> list[CommentRow]:
    """Return the comments of the wave."""
    what = (Comment.id, Comment.public_id, Comment.question_key, Comment.text, Comment.language, Comment.feeling)
    rows = database.session.execute(
        select(*what, *_WHO).join(Submission, Comment.submission_id == Submission.id).where(Comment.wave_id == wave_id)
    )
    return [CommentRow(*row[:6], _contributor(*row[6:])) for row in rows]


def ratings(wave_id: int, question_key: str) -> list[RatingRow]:
    """Return the numbers given to a rating question; marks such as N/A are left out."""
    rows = database.session.execute(
        select(Answer.number, *_WHO)
        .join(Submission, Answer.submission_id == Submission.id)
        .where(Submission.wave_id == wave_id, Answer.question_key == question_key, Answer.number.is_not(None))
    )
    return [RatingRow(float(row[0] or 0), _contributor(*row[1:])) for row in rows]


def rated(submission_id: int) -> dict[str, float]:
    """Return the numbers that one submission gave, by their questions."""
    rows = database.session.execute(
        select(Answer.question_key, Answer.number).where(
            Answer.submission_id == submission_id, Answer.number.is_not(None)
        )
    )
    return {key: float(number or 0) for key, number in rows}


def written_values(wave_id: int) -> dict[str, list[tuple[Contribution, list[str]]]]:
    """Return each question's values as written, with who wrote them."""
    rows = database.session.execute(
        select(Answer.question_key, Answer.values, Submission.organisation_key, Submission.respondent_key)
        .join(Submission, Answer.submission_id == Submission.id)
        .where(Submission.wave_id == wave_id)
        .order_by(Submission.id)
    )
    found: dict[str, list[tuple[Contribution, list[str]]]] = {}
    for key, values, organisation, person in rows:
        found.setdefault(key, []).append((Contribution(organisation, person), values))
    return found


def text_lengths(wave_id: int) -> dict[str, list[tuple[Contribution, int]]]:
    """Return the lengths, as written, of each free-text question's comments."""
    rows = database.session.execute(
        select(Comment.question_key, Comment.characters, Submission.organisation_key, Submission.respondent_key)
        .join(Submission, Comment.submission_id == Submission.id)
        .where(Comment.wave_id == wave_id)
        .order_by(Submission.id)
    )
    found: dict[str, list[tuple[Contribution, int]]] = {}
    for key, characters, organisation, person in rows:
        found.setdefault(key, []).append((Contribution(organisation, person), characters))
    return found


def _contributor(submission_id: int, organisation: str, person: str, roles: Any, market: str | None) -> Contributor:
    return Contributor(submission_id, organisation, person, tuple(roles or ()), market or UNKNOWN)
