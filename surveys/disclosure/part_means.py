"""The gate for the means of segments: beside the counts of the whole they narrow down those that are hidden."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from statistics import fmean

from surveys.disclosure.means import STEPS, RoundedMean, is_alike, rounded_mean, step_for, to_step
from surveys.disclosure.policy import Policy
from surveys.disclosure.published import HiddenReason, hide
from surveys.disclosure.table import WHOLE, CellInput, PublishedTable, Segment, publish_table
from surveys.disclosure.tally import Tally

Kind = frozenset[Segment]
"""The segments that somebody is in."""
Groups = Mapping[Kind, Counter[str]]


def publish_part_means(
    policy: Policy,
    tallies: Mapping[Segment, Tally],
    rated: Sequence[tuple[str, Kind]],
    hidden: Collection[str],
    whole: RoundedMean | None,
) -> PublishedTable[float | None]:
    """Return the means of the segments, each rounded so that with the whole's they give no hidden count back.

    `rated` has each number as written with the segments its giver is in, `hidden` the numbers whose counts over the
    whole don't show, `whole` the mean as published. All parts are hidden where no rounding protects the counts. Where
    nothing is ever hidden, so is nothing here, and nothing is rounded.
    """
    means = {segment: _mean([value for value, kind in rated if segment in kind]) for segment in tallies}
    if not policy.hides or whole is None:
        return publish_table(policy, {segment: CellInput(tallies[segment], means[segment]) for segment in tallies})
    groups: dict[Kind, Counter[str]] = {}
    for value, kind in rated:
        groups.setdefault(kind, Counter())[value] += 1
    step = step_of_parts(policy.k, groups, hidden, whole)
    sizes = {segment: sum(segment in kind for _, kind in rated) for segment in tallies}
    cells = {
        segment: CellInput(tally, None if mean is None else to_step(mean, _step_of(sizes[segment], step or STEPS[-1])))
        for segment, tally in tallies.items()
        for mean in (means[segment],)
    }
    table = publish_table(policy, cells | {WHOLE: CellInput(tallies[WHOLE], whole.mean)})
    if step is not None:
        return table
    kept = {WHOLE: table.whole}
    return PublishedTable(dict.fromkeys(table.cells, hide(HiddenReason.complementary)) | kept)


def step_of_parts(k: int, groups: Groups, hidden: Collection[str], whole: RoundedMean) -> float | None:
    """Return the smallest step of the parts' means that leaves each hidden small number another count, or None."""
    counts = sum(groups.values(), Counter[str]())
    for step in STEPS:
        small = [value for value in hidden if 0 < counts[value] < k]
        if step >= whole.step and all(_has_twin(k, groups, counts, hidden, value, whole, step) for value in small):
            return step
    return None


def _has_twin(
    k: int,
    groups: Groups,
    counts: Counter[str],
    hidden: Collection[str],
    value: str,
    whole: RoundedMean,
    step: float,
) -> bool:
    """Whether somebody of some kind may have given this number and not another hidden one, or the other way round."""
    for other in hidden:
        for gains, loses in ((value, other), (other, value)):
            if other == value or not counts[loses] or not is_alike(counts, gains, loses, k):
                continue
            if rounded_mean(_moved(counts, gains, loses), whole.step) != whole:
                continue
            if any(
                group[loses] and _parts_look_alike(groups, kind, gains, loses, step) for kind, group in groups.items()
            ):
                return True
    return False


def _parts_look_alike(groups: Groups, kind: Kind, gains: str, loses: str, step: float) -> bool:
    """Whether no segment's rounded mean changes when one person of this kind gives another number."""
    change = float(gains) - float(loses)
    for segment in kind - {WHOLE}:
        numbers = [float(value) for other, group in groups.items() if segment in other for value in group.elements()]
        part = _step_of(len(numbers), step)
        if to_step(fmean(numbers), part) != to_step(fmean(numbers) + change / len(numbers), part):
            return False
    return True


def _moved(counts: Mapping[str, int], gains: str, loses: str) -> dict[str, int]:
    return {**counts, gains: counts.get(gains, 0) + 1, loses: counts[loses] - 1}


def _step_of(people: int, step: float) -> float:
    return max(step, step_for(people))


def _mean(numbers: Sequence[str]) -> float | None:
    return fmean(map(float, numbers)) if numbers else None
