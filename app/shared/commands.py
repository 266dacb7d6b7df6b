"""What the commands share: the program option, JSON on stdout, messages on stderr."""

import json
import sys
from collections.abc import Callable
from typing import Any, cast

import click
from flask import Flask

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout; messages on stderr.")
program_option = click.option(
    "--program", "program_key", metavar="KEY", help="The program; may be left out where there is one."
)


def emit_json(document: Any) -> None:
    """Write one JSON document to stdout."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def say(text: str) -> None:
    """Tell the person at the terminal something, on stderr."""
    click.echo(text, err=True)


def progress(length: int, label: str) -> Callable[[int], None]:
    """Return a function that moves a bar on a terminal, or prints a line at each tenth elsewhere."""
    shown = -1

    def move(done: int) -> None:
        nonlocal shown
        tenth = 10 * done // max(1, length)
        terminal = sys.stderr.isatty()
        if tenth == shown and not terminal:
            return
        shown = tenth
        end = "\n" if not terminal or done >= length else ""
        start = "\r" if terminal else ""
        bar = f" {'█' * (2 * tenth)}{'░' * (20 - 2 * tenth)}" if terminal else ""
        click.echo(f"{start}{label}:{bar} {100 * done // max(1, length)} %", err=True, nl=False)
        click.echo(end, err=True, nl=False)

    return move


def application() -> Flask:
    """Return the application for a command that needs storage, as the outermost command makes it."""
    return cast(Callable[[], Flask], click.get_current_context().find_root().obj)()
