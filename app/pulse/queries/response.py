"""How many were asked and answered."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import database
from app.pulse.models import Invitation, Submission, Wave
from surveys.rates import Dispositions, ResponseRates, response_rates


@dataclass(frozen=True)
class Response:
    """Counts of a wave; an imported one knows only who answered."""

    invited: int
    delivered: int
    answered: int
    organisations_invited: int
    organisations_answered: int
    rates: ResponseRates


def response(wave: Wave) -> Response:
    """Return the response of a wave. Who has answered is never part of it, only how many."""
    of_wave = Invitation.wave_id == wave.id
    invited, delivered, organisations = database.session.execute(
        select(
            func.count(Invitation.id),
            func.count(Invitation.invited_at),
            func.count(func.distinct(Invitation.partner_id)),
        ).where(of_wave)
    ).one()
    answered, answering = database.session.execute(
        select(func.count(Submission.id), func.count(func.distinct(Submission.organisation_key))).where(
            Submission.wave_id == wave.id
        )
    ).one()
    silent = max(0, delivered - answered)
    rates = response_rates(Dispositions(complete=answered, not_reached=silent, unknown=max(0, invited - delivered)))
    return Response(invited, delivered, answered, organisations, answering, rates)
