"""Measures how far themes stay the same with another seed, and when a part of the comments is left out."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.themes.measuring import ContestantFailed, run
from bench.themes.scores import primary_themes
from bench.themes.sets import read, sample, write

CONTESTANTS = ("fast", "semantic")
_SHARES = (0.9, 0.8)


def print_table(paths: Sequence[Path], contestants: Sequence[str], seed: int) -> None:
    """Print AMI and ARI between the whole set and a fit with another seed, and with 90 % and 80 % of its comments."""
    print(f"{'set':18} {'what':20} {'against':12} {'AMI':>6} {'ARI':>6}   sub-themes {'AMI':>6} {'ARI':>6}")
    for path in paths:
        for name in contestants:
            _print_lines(path, name, seed)


def _print_lines(path: Path, name: str, seed: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        try:
            whole = _fitted(path, name, seed, Path(scratch) / "whole")
            others = {f"seed {seed + n}": _fitted(path, name, seed + n, Path(scratch) / f"seed{n}") for n in (1, 2)}
            for share in _SHARES:
                rows = read(path)
                part = write(sample(rows, round(share * len(rows)), seed=seed), Path(scratch) / f"part{share}.csv")
                others[f"{share:.0%} of them"] = _fitted(part, name, seed, Path(scratch) / f"share{share}")
        except ContestantFailed as reason:
            print(f"{path.stem:18} {name:20} {reason}", flush=True)
            return
        for against, other in others.items():
            themes, parts = (_agreement(whole, other, column) for column in ("theme_id", "subtheme_id"))
            print(f"{path.stem:18} {name:20} {against:12} {themes}              {parts}", flush=True)


def _fitted(path: Path, name: str, seed: int, folder: Path) -> Path:
    folder.mkdir()
    run(path, name, seed, folder)
    return folder / "out.csv"


def _agreement(one: Path, other: Path, column: str) -> str:
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    mine, theirs = primary_themes(one, column), primary_themes(other, column)
    ids = sorted(mine.keys() & theirs.keys())
    pair = [mine[i] for i in ids], [theirs[i] for i in ids]
    return f"{adjusted_mutual_info_score(*pair):6.3f} {adjusted_rand_score(*pair):6.3f}"
