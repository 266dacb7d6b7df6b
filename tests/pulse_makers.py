"""Makers of surveys, waves and answers for tests."""

import datetime as dt
import json
import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import database, transaction
from app.jobs.worker import work_off
from app.notify.models import OutboxMessage
from app.programs.models import Program
from app.pulse import queries, services
from app.pulse.models import Invitation, Wave
from app.shared import clock
from tests.people import make_contact, make_partner

QUESTIONS: list[dict[str, Any]] = [
    {
        "type": "rating",
        "name": "ease",
        "title": {"default": "How easy is it?", "de": "Wie leicht ist es?"},
        "rateMin": 0,
        "rateMax": 10,
        "minRateDescription": "Very hard",
        "maxRateDescription": "Very easy",
        "isRequired": True,
    },
    {
        "type": "checkbox",
        "name": "time_lost",
        "title": "What cost you time?",
        "choices": ["deals", "exams", "portal"],
        "maxSelectedChoices": 2,
        "showOtherItem": True,
    },
    {"type": "radiogroup", "name": "again", "title": "Would you join again?", "choices": ["yes", "no"]},
    {"type": "comment", "name": "change", "title": "What should we change?"},
]


def make_wave(
    program: Program,
    label: str = "2026-Q4",
    *,
    partners: int = 0,
    privacy: str = "confidential",
    opened: bool = True,
    questions: list[dict[str, Any]] | None = None,
    frame_filter: dict[str, Any] | None = None,
) -> Wave:
    """Return a wave of the survey `pulse`, open, with its invitations written; `partners` makes so many to ask."""
    for number in range(partners):
        market = "mature" if number % 2 else "emerging"
        partner = make_partner(program, f"p{number}", "msp", market=market)
        make_contact(partner, f"contact{number}@p{number}.example")
    document = json.dumps({"title": "Partner pulse", "pages": [{"name": "one", "elements": questions or QUESTIONS}]})
    with transaction():
        services.import_survey(program.id, "pulse", document, by=None)
        survey = queries.survey_by_key(program.id, "pulse")
        assert survey is not None
        closes_at = clock.now() + dt.timedelta(days=14)
        wave = services.create_wave(
            survey, label, by=None, closes_at=closes_at, privacy=privacy, frame_filter=frame_filter
        )
        if opened:
            services.open_wave(wave, by=None)
        wave_id = wave.id
    work_off()
    return queries.wave_by_id(wave_id)


def mails(kind: str = "invitation") -> list[OutboxMessage]:
    """Return the mails of a kind, oldest first."""
    database.session.rollback()
    return list(
        database.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id))
    )


def link_in(message: OutboxMessage) -> str:
    """Return the path of the personal link in a mail."""
    found = re.search(r"http://[^/\s]+(/p/[\w-]+)", message.text)
    assert found is not None
    return found[1]


def links(kind: str = "invitation") -> list[str]:
    """Return the paths of all personal links mailed so far."""
    return [link_in(message) for message in mails(kind)]


def enter(client: FlaskClient, link: str) -> None:
    """Open a personal link in the client's browser."""
    answer = client.get(link)
    assert (answer.status_code, answer.location) == (303, "/p"), answer.text


def answer(invitation: Invitation, **given: str | list[str]) -> None:
    """Store answers of an invitation: by default only the required one."""
    fields = {"ease": ["8"]} | {key: [value] if isinstance(value, str) else value for key, value in given.items()}
    with transaction():
        submission, validated = services.submit(invitation, fields, "en")
    assert submission is not None, validated.errors


def invitations(wave: Wave) -> list[Invitation]:
    """Return the invitations of a wave in the order of its frame."""
    return list(
        database.session.scalars(select(Invitation).where(Invitation.wave_id == wave.id).order_by(Invitation.id))
    )


def close(wave: Wave) -> None:
    """Close the wave."""
    with transaction():
        services.close_wave(wave, by=None)
