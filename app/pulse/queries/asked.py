"""Who was asked, for telling people what came of their answers."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import database
from app.pulse.models import Invitation, Wave


@dataclass(frozen=True, slots=True)
class Asked:
    """Someone who was asked at least once, and at which partner."""

    person_id: int
    partner_id: int


def people_asked(program_id: int) -> list[Asked]:
    """Return everyone who was invited in a wave of the program, once, with the partner of the latest invitation."""
    newest = (
        select(Invitation.person_id, func.max(Invitation.id).label("row"))
        .join(Wave, Wave.id == Invitation.wave_id)
        .where(Wave.program_id == program_id, Invitation.invited_at.is_not(None))
        .group_by(Invitation.person_id)
        .subquery()
    )
    rows = database.session.execute(
        select(Invitation.person_id, Invitation.partner_id).join(newest, newest.c.row == Invitation.id)
    )
    return [Asked(person_id, partner_id) for person_id, partner_id in rows]
