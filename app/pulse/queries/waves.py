"""Reads of waves."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.db import database
from app.pulse.models import Invitation, Survey, Wave
from app.pulse.queries.surveys import instrument_of
from app.shared import clock
from app.shared.errors import NotFoundError
from app.shared.found import found
from surveys.disclosure import Policy, PrivacyMode
from surveys.instrument import Instrument


def waves(program_id: int) -> Sequence[Wave]:
    """Return the program's waves, the newest first."""
    newest_first = (Wave.position.desc(), Wave.id.desc())
    return database.session.scalars(select(Wave).where(Wave.program_id == program_id).order_by(*newest_first)).all()


def waves_of_survey(survey_id: int) -> Sequence[Wave]:
    """Return the waves of a survey, the newest first."""
    newest_first = (Wave.position.desc(), Wave.id.desc())
    return database.session.scalars(select(Wave).where(Wave.survey_id == survey_id).order_by(*newest_first)).all()


def wave(program_id: int, public_id: str) -> Wave:
    """Return a wave of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(select(Wave).where(Wave.program_id == program_id, Wave.public_id == public_id))
    )


def wave_by_id(wave_id: int) -> Wave:
    """Return a wave by its row. Raises NotFoundError."""
    return found(database.session.get(Wave, wave_id))


def wave_by_name(program_id: int, name: str) -> Wave:
    """Return the wave that people call SURVEY/LABEL. Raises NotFoundError that lists the ones there are."""
    key, _, label = name.partition("/")
    found = database.session.scalar(
        select(Wave).join(Survey).where(Wave.program_id == program_id, Survey.key == key, Wave.label == label)
    )
    if found is None:
        known = ", ".join(wave_name(other) for other in waves(program_id)) or "none yet"
        raise NotFoundError(f"There is no wave {name}. Waves: {known}.")
    return found


def wave_name(wave: Wave) -> str:
    """Return the name under which commands know a wave."""
    return f"{wave.survey.key}/{wave.label}"


def previous_wave(wave: Wave) -> Wave | None:
    """Return the wave of the same survey before this one."""
    return database.session.scalar(
        select(Wave)
        .where(Wave.survey_id == wave.survey_id, Wave.position < wave.position, Wave.state != "draft")
        .order_by(Wave.position.desc())
        .limit(1)
    )


def latest_closed_wave(program_id: int) -> Wave | None:
    """Return the wave that ended last."""
    return _newest(program_id, "closed", Wave.closed_at.desc())


def open_wave(program_id: int) -> Wave | None:
    """Return the newest wave that people can answer now."""
    return _newest(program_id, "open")


def takes_answers(wave: Wave) -> bool:
    """Whether the wave can be answered: it is open and its time isn't up, even if no job has closed it yet."""
    return wave.state == "open" and (wave.closes_at is None or wave.closes_at > clock.now())


def own_waves(person_id: int) -> Sequence[Invitation]:
    """Return the invitations of a person, the newest first, with their waves."""
    return database.session.scalars(
        select(Invitation).join(Wave).where(Invitation.person_id == person_id).order_by(Wave.position.desc())
    ).all()


def policy(wave: Wave) -> Policy:
    """Return the disclosure policy that was fixed when the wave opened."""
    return Policy(PrivacyMode(wave.privacy), k=wave.k)


def instrument(wave: Wave) -> Instrument:
    """Return what the wave asks."""
    return instrument_of(wave.instrument_version)


def _newest(program_id: int, state: str, *first: Any) -> Wave | None:
    return database.session.scalar(
        select(Wave)
        .where(Wave.program_id == program_id, Wave.state == state)
        .order_by(*first, Wave.position.desc(), Wave.id.desc())
        .limit(1)
    )
