"""A wave with as many comments as wanted, written row by row into the database, and searches of it."""

import time
from random import Random

import sqlalchemy as sa

from app.db import database, transaction
from app.programs.models import Program
from app.pulse import queries as pulse
from app.pulse.models import Comment, Submission, Wave
from app.shared import clock
from app.shared.public_ids import new_public_id
from app.themes import queries, services
from app.themes.core.searching import read_search
from app.themes.models import Coding, Theme
from tests.theme_makers import make_closed_wave

VOCABULARY = """
the portal is slow and we wait for an answer to our deal quote while people leave certified engineers exam cliff margin
price rebate campaign fund support ticket partner manager market local language price list renewal
"""
ORGANISATIONS, THEMES = 3000, 20


def make_large_wave(program: Program, comments: int) -> Wave:
    """Return a closed confidential wave of so many comments on twenty themes, by 3,000 organisations."""
    random, wave_id = Random(4), make_closed_wave(program, []).id
    with transaction():
        connection, themes = database.session.connection(), _themes(program)
        submissions = [_submission(wave_id, number) for number in range(comments)]
        connection.execute(sa.insert(Submission.__table__), submissions)
        rows = dict(connection.execute(sa.select(Submission.public_id, Submission.id)).all())
        written = [_comment(wave_id, rows[one["public_id"]], random) for one in submissions]
        connection.execute(sa.insert(Comment.__table__), written)
        codings = [
            {"theme_id": random.choice(themes), "comment_id": row, "degree": 1.0, "primary": True}
            | {"source": "cluster", "created_at": clock.now()}
            for row in connection.scalars(sa.select(Comment.id).order_by(Comment.id))
        ]
        connection.execute(sa.insert(Coding.__table__), codings)
        services.settle_codings(program.id)
    return pulse.wave_by_id(wave_id)


def searches(wave: Wave) -> dict[str, queries.Sought]:
    """Return what somebody may look for: no word, rare words, words that many comments hold."""
    typed = ("", "portal slow", '"price list"', "certif* -exam", "rebate")
    return {one: queries.Sought(read_search(one), [wave]) for one in typed}


def seconds_of(sought: queries.Sought) -> float:
    """Return how long a search takes, its first page and count included."""
    database.session.rollback()
    started = time.perf_counter()
    assert queries.find_comments(sought).total > 0
    return time.perf_counter() - started


def _themes(program: Program) -> list[int]:
    themes = [Theme(program_id=program.id, name=f"Theme {number}") for number in range(THEMES)]
    database.session.add_all(themes)
    database.session.flush()
    return [theme.id for theme in themes]


def _submission(wave_id: int, number: int) -> dict[str, object]:
    return {
        "public_id": new_public_id(),
        "wave_id": wave_id,
        "respondent_key": f"r{number}",
        "organisation_key": f"o{number % ORGANISATIONS}",
        "roles": ["msp"],
        "language": "en",
        "submitted_at": clock.now(),
    }


def _comment(wave_id: int, submission_id: int, random: Random) -> dict[str, object]:
    return {
        "public_id": new_public_id(),
        "submission_id": submission_id,
        "wave_id": wave_id,
        "question_key": "change",
        "text": " ".join(random.choices(VOCABULARY.split(), k=random.randint(5, 40))),
        "language": "en",
        "characters": 100,
        "created_at": clock.now(),
    }
