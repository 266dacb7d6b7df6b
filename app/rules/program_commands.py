"""The rules commands that need a program: install a rulebook, and show the rules of a day.

They import storage when they run: the commands beside them work on files alone, and start at once.
"""

from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click

from app.rules.core import Problem, RulebookErrors
from app.rules.files import read_text
from app.shared.commands import application, emit_json, json_option, program_option, say

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("rulebook", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--label", help="What the version is called; else what the document says.")
@click.option("--effective", type=_DAY, metavar="YYYY-MM-DD", help="First day in force; else the document's.")
@program_option
@json_option
def install(
    rulebook: Path, label: str | None, effective: datetime | None, program_key: str | None, as_json: bool
) -> None:
    """Make RULEBOOK (YAML or JSON) the first version of a program's rules."""
    from app.db import transaction
    from app.programs.queries import the_program
    from app.rules.errors import RulebookRefusedError
    from app.rules.services import install_rulebook

    with application().app_context():
        try:
            with transaction():
                found, text = the_program(program_key), read_text(rulebook)
                version = install_rulebook(found.id, "", text, label, _day(effective), None)
                told = {
                    "ok": True,
                    "program": found.key,
                    "version": version.label,
                    "effective_on": version.effective_on.isoformat(),
                    "id": version.public_id,
                    "digest": version.digest,
                }
        except RulebookErrors as errors:
            refuse(rulebook.name, errors.problems, as_json)
        except RulebookRefusedError as error:
            refuse(rulebook.name, error.problems, as_json)
    if as_json:
        emit_json(told)
    else:
        click.echo(f"Installed version {told['version']} for {told['program']}, in force from {told['effective_on']}.")


@click.command()
@click.option("--on", type=_DAY, metavar="YYYY-MM-DD", help="The day; else today.")
@program_option
@json_option
def show(on: datetime | None, program_key: str | None, as_json: bool) -> None:
    """Print the rules in force on a day, as a document that `rules simulate` reads."""
    from app.programs.queries import the_program
    from app.rules import queries
    from app.shared.errors import NotFoundError

    with application().app_context():
        program_id = the_program(program_key).id
        day = _day(on) or queries.today(program_id)
        version = queries.version_in_force(program_id, day)
        if version is None:
            raise NotFoundError(f"No rules are in force on {day}.")
        if as_json:
            effective_on = version.effective_on.isoformat()
            emit_json(
                {
                    "version": version.label,
                    "effective_on": effective_on,
                    "digest": version.digest,
                    "document": version.document,
                }
            )
        else:
            click.echo(version.document, nl=False)


def refuse(name: str, problems: tuple[Problem, ...], as_json: bool) -> NoReturn:
    """Tell the problems of a file, each with its place, and end with 2."""
    if as_json:
        emit_json({"ok": False, "file": name, "problems": [problem.as_dict() for problem in problems]})
    for problem in problems:
        say(problem.sentence(name))
    raise SystemExit(2)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
