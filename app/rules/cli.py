"""`./parley rules`: check a rulebook, and try it or a change of it on partners."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from app.rules.core import (
    Population,
    RulebookErrors,
    Simulation,
    apply_changes,
    diff,
    rulebook_digest,
    simulate,
    summary,
)
from app.rules.files import load_changes, load_partners, load_rulebook, write_simulation
from app.rules.program_commands import install, refuse, show
from app.shared import clock
from app.shared.commands import emit_json, json_option

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group()
def rules() -> None:
    """Rules as data: check them, and see whom a change would move."""


rules.add_command(install)
rules.add_command(show)


@rules.command()
@click.argument("rulebook", type=_FILE)
@json_option
def check(rulebook: Path, as_json: bool) -> None:
    """Read RULEBOOK (YAML or JSON) and name every problem with its line and column."""
    try:
        read = load_rulebook(rulebook)
    except RulebookErrors as errors:
        refuse(errors.name, errors.problems, as_json)
    if as_json:
        emit_json(
            {
                "ok": True,
                "rulebook": read.key,
                "version": read.version,
                "effective": read.effective.isoformat(),
                "digest": rulebook_digest(read),
                "facts": list(read.fact_by_key),
                "parameters": list(read.parameter_by_key),
                "outcomes": list(read.outcome_by_key),
                "problems": [],
            }
        )
        return
    click.echo(f"{rulebook.name}: {read.title}, version {read.version}, effective {read.effective}: no problems.")
    click.echo(f"{len(read.parameters)} parameters, {len(read.outcomes)} outcomes, {len(read.facts)} facts.")


@rules.command("simulate")
@click.argument("rulebook", type=_FILE)
@click.option("--partners", type=_FILE, required=True, help="CSV or XLSX: external_id, roles, market and facts.")
@click.option("--change", type=_FILE, help="A document of changes; without it the rulebook is evaluated as it is.")
@click.option("--as-at", type=click.DateTime(["%Y-%m-%d"]), help="The day; else the change's last, or today.")
@click.option("--out", type=_FOLDER, required=True, help="Folder for results.csv and summary.json.")
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out instead of stopping.")
@json_option
def simulate_command(
    rulebook: Path,
    partners: Path,
    change: Path | None,
    as_at: datetime | None,
    out: Path,
    skip_bad: bool,
    as_json: bool,
) -> None:
    """Evaluate RULEBOOK on partners, before and after a change, and write who moves where."""
    try:
        before = load_rulebook(rulebook)
        changes = load_changes(change, before) if change else ()
        after = apply_changes(before, changes)
        population = load_partners(partners, before)
    except RulebookErrors as errors:
        refuse(errors.name, errors.problems, as_json)
    if population.problems and not skip_bad:
        refuse(partners.name, population.problems, as_json)
    day = as_at.date() if as_at else _usual_day(one.effective for one in changes)
    simulation = simulate(before, after, population.partners, day)
    try:
        files = write_simulation(simulation, out)
    except OSError as error:
        raise click.ClickException(f"{out} can't be written: {error.strerror or error}") from error
    sentences = [line.sentence() for line in diff(before, after)]
    if as_json:
        emit_json(_as_json(simulation, population, sentences))
        return
    _say(simulation, population, partners.name, sentences)
    click.echo(f"Written: {files[0]}, {files[1]}")


def _usual_day(effective: Iterable[date]) -> date:
    """Return the first day on which all changes are in force; today where there is none."""
    return max(effective, default=clock.now().date())


def _as_json(simulation: Simulation, population: Population, sentences: list[str]) -> dict[str, Any]:
    return {
        **summary(simulation),
        "changes": sentences,
        "rejected": [problem.as_dict() for problem in population.problems],
        "ignored_columns": list(population.ignored_columns),
        "absent_facts": list(population.absent_facts),
    }


def _say(simulation: Simulation, population: Population, name: str, sentences: list[str]) -> None:
    for problem in population.problems:
        click.echo(f"Left out: {problem.sentence(name)}", err=True)
    if population.absent_facts:
        click.echo(f"No column for {', '.join(population.absent_facts)}: unknown for all.", err=True)
    if population.ignored_columns:
        click.echo(f"Columns that the rulebook doesn't use: {', '.join(population.ignored_columns)}.", err=True)
    for sentence in sentences:
        click.echo(sentence)
    click.echo(f"{simulation.population} partners as at {simulation.as_at}")
    for outcome, movement in simulation.overall.items():
        counts = f"{movement.up} up, {movement.down} down, {movement.unchanged} unchanged"
        lacking = ", ".join(f"{fact} {number}" for fact, number in movement.unknown_facts.items())
        unknown = f" ({lacking})" if lacking else ""
        click.echo(f"{outcome}: {counts}, {movement.undetermined} undetermined{unknown}")
