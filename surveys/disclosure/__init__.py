"""The disclosure gate: the only way from answers to eyes. What it returns is `Published`; only that is shown."""

from surveys.disclosure.boxes import ALL
from surveys.disclosure.differences import Rated, RoundedDifference, publish_difference
from surveys.disclosure.distribution import (
    PublishedDistribution,
    publish_choices,
    publish_counts,
    publish_distribution,
)
from surveys.disclosure.figures import publish_at_most, publish_count, publish_share, publish_value, round_share
from surveys.disclosure.means import RoundedMean, publish_mean
from surveys.disclosure.pairs import Pairs, publish_correlation
from surveys.disclosure.part_means import publish_part_means
from surveys.disclosure.policy import Policy, PrivacyMode
from surveys.disclosure.published import HiddenReason, Published, combine
from surveys.disclosure.quotes import Quote, QuoteCandidate, publish_quotes
from surveys.disclosure.table import UNKNOWN, CellInput, PublishedTable, Segment, publish_table
from surveys.disclosure.tally import Contribution, Tally

__all__ = [
    "ALL",
    "UNKNOWN",
    "CellInput",
    "Contribution",
    "HiddenReason",
    "Pairs",
    "Policy",
    "PrivacyMode",
    "Published",
    "PublishedDistribution",
    "PublishedTable",
    "Quote",
    "QuoteCandidate",
    "Rated",
    "RoundedDifference",
    "RoundedMean",
    "Segment",
    "Tally",
    "combine",
    "publish_at_most",
    "publish_choices",
    "publish_correlation",
    "publish_count",
    "publish_counts",
    "publish_difference",
    "publish_distribution",
    "publish_mean",
    "publish_part_means",
    "publish_quotes",
    "publish_share",
    "publish_table",
    "publish_value",
    "round_share",
]
