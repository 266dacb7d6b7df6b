"""Scores theming on labelled sets beside BERTopic, k-means told the right number, NMF and LDA.

    python -m bench.themes ../shared/data/themes [--only banking77 …] [--contestants fast semantic …]
                           [--quick] [--stability] [--seed 1]

Each contestant is a process of its own that starts from the CSV: its seconds and its memory count everything from the
first import on, the embedding too. BERTopic gets an environment of its own in a folder of the user's cache.
--quick takes 800 comments of each set and leaves BERTopic out. --stability fits other seeds and samples instead.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.themes import stability
from bench.themes.measuring import CONTESTANTS, measured
from bench.themes.sets import labelled_sets, smaller_sets

_IN_QUICK = 800


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, help="folder of labelled sets: CSV with id, text, label")
    parser.add_argument("--only", nargs="*", help="names of sets, without .csv")
    parser.add_argument("--contestants", nargs="*", choices=list(CONTESTANTS))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--stability", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.sets.is_dir():
        sys.exit(f"{options.sets} is not a folder of labelled sets")
    names = options.contestants or [name for name in CONTESTANTS if name != "bertopic" or not options.quick]
    with tempfile.TemporaryDirectory() as scratch:
        paths = labelled_sets(options.sets, options.only)
        if options.quick:
            paths = smaller_sets(paths, Path(scratch), _IN_QUICK)
        if options.stability:
            stability.print_table(paths, [name for name in names if name in stability.CONTESTANTS], options.seed)
            return
        head = f"{'AMI':>6} {'ARI':>6} {'B3 F1':>6} {'themes':>6} {'cover':>6} {'s':>7} {'cpu s':>7} {'MB':>6}"
        print(f"{'set':18} {'what':20} {head}")
        for path in paths:
            for name in names:
                for line in measured(path, name, options.seed):
                    print(line, flush=True)


if __name__ == "__main__":
    main()
