"""Parley's own theming, as the command does it."""

import sys
from pathlib import Path


def main() -> None:
    from analysis.pipeline import fit
    from analysis.report import write_assignments
    from analysis.result import Recipe
    from bench.themes.sets import read

    path, folder, mode, seed = sys.argv[1:]
    rows = read(Path(path))
    recipe = Recipe(mode="fast" if mode == "fast" else "semantic", seed=int(seed))
    result = fit([row["id"] for row in rows], [row["text"] for row in rows], recipe)
    write_assignments(result, Path(folder) / "out.csv")


if __name__ == "__main__":
    main()
