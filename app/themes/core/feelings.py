"""How the comments of a theme feel, in five stops, or three where five would tell too much."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.sentiment import FeelingBand, feeling_band
from surveys.disclosure import (
    Contribution,
    Policy,
    Published,
    PublishedDistribution,
    combine,
    publish_distribution,
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
    """Shares (0–1) of the judged comments from very negative to very positive; of three stops, the ends are 0."""

    shares: tuple[float, float, float, float, float]
    judged: int

    @property
    def tone(self) -> str:
        """negative or positive where more than half of the comments are so, else nothing."""
        if sum(self.shares[:2]) > 0.5:
            return "negative"
        return "positive" if sum(self.shares[3:]) > 0.5 else ""


def publish_feeling(policy: Policy, judged: Sequence[tuple[Contribution, float]]) -> Published[Feeling]:
    """Return the feeling of comments, each with its score of −1…1; hidden where even three stops tell too much."""
    five = publish_distribution(policy, _in_bands(judged, [band.value for band in FeelingBand], _FIVE))
    if _all_shown(five):
        return combine(_of_five, *five.counts.values())
    three = publish_distribution(policy, _in_bands(judged, _THREE, _THREE_OF_FIVE))
    return combine(_of_three, *three.counts.values())


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
    return Feeling((one, two, three, four, five), judged)


def _of_three(negative: int, neutral: int, positive: int) -> Feeling:
    return _of_five(0, negative, neutral, positive, 0)
