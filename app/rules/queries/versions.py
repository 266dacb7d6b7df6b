"""Reads of the rulebook and its dated versions."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select

from app.db import database
from app.programs.queries import program
from app.rules import core
from app.rules.models import Rulebook, RulebookVersion
from app.shared import clock
from app.shared.found import found


def today(program_id: int) -> dt.date:
    """Return the present day where the program is at home: a version comes into force at midnight there."""
    return clock.now().astimezone(ZoneInfo(program(program_id).time_zone)).date()


def rulebook(program_id: int) -> Rulebook | None:
    """Return the program's rulebook; None as long as none was installed."""
    return database.session.scalar(select(Rulebook).where(Rulebook.program_id == program_id))


def versions(program_id: int) -> Sequence[RulebookVersion]:
    """Return all versions, the one that comes into force last first; of one day, the one published last first."""
    return database.session.scalars(_versions(program_id)).all()


def version(program_id: int, public_id: str) -> RulebookVersion:
    """Return a version of the program's rules. Raises NotFoundError."""
    return found(database.session.scalar(_versions(program_id).where(RulebookVersion.public_id == public_id)))


def version_by_id(version_id: int) -> RulebookVersion:
    """Return a version by its row. Raises NotFoundError."""
    return found(database.session.get(RulebookVersion, version_id))


def version_in_force(program_id: int, on: dt.date) -> RulebookVersion | None:
    """Return the version in force on a day; None before the first one. Of one day, the one published last counts."""
    return database.session.scalar(_versions(program_id).where(RulebookVersion.effective_on <= on).limit(1))


def version_of_proposal(program_id: int, proposal_key: str) -> RulebookVersion | None:
    """Return the version that carries a proposal out."""
    wanted = select(RulebookVersion).join(Rulebook).where(Rulebook.program_id == program_id)
    mine = wanted.where(RulebookVersion.proposal_key == proposal_key)
    return database.session.scalar(mine.order_by(RulebookVersion.id).limit(1))


def previous_version(version: RulebookVersion) -> RulebookVersion | None:
    """Return the version that this one changed: what was to be in force on its day when it was published."""
    earlier = select(RulebookVersion).where(
        RulebookVersion.rulebook_id == version.rulebook_id,
        RulebookVersion.id < version.id,
        RulebookVersion.effective_on <= version.effective_on,
    )
    return database.session.scalar(_newest_first(earlier).limit(1))


def rulebook_of(version: RulebookVersion) -> core.Rulebook:
    """Return the rules of a version, read once."""
    return _read(version.digest, version.document)


@lru_cache(maxsize=64)
def _read(digest: str, document: str) -> core.Rulebook:
    return core.parse_rulebook(document, name=f"{digest[:12]}.yaml")


def _versions(program_id: int) -> Select[RulebookVersion]:
    return _newest_first(select(RulebookVersion).join(Rulebook).where(Rulebook.program_id == program_id))


def _newest_first(wanted: Select[RulebookVersion]) -> Select[RulebookVersion]:
    return wanted.order_by(RulebookVersion.effective_on.desc(), RulebookVersion.id.desc())
