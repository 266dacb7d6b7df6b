"""Reads of surveys and their texts."""

import json
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import select

from app.db import database
from app.pulse.models import InstrumentVersion, Survey
from app.shared.found import found
from surveys.formats.surveyjs import read_surveyjs
from surveys.instrument import Instrument


def surveys(program_id: int) -> Sequence[Survey]:
    """Return the program's surveys by name."""
    return database.session.scalars(select(Survey).where(Survey.program_id == program_id).order_by(Survey.name)).all()


def survey(program_id: int, public_id: str) -> Survey:
    """Return a survey of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(select(Survey).where(Survey.program_id == program_id, Survey.public_id == public_id))
    )


def survey_by_key(program_id: int, key: str) -> Survey | None:
    """Return the survey with this key, if there is one."""
    return database.session.scalar(select(Survey).where(Survey.program_id == program_id, Survey.key == key))


def version_of(survey_id: int) -> InstrumentVersion | None:
    """Return the newest text of a survey."""
    return database.session.scalar(
        select(InstrumentVersion)
        .where(InstrumentVersion.survey_id == survey_id)
        .order_by(InstrumentVersion.number.desc())
        .limit(1)
    )


def versions(survey_id: int) -> Sequence[InstrumentVersion]:
    """Return all texts of a survey, the newest first."""
    return database.session.scalars(
        select(InstrumentVersion)
        .where(InstrumentVersion.survey_id == survey_id)
        .order_by(InstrumentVersion.number.desc())
    ).all()


def instrument_of(version: InstrumentVersion) -> Instrument:
    """Return the parsed text; parsed once for each digest, since a stored version never changes."""
    return _parsed(version.digest, json.dumps(version.document))


@lru_cache(maxsize=64)
def _parsed(_digest: str, document: str) -> Instrument:
    return read_surveyjs(json.loads(document))
