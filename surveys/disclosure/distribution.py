"""The gate for counts that add up: the values of a question, and cubes of segments, values or waves."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from surveys.disclosure.boxes import ALL, Grid, Key
from surveys.disclosure.figures import publish_count, publish_share
from surveys.disclosure.policy import Policy
from surveys.disclosure.published import Published, hide, show
from surveys.disclosure.suppression import suppress
from surveys.disclosure.tally import Contribution, Tally


@dataclass(frozen=True, slots=True)
class PublishedDistribution:
    """How many chose each value, in the order given, and how many answered."""

    counts: Mapping[str, Published[int]]
    total: Published[int]


def publish_counts(policy: Policy, tallies: Mapping[Key, Tally]) -> dict[Key, Published[int]]:
    """Return the numbers of answers of a grid of any dimensions, keyed by one label each and ALL for the sums.

    The labels of a dimension must not overlap, and all sums must be there, that of everything included; a missing
    inner cell is taken to be known as empty. Use it where several figures add up to another one, as two waves do to
    their sum. Raises ValueError where a sum is missing.
    """
    for key in tallies:
        if any((*key[:n], ALL, *key[n + 1 :]) not in tallies for n in range(len(key))):
            raise ValueError(f"A sum over {key} is missing.")
    if not policy.hides:
        return {key: show(tally.answers) for key, tally in tallies.items()}
    whole = {key for key in tallies if set(key) == {ALL}}
    reasons = suppress(Grid(policy, tallies, fixed=whole)).reasons
    return {key: hide(reasons[key]) if key in reasons else show(tally.answers) for key, tally in tallies.items()}


def publish_distribution(policy: Policy, cells: Mapping[str, Collection[Contribution]]) -> PublishedDistribution:
    """Return the counts of each value of a question that takes one value, and their total.

    Leave out no value that the question offers: that nobody chose one is told to nobody either.
    """
    # Values are numbered here, for one of them may be called "all".
    tallies: dict[Key, Tally] = {(str(n),): Tally.of(cell) for n, cell in enumerate(cells.values())}
    tallies[ALL,] = Tally.of(contribution for cell in cells.values() for contribution in cell)
    counts = publish_counts(policy, tallies)
    return PublishedDistribution({value: counts[str(n),] for n, value in enumerate(cells)}, counts[ALL,])


def publish_choices(
    policy: Policy, chosen: Mapping[str, Collection[Contribution]], answered: Collection[Contribution]
) -> PublishedDistribution:
    """Return the counts of each value of a question that takes several, and of those who answered it.

    Such values overlap and don't add up, so each is judged against those who answered without choosing it. A
    contribution is one person's whole answer.
    """
    counts = {}
    for value, choosers in chosen.items():
        rest = set(answered) - set(choosers)
        counts[value] = publish_share(policy, Tally.of(choosers), Tally.of(rest), len(choosers))
    return PublishedDistribution(counts, publish_count(policy, Tally.of(answered), len(answered)))
