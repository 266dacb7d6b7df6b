"""Codes labelled sets from a few examples a theme: macro-F1 and accuracy, and how honest the confidences are.

    python -m bench.coding ../shared/data/themes [--only banking77 …] [--draws 4] [--comments 4000]

Each draw takes other examples and codes as many other comments. "taught" are examples a theme, 0 the names alone,
half is half of all. "coded" is the share of comments that are coded, "right" the precision of those, "sure" their
mean confidence, which should equal it. "new" is the share of comments that are coded nevertheless when their theme
(every fifth) is missing from the codebook: the smaller, the better. Sentences are read once for all draws.
"""

import argparse
import csv
import time
from pathlib import Path
from typing import Any

import numpy as np

from analysis.coding.coder import CodingResult, code_read
from analysis.coding.space import Texts
from analysis.embed import sentence_vectors, static_vectors
from analysis.text import clean

TAUGHT = ["0", "5", "10", "20", "50", "half"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, help="folder of labelled sets: CSV with id, text, label")
    parser.add_argument("--only", nargs="*", help="names of sets, without .csv")
    parser.add_argument("--taught", nargs="*", default=TAUGHT, choices=TAUGHT)
    parser.add_argument("--draws", type=int, default=4)
    parser.add_argument("--comments", type=int, default=4_000, help="how many other comments a draw codes at most")
    options = parser.parse_args()
    print(
        f"{'set':18} {'taught':>6} {'macro-F1':>8} {'±':>5} {'accuracy':>8} {'coded':>6} {'right':>6} {'sure':>6}",
        end="",
    )
    print(f" {'new':>6} {'s':>6}")
    for path in sorted(options.sets.glob("*.csv")):
        if options.only and path.stem not in options.only:
            continue
        labelled = _Set(path)
        for taught in options.taught:
            _print(path.stem, taught, [labelled.draw(taught, seed, options.comments) for seed in range(options.draws)])


def _print(name: str, taught: str, draws: list[dict[str, float]]) -> None:
    mean = {key: float(np.mean([draw[key] for draw in draws])) for key in draws[0]}
    spread = float(np.std([draw["f1"] for draw in draws]))
    line = f"{name:18} {taught:>6} {mean['f1']:8.3f} {spread:5.3f} {mean['accuracy']:8.3f} {mean['coded']:6.2f}"
    print(f"{line} {mean['right']:6.2f} {mean['sure']:6.2f} {mean['new']:6.2f} {mean['seconds']:6.1f}", flush=True)


class _Set:
    """A labelled set with the vectors of its texts and of the names of its labels."""

    def __init__(self, path: Path) -> None:
        with path.open(newline="", encoding="utf-8-sig") as handle:
            rows = list(csv.DictReader(handle))
        self.names = sorted({row["label"] for row in rows})
        self.labels = np.array([self.names.index(row["label"]) for row in rows])
        texts = [clean(name.replace("_", " ")) for name in self.names] + [clean(row["text"]) for row in rows]
        self.static, self.sentences = static_vectors(texts), sentence_vectors(texts)

    def draw(self, taught: str, seed: int, most: int) -> dict[str, float]:
        order = np.random.default_rng(seed).permutation(len(self.labels))
        examples = self._examples(order, taught)
        comments = np.setdiff1d(order, examples)
        comments = np.random.default_rng(seed).permutation(comments)[:most]
        started = time.perf_counter()
        found = self._code(list(range(len(self.names))), examples, comments, seed)
        seconds = time.perf_counter() - started
        return {**self._scores(found, comments), "new": self._new(examples, comments, seed), "seconds": seconds}

    def _examples(self, order: Any, taught: str) -> Any:
        if taught == "half":
            return order[: len(order) // 2]
        places = [order[self.labels[order] == label][: int(taught)] for label in range(len(self.names))]
        return np.concatenate(places)

    def _scores(self, found: CodingResult, comments: Any) -> dict[str, float]:
        from sklearn.metrics import f1_score

        truth = [str(label) for label in self.labels[comments]]
        first = [one.first.theme for one in found.comments]
        right = np.array([one == true for one, true in zip(first, truth, strict=True)])
        fits = np.array([one.fits for one in found.comments])
        sure = np.array([one.first.degree for one in found.comments])
        return {
            "f1": float(f1_score(truth, first, average="macro")),
            "accuracy": float(right.mean()),
            "coded": float(fits.mean()),
            "right": float(right[fits].mean()) if fits.any() else float("nan"),
            "sure": float(sure[fits].mean()) if fits.any() else float("nan"),
        }

    def _new(self, examples: Any, comments: Any, seed: int) -> float:
        """Return the share that is coded of comments whose theme the codebook lacks."""
        known = [label for label in range(len(self.names)) if label % 5 != seed % 5]
        found = self._code(known, examples[np.isin(self.labels[examples], known)], comments, seed)
        strange = ~np.isin(self.labels[comments], known)
        return float(np.mean([one.fits for one, new in zip(found.comments, strange, strict=True) if new]))

    def _code(self, known: list[int], examples: Any, comments: Any, seed: int) -> CodingResult:
        rows = np.concatenate([np.array(known), len(self.names) + examples, len(self.names) + comments]).astype(int)
        texts = Texts(self.static[rows], self.sentences[rows], len(known), len(examples))
        return code_read(texts, [str(label) for label in known], [str(one) for one in self.labels[examples]], seed=seed)


if __name__ == "__main__":
    main()
