"""`./parley programs`, `./parley partners` and `./parley metrics`."""

from pathlib import Path
from typing import Any

import click
from flask import current_app

from app.db import migrations, transaction
from app.programs import queries, services
from app.programs.report_lines import finish
from app.shared.commands import application, emit_json, json_option, program_option, progress, say

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_encoding = click.option("--encoding", metavar="NAME", help="Such as utf-8 or cp1252; found out where left out.")
_delimiter = click.option("--delimiter", metavar="SIGN", help="What separates cells: , ; tab |; found out likewise.")
_sheet = click.option("--sheet", metavar="NAME", help="Sheet of a workbook; else its first visible one.")
_dry_run = click.option("--dry-run", is_flag=True, help="Check the file and store nothing.")
_skip_bad = click.option("--skip-bad", is_flag=True, help="Leave out the rows with faults and store the others.")


@click.group()
def programs() -> None:
    """Programs of the vendor."""


@programs.command()
@click.argument("key")
@click.option("--name", required=True, help="As people read it.")
@click.option("--vendor", default="", help="The company whose program it is; else the program's name.")
def create(key: str, name: str, vendor: str) -> None:
    """Make a program that commands know as KEY: small letters, digits and hyphens."""
    with application().app_context():
        _prepare_embedded()
        with transaction():
            services.create_program(key, name, vendor=vendor)
    say(f"Made the program {key}. Bring its partners in: ./parley partners import FILE")


@programs.command("list")
@json_option
def list_programs(as_json: bool) -> None:
    """List the programs."""
    with application().app_context():
        rows = [{"key": one.key, "name": one.name, "vendor": one.vendor} for one in queries.programs()]
    if as_json:
        emit_json(rows)
        return
    for row in rows:
        click.echo(f"{row['key']}  {row['name']}")
    if not rows:
        say("There is no program yet: make one with ./parley programs create KEY --name NAME")


@click.group()
def partners() -> None:
    """Partners of a program."""


@partners.command("import")
@click.argument("file", type=_FILE)
@program_option
@click.option("--map", "mapped", multiple=True, metavar="COLUMN=field", help="Which fact a column holds. Repeatable.")
@_encoding
@_delimiter
@click.option("--date-format", metavar="FORMAT", help="Where dates can be read two ways, such as DD/MM/YYYY.")
@_sheet
@_dry_run
@_skip_bad
@json_option
def import_partners(
    file: Path,
    program_key: str | None,
    mapped: tuple[str, ...],
    dry_run: bool,
    skip_bad: bool,
    as_json: bool,
    **reading_options: Any,
) -> None:
    """Bring in partners and their contacts from FILE, CSV or XLSX.

    Columns: external_id, name, roles (reseller, msp, service_provider, builder; several with ;); and as wanted domain,
    country, market (mature, emerging), employees, annual_revenue_eur, joined, contact_name, contact_email,
    contact_language, contact_time_zone, contact_2_name, …

    A partner with the same external_id is updated in the facts that FILE has columns for. Where a row has a fault,
    nothing is stored and the command ends with 2, unless --skip-bad.
    """
    mapping = _mapping(mapped)
    with application().app_context():
        program = queries.the_program(program_key)
        reading = services.read_partners(program.id, file, mapping=mapping, **reading_options)
        key, tell = program.key, progress(len(reading.partners), "Partners")
        with transaction():
            report = services.import_partners(
                queries.the_program(key), reading, dry_run=dry_run, skip_bad=skip_bad, tell=tell
            )
    finish(report, ("partner", "partners"), dry_run=dry_run, skip_bad=skip_bad, as_json=as_json)


@click.group()
def metrics() -> None:
    """What is measured about partners."""


@metrics.command("import")
@click.argument("file", type=_FILE)
@program_option
@_encoding
@_delimiter
@_sheet
@_dry_run
@_skip_bad
@json_option
def import_metrics(
    file: Path, program_key: str | None, dry_run: bool, skip_bad: bool, as_json: bool, **reading_options: Any
) -> None:
    """Bring in observations from FILE, CSV or XLSX.

    Columns: partner (its external_id), metric (small letters, digits and _), period (2026-Q3, 2026-07 or 2026), value.

    The same partner, metric and period gets its new value; a metric that isn't there is made. Where a row has a fault,
    nothing is stored and the command ends with 2, unless --skip-bad.
    """
    with application().app_context():
        program = queries.the_program(program_key)
        reading = services.read_metrics(program.id, file, **reading_options)
        key, tell = program.key, progress(len(reading.rows), "Observations")
        with transaction():
            report = services.import_metrics(
                queries.the_program(key), reading, dry_run=dry_run, skip_bad=skip_bad, tell=tell
            )
    finish(report, ("observation", "observations"), dry_run=dry_run, skip_bad=skip_bad, as_json=as_json)


def _prepare_embedded() -> None:
    """Making a program is the first thing done in a new installation: the embedded database is made with it."""
    settings: Any = current_app.config["SETTINGS"]
    if settings.embedded and not migrations.is_current():
        migrations.upgrade()


def _mapping(mapped: tuple[str, ...]) -> dict[str, str]:
    mapping = {}
    for pair in mapped:
        column, equals, field = pair.rpartition("=")
        if not (equals and column.strip() and field.strip()):
            raise click.BadParameter(f"“{pair}” must be COLUMN=field, such as Firm=name.", param_hint="--map")
        mapping[column.strip()] = field.strip()
    return mapping
