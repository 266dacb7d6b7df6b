"""The command that works off the queue without a worker."""

import datetime as dt
import sys

import click

from app.jobs.worker import run_until_empty, work_off
from app.shared.commands import application, emit_json, json_option, say

PATIENCE = dt.timedelta(minutes=2)


@click.group()
def jobs() -> None:
    """The queue of work to do."""


@jobs.command()
@click.option("--until-empty", is_flag=True, help="Also wait for retries that are due within two minutes.")
@json_option
def run(until_empty: bool, as_json: bool) -> None:
    """Run the jobs that are due; exit 1 where one failed for good."""
    with application().app_context():
        if not until_empty:
            say(f"{work_off()} jobs ran.")
            return
        counts = run_until_empty(PATIENCE)
    if as_json:
        emit_json(counts)
    say(f"{counts['done']} jobs done, {counts['failed']} failed, {counts['waiting']} wait for a later time.")
    sys.exit(1 if counts["failed"] else 0)
