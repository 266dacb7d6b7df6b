"""A rating's mean by partner role and market, through the disclosure gate."""

from collections.abc import Iterable
from statistics import fmean

from sqlalchemy import select

from app.db import database
from app.pulse.models import Invitation, Wave
from app.pulse.queries.answers import RatingRow, ratings
from app.pulse.queries.facts import PublishedFacts, results_can_be_seen, to_step
from app.pulse.queries.waves import policy
from surveys.disclosure import ALL, UNKNOWN, CellInput, PublishedTable, Segment, Tally, publish_table


def segment_means(wave: Wave, published: PublishedFacts) -> PublishedTable[float | None] | None:
    """Return the means of one rating question by role and market; None where partners' roles aren't known.

    They are rounded as far as the question's own mean is, so that together they tell no more than it does.
    """
    if not results_can_be_seen(wave):
        return None
    rows = ratings(wave.id, published.question.key)
    segments = _asked(wave.id) | {(role, row.contributor.market) for row in rows for role in row.contributor.roles}
    numbers = published.numbers.value
    if not segments or numbers is None:
        return None
    markets = {market for _, market in segments} | {row.contributor.market for row in rows}
    whole = {(ALL, ALL)} | {(ALL, market) for market in markets} | {(role, ALL) for role, _ in segments}
    cells = {segment: _cell(rows, segment, numbers.step) for segment in sorted(whole | segments, key=_order)}
    return publish_table(policy(wave), cells)


def _cell(rows: Iterable[RatingRow], segment: Segment, step: float | None) -> CellInput[float | None]:
    role, market = segment
    inside = [
        row
        for row in rows
        if (role == ALL or role in row.contributor.roles) and market in (ALL, row.contributor.market)
    ]
    mean = fmean(row.number for row in inside) if inside else None
    return CellInput(Tally.of(row.contributor.contribution for row in inside), to_step(mean, step))


def _asked(wave_id: int) -> set[Segment]:
    rows = database.session.execute(select(Invitation.roles, Invitation.market).where(Invitation.wave_id == wave_id))
    return {(role, market or UNKNOWN) for roles, market in rows for role in roles}


def _order(segment: Segment) -> tuple[bool, str, bool, str]:
    """Sort roles and markets by name, their totals last."""
    role, market = segment
    return role == ALL, role, market == ALL, market
