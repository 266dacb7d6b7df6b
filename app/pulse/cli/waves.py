"""`./parley waves`: open, remind, close and list waves."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import click

from app.db import transaction
from app.programs import queries as programs
from app.programs.core.partner_facts import MARKETS, PARTNER_ROLES
from app.programs.models import Program
from app.pulse import queries, services
from app.pulse.models import Wave
from app.shared import clock
from app.shared.commands import application, emit_json, json_option, program_option, say
from app.shared.errors import DomainError

USUAL_DAYS = 14
_PRIVACY = click.Choice(("confidential", "identified"))


@click.group()
def waves() -> None:
    """Runs of a survey."""


@waves.command("open")
@click.argument("key")
@click.option("--label", required=True, help="The wave's name, such as 2026-Q4.")
@click.option("--closes", metavar="DATE|DAYS", help=f"2026-12-08, 2026-12-08T18:00 or days; else {USUAL_DAYS} days.")
@click.option("--roles", help=f"Ask only these, with commas between: {', '.join(PARTNER_ROLES)}.")
@click.option("--markets", help=f"Ask only these: {', '.join(MARKETS)}.")
@click.option("--countries", help="Ask only these, as two letters: DE,FR.")
@click.option("--privacy", type=_PRIVACY, default="confidential", show_default=True)
@click.option("--k", type=int, default=5, show_default=True, help="Fewest organisations behind a figure.")
@program_option
@json_option
def open_wave(
    key: str,
    label: str,
    closes: str | None,
    roles: str | None,
    markets: str | None,
    countries: str | None,
    privacy: str,
    k: int,
    program_key: str | None,
    as_json: bool,
) -> None:
    """Open a wave of the survey KEY: the frame is frozen, and the worker sends the invitations."""
    frame_filter = {
        "roles": _listed("role", roles, PARTNER_ROLES),
        "markets": _listed("market", markets, MARKETS),
        "countries": [country.upper() for country in _listed("country", countries)],
    }
    with application().app_context(), transaction():
        program = programs.the_program(program_key)
        survey = queries.survey_by_key(program.id, key)
        if survey is None:
            known = ", ".join(one.key for one in queries.surveys(program.id)) or "none yet"
            raise DomainError(f"There is no survey {key}. Surveys: {known}.", code="not_found")
        closing: dict[str, Any] = {"closes_at": _moment(closes, program), "privacy": privacy, "k": k}
        wave = services.create_wave(survey, label, by=None, frame_filter=frame_filter, **closing)
        services.open_wave(wave, by=None)
        document = _document(wave)
    if as_json:
        emit_json(document)
    say(f"{document['wave']} is open until {document['closes_at']}: {document['invited']} people are asked.")


@waves.command("close")
@click.argument("name", metavar="SURVEY/LABEL")
@program_option
@json_option
def close_wave(name: str, program_key: str | None, as_json: bool) -> None:
    """End a wave; nothing is taken any more."""
    with application().app_context(), transaction():
        wave = queries.wave_by_name(programs.the_program(program_key).id, name)
        document = _document(services.close_wave(wave, by=None))
    if as_json:
        emit_json(document)
    say(f"{name} is closed with {document['answered']} answers.")


@waves.command("remind")
@click.argument("name", metavar="SURVEY/LABEL")
@program_option
@json_option
def remind(name: str, program_key: str | None, as_json: bool) -> None:
    """Have those reminded who have not answered and got no mail since yesterday."""
    with application().app_context(), transaction():
        wave = queries.wave_by_name(programs.the_program(program_key).id, name)
        reminded = services.remind(wave, by=None)
    if as_json:
        emit_json({"wave": name, "reminded": reminded})
    say(f"{reminded} people get a reminder.")


@waves.command("list")
@program_option
@json_option
def list_waves(program_key: str | None, as_json: bool) -> None:
    """List the waves, the newest first."""
    with application().app_context():
        documents = [_document(wave) for wave in queries.waves(programs.the_program(program_key).id)]
    if as_json:
        emit_json({"waves": documents})
        return
    for one in documents:
        click.echo(f"{one['wave']}\t{one['state']}\t{one['answered']} of {one['invited'] or 'unknown'}")
    if not documents:
        say("There is no wave yet.")


def _document(wave: Wave) -> dict[str, Any]:
    response = queries.response(wave)
    return {
        "wave": queries.wave_name(wave),
        "public_id": wave.public_id,
        "state": wave.state,
        "privacy": wave.privacy,
        "k": wave.k,
        "imported": wave.imported,
        "invited": response.invited,
        "answered": response.answered,
        "rr2": response.rates.rr2 if response.invited else None,
        "closes_at": wave.closes_at and wave.closes_at.isoformat(),
        "closed_at": wave.closed_at and wave.closed_at.isoformat(),
    }


def _listed(what: str, given: str | None, known: tuple[str, ...] = ()) -> list[str]:
    words = [word.strip() for word in (given or "").split(",") if word.strip()]
    unknown = [word for word in words if known and word not in known]
    if unknown:
        raise DomainError(f"“{unknown[0]}” is no {what}. There are {', '.join(known)}.", code="unknown_value")
    return words


def _moment(given: str | None, program: Program) -> dt.datetime:
    """Return when the wave closes: a number of days from now, a day's end, or a time, in the program's zone."""
    if given is None or (given.isascii() and given.isdigit() and len(given) < 4):
        return clock.now() + dt.timedelta(days=int(given or USUAL_DAYS))
    try:
        moment = dt.datetime.fromisoformat(given)
    except ValueError:
        message = f"“{given}” is no closing time: give days, 2026-12-08 or 2026-12-08T18:00."
        raise DomainError(message, code="bad_date") from None
    if len(given) <= len("2026-12-08"):
        moment = moment.replace(hour=23, minute=59)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(program.time_zone))
