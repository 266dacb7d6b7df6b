"""Theming agrees with people's labels on public sets as well as the recipe is known to."""

import csv
import os

import pytest

from analysis.pipeline import fit
from analysis.result import Recipe
from tests.shared_data import SHARED_DATA, needs_shared_data

LONG = bool(os.environ.get("PARLEY_LONG_PROOFS"))
# (set, mode, comments read, least AMI, least ARI): sub-themes against the labels, a little below what was measured.
SHORT_PROOFS = [("hwu64", "fast", 2000, 0.66, 0.36)]
LONG_PROOFS = [
    ("banking77", "fast", None, 0.76, 0.49),
    ("banking77", "semantic", None, 0.78, 0.53),
    ("hwu64", "semantic", None, 0.75, 0.48),
    ("patient_feedback", "semantic", None, 0.195, 0.07),
]


@needs_shared_data
@pytest.mark.proof
@pytest.mark.parametrize(("name", "mode", "read", "ami", "ari"), LONG_PROOFS if LONG else SHORT_PROOFS)
def test_subthemes_agree_with_labels(name: str, mode: str, read: int | None, ami: float, ari: float) -> None:
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    assert SHARED_DATA is not None
    with (SHARED_DATA / "themes" / f"{name}.csv").open(newline="", encoding="utf-8-sig") as handle:
        rows = list(csv.DictReader(handle))[:read]
    recipe = Recipe(mode="fast" if mode == "fast" else "semantic")
    result = fit([row["id"] for row in rows], [row["text"] for row in rows], recipe)
    found = {a.id: a.subtheme_id for a in result.assignments if a.rank == 1}
    labels, themes = [row["label"] for row in rows], [found[row["id"]] for row in rows]
    assert adjusted_mutual_info_score(labels, themes) >= ami
    assert adjusted_rand_score(labels, themes) >= ari
