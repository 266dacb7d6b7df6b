"""Measures how well themes agree with labels; all unassigned comments together count as one theme."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.themes.sets import read


@dataclass(frozen=True)
class Score:
    """Agreement of a theming with labels: ami and ari are 0 by chance and 1 at best; coverage is the share assigned."""

    ami: float
    ari: float
    b_cubed_f1: float
    themes: int
    coverage: float


def score(truth: Path, assignments: Path, column: str = "theme_id") -> Score:
    """Return the score of the primary assignments in `column`; raises KeyError for a comment without a row."""
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    primary = primary_themes(assignments, column)
    rows = read(truth)
    labels = [row["label"] for row in rows]
    found = [primary[row["id"]] for row in rows]
    return Score(
        ami=float(adjusted_mutual_info_score(labels, found)),
        ari=float(adjusted_rand_score(labels, found)),
        b_cubed_f1=b_cubed_f1(labels, found),
        themes=len(set(found) - {""}),
        coverage=sum(bool(theme) for theme in found) / len(found),
    )


def primary_themes(assignments: Path, column: str = "theme_id") -> dict[str, str]:
    """Return the primary theme of each id; the empty string where it is unassigned."""
    return {row["id"]: row[column] for row in read(assignments) if row["rank"] == "1"}


def b_cubed_f1(labels: Sequence[str], found: Sequence[str]) -> float:
    """Return the harmonic mean of B-cubed precision and recall (Bagga & Baldwin, 1998), 0–1."""
    pairs, of_label, of_theme = Counter(zip(labels, found, strict=True)), Counter(labels), Counter(found)
    precision = sum(count * count / of_theme[theme] for (_, theme), count in pairs.items()) / len(labels)
    recall = sum(count * count / of_label[label] for (label, _), count in pairs.items()) / len(labels)
    return 2 * precision * recall / (precision + recall)
