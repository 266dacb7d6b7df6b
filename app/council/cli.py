"""`./parley ballots`: check what came out of a vote, offline."""

import json
import sys
from pathlib import Path

import click

from app.council.core.export_check import NotABallotError, differences
from app.shared.commands import emit_json, json_option, say

MOST_BYTES = 5_000_000


@click.group()
def ballots() -> None:
    """Votes of the council."""


@ballots.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def verify(file: Path, as_json: bool) -> None:
    """Check the exported ballot in FILE: what was locked, roll, votes, tally and result. Exit 1 where they differ."""
    if file.stat().st_size > MOST_BYTES:
        raise click.UsageError(f"{file.name} is too large to be an export of a ballot.")
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        found = differences(document)
    except NotABallotError as error:
        raise click.UsageError(f"{file.name}: {error}") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise click.UsageError(f"{file.name} is not a JSON document.") from error
    if as_json:
        emit_json(
            {
                "ok": not found,
                "ballot": document["ballot"],
                "locked_digest": document["locked_digest"],
                "differences": found,
            }
        )
    for one in found:
        say(one)
    if found:
        sys.exit(1)
    say(f"{document['question']} {document['sentence']}. Roll, votes, tally and result agree with what was locked.")
    say(f"Compare with the mail that called to the vote: {document['locked_digest']}")
