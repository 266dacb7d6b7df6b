"""The command that checks the audit log."""

import sys

import click

from app.audit import queries
from app.shared.commands import application, emit_json, json_option, say


@click.group()
def audit() -> None:
    """The log of who did what."""


@audit.command()
@json_option
def verify(as_json: bool) -> None:
    """Check every link of the log; exit 1 and name the first broken one."""
    with application().app_context():
        broken, entries = queries.verify(), queries.count_entries()
    if as_json:
        link = broken and {"position": broken.position, "entry": broken.entry_id, "reason": broken.reason}
        emit_json({"ok": broken is None, "entries": entries, "broken": link})
    if broken is None:
        say(f"The audit log holds: {entries} entries.")
        return
    say(f"The audit log is broken at entry {broken.position}: {broken.reason}.")
    sys.exit(1)
