"""Who answered what: only of waves that promised to name people."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import database
from app.identity.models import Person
from app.programs.models import Partner
from app.pulse.models import Answer, Comment, Submission, Wave
from app.shared.errors import NotFoundError

PER_PAGE = 25


@dataclass(frozen=True)
class NamedAnswers:
    """One person's answers by the key of the question; texts are masked."""

    person: str
    partner: str
    submitted_at: dt.datetime
    given: dict[str, list[str]]


def named_answers(wave: Wave, page: int) -> tuple[list[NamedAnswers], int]:
    """Return a page of who answered what, newest first, and how many pages there are.

    Raises NotFoundError for a wave that promised not to name people.
    """
    if wave.privacy != "identified":
        raise NotFoundError
    total = database.session.scalar(select(func.count()).where(Submission.wave_id == wave.id)) or 0
    rows = database.session.execute(
        select(Submission.id, Submission.submitted_at, Person.name, Partner.name)
        .outerjoin(Person, Person.id == Submission.person_id)
        .outerjoin(Partner, Partner.id == Submission.partner_id)
        .where(Submission.wave_id == wave.id)
        .order_by(Submission.submitted_at.desc(), Submission.id.desc())
        .limit(PER_PAGE)
        .offset((max(1, page) - 1) * PER_PAGE)
    ).all()
    given = _given([row[0] for row in rows])
    found = [NamedAnswers(row[2] or "–", row[3] or "–", row[1], given.get(row[0], {})) for row in rows]
    return found, max(1, -(-total // PER_PAGE))


def _given(submission_ids: Sequence[int]) -> dict[int, dict[str, list[str]]]:
    found: dict[int, dict[str, list[str]]] = {}
    for answer in database.session.scalars(select(Answer).where(Answer.submission_id.in_(submission_ids))):
        found.setdefault(answer.submission_id, {})[answer.question_key] = list(answer.values)
    for comment in database.session.scalars(select(Comment).where(Comment.submission_id.in_(submission_ids))):
        found.setdefault(comment.submission_id, {})[comment.question_key] = [comment.text]
    return found
