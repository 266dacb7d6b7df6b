"""The bench of theming counts agreement and coverage as they are defined."""

from pathlib import Path

import pytest

from bench.themes.scores import b_cubed_f1, score
from bench.themes.sets import sample, write, write_assignments


def test_b_cubed_is_that_of_a_case_worked_by_hand() -> None:
    # Precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4.
    precision, recall = 3 / 4, 8 / 12
    expected = 2 * precision * recall / (precision + recall)
    assert b_cubed_f1(["a", "a", "a", "b"], ["1", "1", "2", "2"]) == pytest.approx(expected)


def test_unassigned_comments_lower_coverage_and_count_as_one_theme(tmp_path: Path) -> None:
    ids = ["1", "2", "3", "4"]
    rows = [{"id": one, "text": "x", "label": label} for one, label in zip(ids, "aabb", strict=True)]
    truth = write(rows, tmp_path / "truth.csv")
    write_assignments(ids, [0, 0, -1, -1], tmp_path / "found.csv")
    got = score(truth, tmp_path / "found.csv")
    assert (got.themes, got.coverage, got.ari, got.b_cubed_f1) == (1, 0.5, 1.0, 1.0)


def test_a_sample_keeps_the_order_and_is_the_same_for_the_same_seed() -> None:
    rows = [{"id": str(number)} for number in range(50)]
    chosen = sample(rows, 20, seed=3)
    assert chosen == sample(rows, 20, seed=3) != sample(rows, 20, seed=4)
    assert [int(row["id"]) for row in chosen] == sorted(int(row["id"]) for row in chosen)
