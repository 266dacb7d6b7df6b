"""Makers of partner files, and the commands run on them."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from flask import Flask

from app.cli import parley
from app.programs import queries
from app.programs.models import Partner, Program

HEADER = "external_id,name,roles,domain,country,market,employees,annual_revenue_eur,joined,contact_name,contact_email"


def row(number: int, **cells: str) -> str:
    """Return the line of a good partner row, some of its cells replaced."""
    usual = {
        "external_id": f"P{number}",
        "name": f"Partner {number}",
        "roles": "msp",
        "domain": f"partner{number}.example",
        "country": "DE",
        "market": "mature",
        "employees": "40",
        "annual_revenue_eur": "125000.50",
        "joined": "2021-03-15",
        "contact_name": f"Kim {number}",
        "contact_email": f"kim{number}@partner{number}.example",
    }
    return ",".join({**usual, **cells}.values())


def partner_file(folder: Path, *rows: str, header: str = HEADER) -> Path:
    """Return a CSV file with these lines below the header."""
    path = folder / "partners.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def run(app: Flask, *arguments: str | Path) -> Result:
    """Run one command of `./parley` on the application."""
    return CliRunner().invoke(parley, [str(argument) for argument in arguments], obj=lambda: app)


def run_json(app: Flask, *arguments: str | Path) -> tuple[int, Any]:
    """Run a command with --json and return its exit code and its document."""
    result = run(app, *arguments, "--json")
    assert result.stdout, result.output or repr(result.exception)
    return result.exit_code, json.loads(result.stdout)


def stored(program: Program, external_id: str) -> Partner:
    """Return a partner as the database has it now."""
    (found,) = [one for one in queries.partners(program.id) if one.external_id == external_id]
    return found
