"""Reads labelled sets, and writes smaller ones made of them."""

import csv
import random
from collections.abc import Sequence
from pathlib import Path

Rows = list[dict[str, str]]


def labelled_sets(folder: Path, only: Sequence[str] | None) -> list[Path]:
    """Return the CSV files of the folder that have an id, a text and a label, those named in `only` if it is given."""
    paths = [path for path in sorted(folder.glob("*.csv")) if not only or path.stem in only]
    return [path for path in paths if {"id", "text", "label"} <= set(read(path, 1)[0])]


def smaller_sets(paths: Sequence[Path], folder: Path, size: int) -> list[Path]:
    """Write `size` comments of each set, drawn at random, into the folder and return the files."""
    return [write(sample(read(path), size, seed=0), folder / path.name) for path in paths]


def sample(rows: Rows, size: int, *, seed: int) -> Rows:
    """Return at most `size` of the rows, drawn at random, in their order."""
    chosen = sorted(random.Random(seed).sample(range(len(rows)), min(size, len(rows))))
    return [rows[place] for place in chosen]


def read(path: Path, most: int | None = None) -> Rows:
    with path.open(newline="", encoding="utf-8-sig") as handle:
        lines = csv.DictReader(handle)
        return list(lines) if most is None else [row for row, _ in zip(lines, range(most), strict=False)] or [{}]


def write(rows: Rows, path: Path) -> Path:
    """Write the rows as CSV, columns as in the first row, and return the path."""
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_assignments(ids: Sequence[str], themes: Sequence[object], path: Path) -> None:
    """Write one theme for each id; -1 is unassigned."""
    rows = [
        {"id": one, "theme_id": "" if str(theme) == "-1" else f"t{theme}", "rank": "1"}
        for one, theme in zip(ids, themes, strict=True)
    ]
    write(rows, path)
