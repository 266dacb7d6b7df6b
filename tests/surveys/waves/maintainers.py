"""The four public waves of real data, read with Python's csv module; for tests that need the data."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

from surveys.waves import Crosswalk, Row, WaveAnswers, read_crosswalk, read_wave
from tests.shared_data import SHARED_DATA

LABELS = ("2019-H2", "2020-H1", "2020-H2", "2021-H1")


def folder() -> Path:
    assert SHARED_DATA is not None
    return SHARED_DATA / "waves"


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        rows: list[Row] = []
        line = 1
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    return rows


@cache
def expected_facts() -> dict[str, Any]:
    return json.loads((folder() / "facts.json").read_text(encoding="utf-8"))


@cache
def crosswalk() -> Crosswalk:
    return read_crosswalk(rows_of(folder() / "crosswalk.csv"))


@cache
def wave(label: str) -> WaveAnswers:
    rows = rows_of(folder() / f"maintainers-{label}.csv")
    return read_wave(rows[2:], rows[:2], crosswalk(), label)
