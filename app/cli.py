"""The commands of `./parley`. Each domain brings its own; a command is loaded only when it is called."""

import os
import sys
from importlib import import_module

import click
from flask import Flask

from app.shared.errors import DomainError
from config import SettingsError, load_settings

COMMANDS = {
    # word: module and the name of the click command in it
    "accounts": "app.admin.accounts_commands:accounts",
    "audit": "app.audit.cli:audit",
    "backup": "app.admin.cli:backup",
    "ballots": "app.council.cli:ballots",
    "db": "app.admin.cli:db",
    "demo": "app.demo.cli:demo",
    "doctor": "app.admin.cli:doctor",
    "jobs": "app.jobs.cli:jobs",
    "metrics": "app.programs.cli:metrics",
    "openapi": "app.api.cli:openapi",
    "partners": "app.programs.cli:partners",
    "programs": "app.programs.cli:programs",
    "report": "app.reports.cli:report",
    "restore": "app.admin.cli:restore",
    "rules": "app.rules.cli:rules",
    "serve": "app.admin.cli:serve",
    "surveys": "app.pulse.cli:surveys",
    "themes": "app.themes.cli:themes",
    "tokens": "app.admin.accounts_commands:tokens",
    "waves": "app.pulse.cli:waves",
    "worker": "app.admin.cli:worker",
}


class LazyGroup(click.Group):
    """Knows the words of all commands and imports only the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


def make_application() -> Flask:
    """Return the application with the settings of the environment."""
    from app.factory import create_app

    return create_app(load_settings(os.environ))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.pass_context
def parley(context: click.Context) -> None:
    """Parley: the feedback loop of a partner program, closed."""
    context.obj = context.obj or make_application


def main() -> None:
    """Run one command. Exit 0 done, 1 failed, 2 bad usage or bad input."""
    try:
        parley(prog_name="./parley")
    except SettingsError as error:
        click.echo(f"Setting {error}", err=True)
        sys.exit(2)
    except DomainError as error:
        click.echo(error.message, err=True)
        sys.exit(2)
