"""Times `themes fit` on more and more comments, and placing them on a local Dask cluster beside one process.

    python -m bench.scale ../shared/data/themes/patient_feedback.csv [--sizes 10000 100000 1000000] [--dask 200000]

The comments are the file's, resampled and perturbed. Each run is a process of its own, from the first import to the
last file. `e` is the growth exponent since the row above: seconds ~ comments^e; `e cpu` the same of processor seconds,
which a busy machine blurs less. The target is at most 1.15.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from analysis.collection import digest
from bench.perturbed import perturbed, texts_of, write_perturbed


@dataclass(frozen=True)
class Run:
    """What a run took: comments, seconds, processor seconds, megabytes at the peak and of the report."""

    comments: int
    seconds: float
    processor: float
    megabytes: int
    themes: int
    report_kilobytes: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="a labelled set: CSV with a column text")
    parser.add_argument("--sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--mode", choices=["fast", "semantic"], default="fast")
    parser.add_argument("--dask", type=int, metavar="COMMENTS", help="place so many on a local cluster as well")
    options = parser.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, mode {options.mode}")
    print(f"{'comments':>9} {'s':>7} {'cpu s':>7} {'MB':>6} {'themes':>6} {'report kB':>9} {'e':>5} {'e cpu':>5}")
    before: Run | None = None
    for size in options.sizes:
        run = _measured(options.source, size, options.mode)
        print(_line(run, before), flush=True)
        before = run
    if options.dask:
        from bench.distributed import compare

        texts = sorted(set(perturbed(texts_of(options.source), options.dask)), key=digest)
        print(compare(texts, semantic=options.mode == "semantic"))


def _measured(source: Path, size: int, mode: str) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "comments.csv", Path(folder) / "out"
        write_perturbed(source, file, size)
        command = [sys.executable, "-m", "app", "themes", "fit", str(file), "--text", "text", "--id", "id"]
        command += ["--out", str(out), f"--{mode}", "--json"]
        started = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
            said = child.stdout.read() if child.stdout else b""
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        if child.returncode:
            raise SystemExit(f"{size} comments: themes fit ended with {child.returncode}")
        report = (out / "report.html").stat().st_size // 1024
        processor = usage.ru_utime + usage.ru_stime
        return Run(size, seconds, processor, usage.ru_maxrss // 1024, json.loads(said)["themes"], report)


def _line(run: Run, before: Run | None) -> str:
    figures = f"{run.comments:9,} {run.seconds:7.1f} {run.processor:7.1f} {run.megabytes:6} {run.themes:6}"
    if before is None:
        return f"{figures} {run.report_kilobytes:9}"
    growth = math.log(run.comments / before.comments)
    wall = math.log(run.seconds / before.seconds) / growth
    processor = math.log(run.processor / before.processor) / growth
    return f"{figures} {run.report_kilobytes:9} {wall:5.2f} {processor:5.2f}"


if __name__ == "__main__":
    main()
