"""Runs a contestant as a process of its own and puts its score, seconds and memory on lines."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.themes import environment
from bench.themes.scores import score

PROJECT = Path(__file__).resolve().parent.parent.parent
# Of each contestant, its lines: what stands before them, the file it writes and the column that is scored.
CONTESTANTS: dict[str, list[tuple[str, str, str]]] = {
    "fast": [("Parley FAST", "out.csv", "theme_id"), ("  sub-themes", "out.csv", "subtheme_id")],
    "semantic": [("Parley SEMANTIC", "out.csv", "theme_id"), ("  sub-themes", "out.csv", "subtheme_id")],
    "bertopic": [("BERTopic", "out.csv", "theme_id"), ("BERTopic + reduced", "reduced.csv", "theme_id")],
    "k-means": [("k-means, k told", "out.csv", "theme_id")],
    "nmf": [("NMF, k told", "out.csv", "theme_id")],
    "lda": [("LDA, k told", "out.csv", "theme_id")],
}
_MODULES = {"fast": "parley", "semantic": "parley", "bertopic": "bertopic_run"}


@dataclass(frozen=True)
class Cost:
    """What a whole process took: seconds by the clock and of all processors, and its peak resident memory in MB."""

    seconds: float
    processor_seconds: float
    memory: int


class ContestantFailed(Exception):
    """The process ended with an error; the message is its last line."""


def measured(path: Path, contestant: str, seed: int) -> list[str]:
    """Return the printed lines of one contestant on one set."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            cost = run(path, contestant, seed, Path(folder))
        except (ContestantFailed, environment.NotInstalled) as reason:
            return [f"{path.stem:18} {contestant:20} {reason}"]
        lines = []
        for title, file, column in CONTESTANTS[contestant]:
            got = score(path, Path(folder) / file, column)
            figures = f"{got.ami:6.3f} {got.ari:6.3f} {got.b_cubed_f1:6.3f} {got.themes:6} {got.coverage:6.3f}"
            spent = f"{cost.seconds:7.1f} {cost.processor_seconds:7.1f} {cost.memory:6}"
            lines.append(f"{path.stem:18} {title:20} {figures} {spent}")
        return lines


def run(path: Path, contestant: str, seed: int, folder: Path) -> Cost:
    """Run a contestant on a set; it writes out.csv (and others) into the folder.

    Raises ContestantFailed, and NotInstalled where BERTopic's environment can't be made.
    """
    python = environment.bertopic_python() if contestant == "bertopic" else sys.executable
    module = f"bench.themes.contestants.{_MODULES.get(contestant, 'classical')}"
    return _timed([python, "-m", module, str(path), str(folder), contestant, str(seed)], folder / "errors.txt")


def _timed(command: Sequence[str], errors: Path) -> Cost:
    started = time.perf_counter()
    with errors.open("w") as stream, subprocess.Popen(command, cwd=PROJECT, stderr=stream) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if child.returncode:
        said = errors.read_text(errors="replace").strip().splitlines() or [f"exit {child.returncode}"]
        raise ContestantFailed(f"failed: {said[-1][:200]}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)
