"""A rating's mean by partner role and market, through the disclosure gate."""

from collections.abc import Iterable

from sqlalchemy import select

from app.db import database
from app.pulse.models import Invitation, Wave
from app.pulse.queries.answers import RatingRow, ratings
from app.pulse.queries.facts import Numbers, PublishedFacts, results_can_be_seen
from app.pulse.queries.waves import policy
from surveys.disclosure import ALL, UNKNOWN, PublishedTable, RoundedMean, Segment, Tally, publish_part_means
from surveys.scoring import number_of


def segment_means(wave: Wave, published: PublishedFacts) -> PublishedTable[float | None] | None:
    """Return the means of one rating question by role and market; None where partners' roles aren't known.

    They are rounded at least as far as the question's own mean is, and further where few stand behind one.
    """
    if not results_can_be_seen(wave):
        return None
    rows = ratings(wave.id, published.question.key)
    segments = _asked(wave.id) | {(role, row.contributor.market) for row in rows for role in row.contributor.roles}
    numbers = published.numbers.value
    if not segments or numbers is None:
        return None
    markets = {market for _, market in segments} | {row.contributor.market for row in rows}
    totals = {(ALL, ALL)} | {(ALL, market) for market in markets} | {(role, ALL) for role, _ in segments}
    wanted = sorted(totals | segments, key=_order)
    return publish_part_means(
        policy(wave),
        {segment: _tally(rows, segment) for segment in wanted},
        [(f"{row.number:g}", frozenset(one for one in wanted if _is_in(row, one))) for row in rows],
        _hidden_numbers(published),
        _whole(numbers),
    )


def _tally(rows: Iterable[RatingRow], segment: Segment) -> Tally:
    return Tally.of(row.contributor.contribution for row in rows if _is_in(row, segment))


def _is_in(row: RatingRow, segment: Segment) -> bool:
    role, market = segment
    return (role == ALL or role in row.contributor.roles) and market in (ALL, row.contributor.market)


def _hidden_numbers(published: PublishedFacts) -> list[str]:
    hidden = (number_of(value) for value, count in published.counts.items() if not count.shown)
    return [f"{number:g}" for number in hidden if number is not None]


def _whole(numbers: Numbers) -> RoundedMean | None:
    if numbers.mean is None or numbers.step is None:
        return None
    return RoundedMean(numbers.mean, numbers.reach, numbers.step)


def _asked(wave_id: int) -> set[Segment]:
    rows = database.session.execute(select(Invitation.roles, Invitation.market).where(Invitation.wave_id == wave_id))
    return {(role, market or UNKNOWN) for roles, market in rows for role in roles}


def _order(segment: Segment) -> tuple[bool, str, bool, str]:
    """Sort roles and markets by name, their totals last."""
    role, market = segment
    return role == ALL, role, market == ALL, market
