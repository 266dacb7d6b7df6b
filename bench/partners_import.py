"""Measures how long partner files take to be read, stored, stored again and put out, and how much memory that needs.

python -m bench.partners_import [ROWS …]
"""

import csv
import io
import resource
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from app.db import migrations, transaction
from app.factory import create_app
from app.programs import queries, services
from app.programs.exports import write_partners
from config import Settings

ROWS = (10_000, 100_000)
ROLES = ("msp", "reseller;msp", "service provider", "builder; reseller", "MSP|builder")


def main(sizes: Iterable[int]) -> None:
    """Print one line for each size, each on a fresh SQLite database."""
    print(f"{'rows':>8} {'file MB':>8} {'read s':>8} {'store s':>8} {'again s':>8} {'export s':>9} {'peak MB':>8}")
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(rows, Path(folder))


def measure(rows: int, folder: Path) -> None:
    """Print the seconds for one size; `again` is the import of the same file over the stored partners."""
    path = folder / "partners.csv"
    write_file(path, rows)
    app = create_app(Settings(profile="test", instance_dir=folder, secret_key="only for measuring " * 2))
    with app.app_context():
        migrations.upgrade()
        with transaction():
            services.create_program("bench", "Bench")
        read, stored = import_once(path)
        _, again = import_once(path)
        begun = time.perf_counter()
        write_partners(io.StringIO(newline=""), queries.partners(queries.the_program(None).id))
        exported = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    megabytes = path.stat().st_size / 1024 / 1024
    print(f"{rows:>8,} {megabytes:>8.1f} {read:>8.1f} {stored:>8.1f} {again:>8.1f} {exported:>9.1f} {peak:>8.0f}")


def import_once(path: Path) -> tuple[float, float]:
    """Return the seconds of reading and of storing."""
    begun = time.perf_counter()
    reading = services.read_partners(queries.the_program(None).id, path)
    read = time.perf_counter()
    with transaction():
        report = services.import_partners(queries.the_program(None), reading)
    assert report.stored
    return read - begun, time.perf_counter() - read


def write_file(path: Path, rows: int) -> None:
    """Write partners with one contact each."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        facts = ("domain", "country", "market", "employees", "annual_revenue_eur", "joined")
        writer.writerow(("external_id", "name", "roles", *facts, "contact_name", "contact_email"))
        for number in range(rows):
            domain = f"partner{number}.example"
            row = (f"P{number:06}", f"Partner {number}", ROLES[number % len(ROLES)], domain, "DE", "mature", 40)
            writer.writerow((*row, "125000.50", "2021-03-15", f"Kim {number}", f"kim@{domain}"))


if __name__ == "__main__":
    main([int(rows) for rows in sys.argv[1:]] or ROWS)
