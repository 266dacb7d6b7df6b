"""Reads of who is to be told, and who was."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from app.db import database
from app.outcomes.models import Notice, Outcome
from app.programs import queries as programs
from app.pulse import queries as pulse


@dataclass(frozen=True)
class Telling:
    """So many people were told that a theme's outcome is this."""

    state: str
    people: int
    last: dt.datetime


def people_to_tell(program_id: int) -> list[pulse.Asked]:
    """Return everyone who was asked at least once and is still at a partner of the program."""
    there = {contact.person_id for contact in programs.active_contacts(program_id)}
    return [asked for asked in pulse.people_asked(program_id) if asked.person_id in there]


def told(outcome_id: int) -> int:
    """Return how many people were told of an outcome as it stands."""
    return _told(Outcome.id == outcome_id).get(outcome_id, 0)


def told_of_all(program_id: int) -> dict[int, int]:
    """Return how many people were told of each outcome as it stands, by its row."""
    return _told(Outcome.program_id == program_id)


def tellings(outcome_id: int) -> list[Telling]:
    """Return what people were told of a theme so far, the newest first."""
    last = func.max(Notice.sent_at)
    rows = database.session.execute(
        select(Notice.state, func.count(Notice.id), last)
        .where(Notice.outcome_id == outcome_id)
        .group_by(Notice.state)
        .order_by(last.desc())
    )
    return [Telling(*row) for row in rows]


def _told(wanted: ColumnElement[bool]) -> dict[int, int]:
    rows = database.session.execute(
        select(Outcome.id, func.count(Notice.id))
        .join(Notice, Notice.outcome_id == Outcome.id)
        .where(wanted, Notice.state == Outcome.state, Notice.sent_at >= Outcome.told_at)
        .group_by(Outcome.id)
    )
    return {row[0]: row[1] for row in rows}
