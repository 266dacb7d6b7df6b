"""How the comments of a theme feel, in five stops, or fewer where those would tell too much."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.sentiment import FeelingBand, feeling_band
from surveys.disclosure import (
    Contribution,
    Policy,
    Published,
    PublishedDistribution,
    Tally,
    combine,
    publish_distribution,
    publish_value,
)

_THREE = ("negative", "neutral", "positive")
_FIVE = {band: band.value for band in FeelingBand}
_THREE_OF_FIVE = {
    FeelingBand.VERY_NEGATIVE: "negative",
    FeelingBand.NEGATIVE: "negative",
    FeelingBand.NEUTRAL: "neutral",
    FeelingBand.POSITIVE: "positive",
    FeelingBand.VERY_POSITIVE: "positive",
}


@dataclass(frozen=True, slots=True)
class Feeling:
    """How the judged comments feel: negative or positive where more than half are, else mixed.

    `shares` (0–1) go from very negative to very positive; of three stops, the ends are 0. Nothing where a share would
    tell too much, and only the words are shown.
    """

    tone: str
    shares: tuple[float, float, float, float, float] | None = None


def publish_feeling(policy: Policy, judged: Sequence[tuple[Contribution, float]]) -> Published[Feeling]:
    """Return the feeling of comments, each with its score of −1…1: in five stops, in three, or in a word.

    What most comments are holds for so many possible tables that it gives none of their small counts back; it is
    hidden where those who wrote them are themselves too few.
    """
    five = publish_distribution(policy, _in_bands(judged, [band.value for band in FeelingBand], _FIVE))
    if _all_shown(five):
        return combine(_of_five, *five.counts.values())
    three = publish_distribution(policy, _in_bands(judged, _THREE, _THREE_OF_FIVE))
    if _all_shown(three):
        return combine(_of_three, *three.counts.values())
    bands = Counter(_THREE_OF_FIVE[feeling_band(score)] for _, score in judged)
    writers = Tally.of(contribution for contribution, _ in judged)
    return publish_value(policy, writers, Feeling(_tone(bands["negative"], bands["positive"], len(judged))))


def _tone(negative: int, positive: int, judged: int) -> str:
    if 2 * negative > judged:
        return "negative"
    return "positive" if 2 * positive > judged else "mixed"


def _in_bands(
    judged: Iterable[tuple[Contribution, float]], bands: Sequence[str], band_of: Mapping[FeelingBand, str]
) -> dict[str, list[Contribution]]:
    cells: dict[str, list[Contribution]] = {band: [] for band in bands}
    for contribution, score in judged:
        cells[band_of[feeling_band(score)]].append(contribution)
    return cells


def _all_shown(distribution: PublishedDistribution) -> bool:
    return distribution.total.shown and all(count.shown for count in distribution.counts.values())


def _of_five(*counts: int) -> Feeling:
    judged = sum(counts)
    one, two, three, four, five = (count / judged if judged else 0.0 for count in counts)
    return Feeling(_tone(counts[0] + counts[1], counts[3] + counts[4], judged), (one, two, three, four, five))


def _of_three(negative: int, neutral: int, positive: int) -> Feeling:
    return _of_five(0, negative, neutral, positive, 0)
