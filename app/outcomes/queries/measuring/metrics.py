"""The mean of a metric, before and after a change, over the same partners."""

import datetime as dt

from analysis.stats import paired_difference
from app.outcomes.queries.measuring.around import Measured, NotYet
from app.programs import queries as programs
from app.programs.periods import period_ends, period_starts
from app.proposals.models import ExpectedEffect, Proposal
from app.rules import queries as rules

FEWEST_PARTNERS = 5
"""Council members read effects: a mean of fewer would tell them the figures of another partner."""


def mean_of_metric(proposal: Proposal, expected: ExpectedEffect) -> Measured | NotYet:
    """Compare the newest whole period since the change took effect with the last one of its length before."""
    metric = programs.metric(proposal.program_id, expected.key)
    if metric is None or proposal.effective_on is None:
        return NotYet("The metric is no longer there.")
    values = programs.observations(metric.id, roles=tuple(expected.roles), markets=tuple(expected.markets))
    ended = [period for period in values if period_ends(period) < rules.today(proposal.program_id)]
    later = max((one for one in ended if period_starts(one) >= proposal.effective_on), key=period_ends, default=None)
    if later is None:
        return NotYet("No whole period has been brought in since the change took effect.")
    earlier = [one for one in ended if period_ends(one) < proposal.effective_on and _months(one) == _months(later)]
    if not earlier:
        return NotYet("No period of the same length was brought in from before the change.")
    first = max(earlier, key=period_ends)
    both = sorted(values[first].keys() & values[later].keys())
    if len(both) < FEWEST_PARTNERS:
        return NotYet(f"Fewer than {FEWEST_PARTNERS} partners have it both in {first} and in {later}.")
    before, after = ([float(values[period][row]) for row in both] for period in (first, later))
    detail = {"before": first, "after": later, "organisations": len(both), "paired": True}
    return Measured(sum(before) / len(both), sum(after) / len(both), paired_difference(before, after), detail)


def _months(period: str) -> int:
    days: dt.timedelta = period_ends(period) - period_starts(period)
    return round(days.days / 30.4)
