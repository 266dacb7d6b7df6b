"""How long a search among 10,000 and 100,000 comments takes, on SQLite and PostgreSQL: `python -m bench.search`."""

import os
import tempfile
import time
from pathlib import Path
from statistics import median

from app.db import database
from app.factory import create_app
from app.themes import queries
from config import Settings

TIMES = 5


def main() -> None:
    """Print a line a search: hits, the middle and the longest of five times in milliseconds."""
    os.environ.setdefault("PARLEY_TEST_DATABASES", "sqlite,postgresql")
    from tests.databases import DATABASES, fresh_database

    print(f"{'database':<11} {'comments':>8}  {'search':<16} {'hits':>7} {'median ms':>10} {'longest ms':>10}")
    for kind in DATABASES:
        for comments in (10_000, 100_000):
            with tempfile.TemporaryDirectory() as folder, fresh_database(kind, Path(folder)) as url:
                _measure(kind, url, Path(folder), comments)


def _measure(kind: str, url: str, folder: Path, comments: int) -> None:
    from tests.many_comments import make_large_wave, searches, seconds_of
    from tests.people import make_program

    settings = Settings(profile="test", instance_dir=folder, database_url=url, secret_key="only for a bench " * 3)
    with create_app(settings).app_context():
        wave = make_large_wave(make_program(), comments)
        started = time.perf_counter()
        queries.ground_of(wave)
        first = time.perf_counter() - started
        for typed, sought in searches(wave).items():
            hits = queries.find_comments(sought).total
            taken = [1000 * seconds_of(sought) for _ in range(TIMES)]
            found = f"{typed or '(all)':<16} {hits:>7} {median(taken):>10.0f} {max(taken):>10.0f}"
            print(f"{kind:<11} {comments:>8}  {found}", flush=True)
        print(f"{kind:<11} {comments:>8}  what may be read, reckoned once after each change: {1000 * first:.0f} ms")
        database.session.remove()
        database.engine.dispose()


if __name__ == "__main__":
    main()
