"""The command that loads the demo program and serves it."""

import time
from pathlib import Path

import click
from sqlalchemy.engine import make_url

from app.admin.server import run_server
from app.council import queries as council
from app.db import database, transaction
from app.db.migrations import upgrade
from app.demo.cast.staff import STAFF
from app.demo.load.story import load_story
from app.demo.story import story
from app.identity.models import Person
from app.identity.permissions import ROLE_NAMES, Role
from app.identity.queries import people_with_role
from app.identity.services import make_sign_in_link
from app.jobs.worker import run_until_empty
from app.programs import queries as programs
from app.proposals import queries as proposals
from app.shared.commands import application, say
from app.shared.errors import ConflictError

SHOWN_ROLES = (
    Role.program_owner,
    Role.analyst,
    Role.facilitator,
    Role.council_member,
    Role.executive,
    Role.admin,
    Role.partner_contact,
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-serve", is_flag=True, help="Load only.")
@click.option("--fresh", is_flag=True, help="Throw the demo's database away first.")
def demo(host: str, port: int, no_serve: bool, fresh: bool) -> None:
    """Load the demo program Northwind Cloud and serve the whole loop."""
    app = application()
    started = time.monotonic()
    with app.app_context():
        if fresh:
            _throw_away()
        upgrade()
        key = story()["program"]["key"]
        known = {program.key: program.id for program in programs.programs()}
        program_id = known.get(key)
        if program_id is None:
            with app.test_request_context():
                program_id = load_story(lambda text: say(f"  {text}"))
                say("  Working through the jobs")
                run_until_empty()
            say(f"Loaded the demo in {time.monotonic() - started:.0f} s")
        base = f"http://{host}:{port}"
        links = _sign_in_links(program_id, base)
        database.session.remove()
        database.engine.dispose()
    say("\nSign in as (each link works once, for a while; sign-in by mail shows its link in the outbox):")
    for role, name, link in links:
        click.echo(f"  {role:16} {name:20} {link}")
    if not no_serve:
        say(f"\nParley is at {base}  –  stop it with Ctrl-C")
        run_server(app.config["SETTINGS"], host, port, with_worker=True)


def _sign_in_links(program_id: int, base: str) -> list[tuple[str, str, str]]:
    """Return, a role, somebody's name and a one-time link."""
    rows = []
    with transaction():
        for role in SHOWN_ROLES:
            person = _somebody(program_id, role)
            link = make_sign_in_link(person)
            path = link.split("/", 3)[-1]  # it begins with BASE_URL, which need not be where the demo listens
            rows.append((ROLE_NAMES[role], person.name, f"{base}/{path}"))
    return rows


def _somebody(program_id: int, role: Role) -> Person:
    """Return somebody with the role for whom there is something to see: a vote to cast, a tier to gain."""
    people = people_with_role(program_id, role)
    interesting = {member.email for member in STAFF}
    if role is Role.council_member:
        rolls = [entry for ballot in council.open_ballots(program_id) for entry in council.roll(ballot.id)]
        interesting = {entry.seat.person.email for entry in rolls if not entry.voted}
    if role is Role.partner_contact:
        moved = {one["partner"] for one in _moves_in_ballot(program_id)}
        contacts = programs.active_contacts(program_id)
        interesting = {one.person.email for one in contacts if one.partner.public_id in moved}
        interesting -= {one.email for one in people_with_role(program_id, Role.council_member)}
    return next((one for one in people if one.email in interesting), people[0])


def _moves_in_ballot(program_id: int) -> list[dict[str, str]]:
    simulations = [proposals.simulation_of(one.id) for one in proposals.in_state(program_id, "ballot")]
    return [move for simulation in simulations if simulation for move in simulation.moved]


def _throw_away() -> None:
    """Remove the embedded database, if it holds the demo alone. Raises ConflictError otherwise."""
    address = make_url(str(database.engine.url))
    if address.get_backend_name() != "sqlite" or not address.database:
        raise ConflictError("--fresh works on the embedded database only; empty the other one yourself.")
    path = Path(address.database)
    if not path.exists():
        return
    upgrade()
    others = [program.key for program in programs.programs() if program.key != story()["program"]["key"]]
    if others:
        raise ConflictError(f"The database also holds {', '.join(others)}: --fresh would lose it. Nothing was removed.")
    database.session.remove()
    database.engine.dispose()
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        (path.parent / name).unlink(missing_ok=True)
