"""Rulebooks, changes and partners from files, and a simulation into files: what the commands share."""

import json
from dataclasses import replace
from pathlib import Path

from app.rules.core import (
    RESULTS_HEADER,
    ParameterChange,
    Population,
    Problem,
    Rulebook,
    RulebookErrors,
    Simulation,
    parse_changes,
    parse_rulebook,
    population_from_rows,
    results_rows,
    summary,
)
from app.shared.tables import TableError, read_table, write_csv

MAX_BYTES = 4_000_000
_TOO_LONG = f"the file has more than {MAX_BYTES:,} bytes"


def load_rulebook(path: Path) -> Rulebook:
    """Return the rulebook in a YAML or JSON file. Raises RulebookErrors."""
    return parse_rulebook(read_text(path), name=path.name)


def load_changes(path: Path, rulebook: Rulebook) -> tuple[ParameterChange, ...]:
    """Return the changes in a YAML or JSON file. Raises RulebookErrors."""
    return parse_changes(read_text(path), name=path.name, rulebook=rulebook)


def load_partners(path: Path, rulebook: Rulebook) -> Population:
    """Return the partners of a CSV or XLSX file. Raises RulebookErrors where nothing of it can be read."""
    try:
        table = read_table(path, strict_width=True)
    except TableError as error:
        fault = error.rejection
        problem = Problem(fault.line, fault.column, fault.reason, fault.message)
        raise RulebookErrors(path.name, (problem,)) from error
    read = population_from_rows(table.header, table.rows, rulebook)
    rejected = [Problem(one.line, one.column, one.reason, one.message) for one in table.rejected]
    problems = sorted([*rejected, *read.problems], key=lambda problem: problem.line or 0)
    headless = tuple(problem for problem in read.problems if problem.line == 1)
    if headless:
        raise RulebookErrors(path.name, headless)
    return replace(read, problems=tuple(problems))


def write_simulation(simulation: Simulation, folder: Path) -> tuple[Path, Path]:
    """Write results.csv and summary.json into the folder, made where it isn't there, and return their paths.

    Each appears whole or not at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    results, totals = folder / "results.csv", folder / "summary.json"
    unfinished = [path.with_name(f".{path.name}.unfinished") for path in (results, totals)]
    try:
        write_csv(unfinished[0], RESULTS_HEADER, results_rows(simulation))
        unfinished[1].write_text(json.dumps(summary(simulation), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        for written, path in zip(unfinished, (results, totals), strict=True):
            written.replace(path)
    finally:
        for written in unfinished:
            written.unlink(missing_ok=True)
    return results, totals


def text_of(content: bytes, name: str) -> str:
    """Return the text of a file's bytes. Raises RulebookErrors where they are too many or not in UTF-8."""
    if len(content) > MAX_BYTES:
        raise RulebookErrors(name, (Problem(1, 1, "too_long", _TOO_LONG),))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Problem(line, 1, "bad_encoding", "the file is not in UTF-8 on this line")
        raise RulebookErrors(name, (problem,)) from error


def read_text(path: Path) -> str:
    """Return the text of a file. Raises RulebookErrors."""
    with path.open("rb") as stream:
        return text_of(stream.read(MAX_BYTES + 1), path.name)
