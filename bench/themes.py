"""Scores theming on labelled sets, beside k-means on the same sentence vectors that is told the right number.

    python -m bench.themes ../shared/data/themes [--only banking77 …] [--modes fast semantic] [--without-kmeans]

Each run is a process of its own, so that its seconds and its memory count everything from the first import on.
Scores come from score_themes.py where it lies in bench beside the sets, else from the same measures here.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, help="folder of labelled sets: CSV with id, text, label")
    parser.add_argument("--only", nargs="*", help="names of sets, without .csv")
    parser.add_argument("--modes", nargs="*", default=["fast", "semantic"], choices=["fast", "semantic"])
    parser.add_argument("--without-kmeans", action="store_true")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--run", nargs=2, metavar=("MODE", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        _run(options.sets, *options.run, seed=int(options.seed))
        return
    print(f"{'set':18} {'what':12} {'AMI':>6} {'ARI':>6} {'groups':>6} {'cover':>6} {'s':>7} {'cpu s':>7} {'MB':>6}")
    modes = options.modes + ([] if options.without_kmeans else ["k-means"])
    for path in sorted(options.sets.glob("*.csv")):
        if options.only and path.stem not in options.only:
            continue
        for mode in modes:
            for line in _measured(path, mode, options.seed):
                print(line, flush=True)


def _measured(path: Path, mode: str, seed: str) -> list[str]:
    """Return a printed line for the themes and one for the sub-themes of one run."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "assignments.csv"
        command = [sys.executable, "-m", "bench.themes", str(path), "--seed", seed, "--run", mode, str(out)]
        started = time.perf_counter()
        with subprocess.Popen(command) as child:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        if child.returncode:
            return [f"{path.stem:18} {mode:12} failed"]
        columns = ["theme_id"] if mode == "k-means" else ["theme_id", "subtheme_id"]
        cost = f"{seconds:7.1f} {usage.ru_utime + usage.ru_stime:7.1f} {usage.ru_maxrss // 1024:6}"
        lines = []
        for column in columns:
            score = _score(path, out, column)
            what = mode if column == "theme_id" else "  sub-themes"
            figures = f"{score['ami']:6.3f} {score['ari']:6.3f} {score['themes']:6} {score['coverage']:6.2f}"
            lines.append(f"{path.stem:18} {what:12} {figures} {cost}")
        return lines


def _score(truth: Path, assignments: Path, column: str) -> dict[str, float]:
    scorer = truth.resolve().parent.parent.parent / "bench" / "score_themes.py"
    if scorer.is_file():
        command = [sys.executable, str(scorer), str(truth), str(assignments), "--json", "--column", column]
        return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    found = {row["id"]: row[column] for row in _rows(assignments) if row["rank"] == "1"}
    labels = [row["label"] for row in _rows(truth)]
    themes = [found.get(row["id"], "") for row in _rows(truth)]
    return {
        "ami": adjusted_mutual_info_score(labels, themes),
        "ari": adjusted_rand_score(labels, themes),
        "themes": len(set(themes) - {""}),
        "coverage": sum(bool(theme) for theme in themes) / len(themes),
    }


def _run(path: Path, mode: str, out: str, *, seed: int) -> None:
    from analysis.pipeline import fit
    from analysis.report import write_assignments
    from analysis.result import Recipe

    rows = _rows(path)
    if mode == "k-means":
        _run_kmeans(rows, Path(out), seed)
        return
    recipe = Recipe(mode="fast" if mode == "fast" else "semantic", seed=seed)
    write_assignments(fit([row["id"] for row in rows], [row["text"] for row in rows], recipe), Path(out))


def _run_kmeans(rows: list[dict[str, str]], out: Path, seed: int) -> None:
    from sklearn.cluster import KMeans

    from analysis.embed import sentence_vectors

    vectors = sentence_vectors([row["text"] for row in rows])
    clusters = len({row["label"] for row in rows})
    labels = KMeans(clusters, n_init=3, random_state=seed).fit_predict(vectors)
    with out.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "theme_id", "rank"])
        writer.writerows([row["id"], f"k{label}", 1] for row, label in zip(rows, labels, strict=True))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as handle:
        return list(csv.DictReader(handle))


if __name__ == "__main__":
    main()
