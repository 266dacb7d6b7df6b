"""Learns the map from the multilingual encoder's space into MiniLM's, from English texts that both read.

    python -m bench.language_map ../shared/data/themes [--out analysis/map_to_english.npz]

Ridge regression (lambda 1) on 3,000 texts of each CSV with a column text. Prints how near the mapped vectors of
500 further texts of each come to MiniLM's own.
"""

import argparse
import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.embed import sentence_vectors, unit
from analysis.models import multilingual_encoder

_LEARNED, _CHECKED, _RIDGE = 3_000, 500, 1.0
_LONGEST = 600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of CSV files with a column text, in English")
    parser.add_argument("--out", type=Path, default=Path("analysis/map_to_english.npz"))
    options = parser.parse_args()
    learned: list[str] = []
    checked: list[str] = []
    for path in sorted(options.folder.glob("*.csv")):
        with path.open(newline="", encoding="utf-8-sig") as handle:
            texts = [row["text"][:_LONGEST] for row in csv.DictReader(handle)]
        chosen = np.random.default_rng(0).permutation(len(texts))
        learned += [texts[row] for row in chosen[:_LEARNED]]
        checked += [texts[row] for row in chosen[_LEARNED : _LEARNED + _CHECKED]]
    weights, before, after = _ridge(_multilingual(learned), sentence_vectors(learned))
    mapped = unit((_multilingual(checked) - before) @ weights + after)
    likeness = (mapped * sentence_vectors(checked)).sum(axis=1)
    print(f"{len(learned)} texts learned from; cosine with MiniLM's own on {len(checked)} others {likeness.mean():.3f}")
    np.savez_compressed(
        options.out,
        weights=weights.astype(np.float16),
        before=before.astype(np.float32),
        after=after.astype(np.float32),
    )


def _multilingual(texts: list[str]) -> NDArray[np.float32]:
    encoder = multilingual_encoder()
    parts = [encoder.encode(texts[start : start + 256]) for start in range(0, len(texts), 256)]
    return np.vstack(parts).astype(np.float32)


def _ridge(
    inputs: NDArray[np.float32], outputs: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return the weights of ridge regression and the means of both sides."""
    before, after = inputs.mean(axis=0), outputs.mean(axis=0)
    shifted = (inputs - before).astype(np.float64)
    moments = shifted.T @ shifted + _RIDGE * np.eye(shifted.shape[1])
    return np.linalg.solve(moments, shifted.T @ (outputs - after)).astype(np.float32), before, after


if __name__ == "__main__":
    main()
