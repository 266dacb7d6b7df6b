"""Small made-up programs in the database: partners of overlapping roles, two waves of a survey, coded comments."""

import datetime as dt
import json
from dataclasses import dataclass
from random import Random
from typing import Any

from app.db import database, transaction
from app.identity.models import Person
from app.programs.models import Contact, Partner, Program
from app.pulse import queries, services
from app.pulse.models import Answer, Comment, Invitation, Submission, Wave
from app.shared import clock
from app.themes.models import Coding, Theme
from app.themes.services import settle_codings

ROLES = ("builder", "msp", "reseller", "service_provider")
MARKETS = ("emerging", "mature", None)
WORDS = ("exams", "quotes", "portal", "margin", "zebra")
QUESTIONS: list[dict[str, Any]] = [
    {"type": "rating", "name": "ease", "title": "How easy is it?", "rateMin": 1, "rateMax": 5},
    {"type": "rating", "name": "recommend", "title": "Would you recommend us?", "rateMin": 0, "rateMax": 10},
    {
        "type": "checkbox",
        "name": "lost",
        "title": "What cost you time?",
        "choices": ["deals", "exams", "portal"],
        "showOtherItem": True,
    },
    {"type": "radiogroup", "name": "again", "title": "Would you join again?", "choices": ["yes", "no", "unsure"]},
    {"type": "comment", "name": "change", "title": "What should we change?"},
    {"type": "comment", "name": "keep", "title": "What should we keep?"},
]
SURVEY = json.dumps({"title": "Pulse", "pages": [{"name": "one", "elements": QUESTIONS}]})


@dataclass(frozen=True)
class Loaded:
    """The rows of what was loaded."""

    program_id: int
    wave_ids: tuple[int, ...]
    theme_ids: tuple[int, ...]
    alone: bool
    """Whether each organisation has one person, which its owner knows."""


def load(program: Program, random: Random, *, k: int) -> Loaded:
    """Store a population of 6 to 45 organisations that were asked twice, and return its rows."""
    program_id, alone = program.id, random.random() < 0.6
    with transaction():
        _partners(program_id, random, alone=alone)
        services.import_survey(program_id, "pulse", SURVEY, by=None)
        themes = [Theme(program_id=program_id, name=f"Theme of {word}") for word in WORDS]
        database.session.add_all(themes)
        database.session.flush()
        theme_ids = tuple(theme.id for theme in themes)
    waves = tuple(_wave(program_id, random, label, k, theme_ids) for label in ("first", "second"))
    return Loaded(program_id, waves, theme_ids, alone)


def _partners(program_id: int, random: Random, *, alone: bool) -> None:
    size, roles, overlap = random.randint(6, 45), random.randint(1, 4), random.choice((0.0, 0.2, 0.5))
    weights = [random.choice((1, 3, 10)), random.choice((1, 3, 10)), random.choice((0, 0, 1))]
    for number in range(size):
        first = random.choice(ROLES[:roles])
        partner = Partner(
            program_id=program_id,
            external_id=f"p{number}",
            name=f"Partner {number}",
            market=random.choices(MARKETS, weights)[0],
            country=random.choice(("DE", "FR")),
        )
        partner.roles = (first, *(role for role in ROLES[:roles] if role != first and random.random() < overlap))
        database.session.add(partner)
        database.session.flush()
        for nth in range(1 if alone else random.choice((1, 1, 2, 3))):
            person = Person(email=f"c{number}.{nth}@p{number}.example", name=f"Contact {number} {nth}")
            database.session.add(person)
            database.session.flush()
            database.session.add(Contact(person_id=person.id, partner_id=partner.id))


def _wave(program_id: int, random: Random, label: str, k: int, theme_ids: tuple[int, ...]) -> int:
    with transaction():
        survey = queries.survey_by_key(program_id, "pulse")
        assert survey is not None
        closes_at = clock.now() + dt.timedelta(days=7)
        wave = services.create_wave(survey, label, by=None, closes_at=closes_at, k=k)
        services.open_wave(wave, by=None)
        wave_id = wave.id
    share, taste = random.choice((0.4, 0.7, 1.0)), random.choice((0.1, 0.5, 0.9))
    with transaction():
        for invitation in database.session.query(Invitation).filter_by(wave_id=wave_id):
            if random.random() < share:
                _answer(invitation, random, taste, theme_ids, marks=label == "first")
        wave = database.session.get_one(Wave, wave_id)
        wave.state, wave.closed_at = "closed", clock.now()
        settle_codings(program_id)
    return wave_id


def _answer(invitation: Invitation, random: Random, taste: float, theme_ids: tuple[int, ...], *, marks: bool) -> None:
    """Store answers as a file of a past wave may hold them: with marks in place of some numbers."""
    submission = Submission(
        wave_id=invitation.wave_id,
        invitation_id=invitation.id,
        person_id=invitation.person_id,
        partner_id=invitation.partner_id,
        respondent_key=invitation.person.public_id,
        organisation_key=invitation.partner.public_id,
        roles=list(invitation.roles),
        market=invitation.market,
    )
    database.session.add(submission)
    database.session.flush()
    for key, (low, high) in {"ease": (1, 5), "recommend": (0, 10)}.items():
        if marks and random.random() < 0.1:
            database.session.add(Answer(submission_id=submission.id, question_key=key, values=["N/A"]))
        else:
            number = high if random.random() < taste else random.randint(low, high)
            database.session.add(
                Answer(submission_id=submission.id, question_key=key, values=[str(number)], number=float(number))
            )
    chosen = [choice for choice in ("deals", "exams", "portal", "other") if random.random() < 0.35]
    if chosen:
        database.session.add(Answer(submission_id=submission.id, question_key="lost", values=chosen))
    again = random.choices(("yes", "no", "unsure"), (10, 4, 1))[0]
    database.session.add(Answer(submission_id=submission.id, question_key="again", values=[again]))
    written = {"change": random.random() < 0.9, "keep": random.random() < 0.3, "lost-Comment": "other" in chosen}
    for key, wrote in written.items():
        if wrote:
            _comment(submission, key, random, theme_ids)


def _comment(submission: Submission, key: str, random: Random, theme_ids: tuple[int, ...]) -> None:
    about = random.choices(range(len(WORDS) + 1), (8, 4, 2, 1, 1, 4))[0]
    word = WORDS[about] if about < len(WORDS) else "nothing"
    comment = Comment(
        submission_id=submission.id,
        wave_id=submission.wave_id,
        question_key=key,
        text=f"About {word} for us",
        feeling=random.choice((-0.8, -0.3, 0.0, 0.6, None)),
    )
    database.session.add(comment)
    database.session.flush()
    if about < len(WORDS):
        database.session.add(Coding(theme_id=theme_ids[about], comment_id=comment.id))
