"""Makers of councils, seats and ballots for tests."""

import datetime as dt
from dataclasses import dataclass

from app.council import services
from app.council.models import Ballot, Council, CouncilSession, Seat
from app.db import database, transaction
from app.identity import queries as people
from app.identity.models import Person
from app.identity.viewer import Viewer
from app.jobs.worker import work_off
from app.programs.models import Program
from app.shared import clock
from tests.people import make_partner, make_person, make_program

SUBJECT = "theme:01kcouncil0test0subject000"
ROLES = ("msp", "reseller", "service_provider", "builder")


@dataclass
class Table:
    """A council with its members, all at hand."""

    program: Program
    council: Council
    facilitator: Person
    owner: Person
    members: list[Person]
    seats: list[Seat]

    def viewer(self, person: Person) -> Viewer:
        return viewer_of(person, self.program)

    def work(self) -> None:
        """Work off the queue, as the worker does; the worker forgets its session's rows, so they are taken in again."""
        work_off()
        rows = [self.program, self.council, self.facilitator, self.owner, *self.members, *self.seats]
        database.session.add_all(rows)


def viewer_of(person: Person, program: Program) -> Viewer:
    """Return the person as they act in the program."""
    return Viewer(person.id, person.name, program.id, people.roles_of(person.id, program.id), person.time_zone)


def make_table(seats: int = 3, *, key: str = "northwind", quorum: int = 2) -> Table:
    """Return a council with so many members, a facilitator and an owner."""
    program = make_program(key)
    facilitator = make_person(f"facilitator@{key}.example", "facilitator", program=program)
    owner = make_person(f"owner@{key}.example", "program_owner", program=program)
    members = [make_person(f"member{number}@{key}.example") for number in range(seats)]
    partners = [make_partner(program, f"{key}-{number}", ROLES[number % 4]) for number in range(seats)]
    today = clock.now().date()
    term = {"term_starts": today - dt.timedelta(days=30), "term_ends": today + dt.timedelta(days=300)}
    with transaction():
        council = services.create_council(program.id, f"{key} council", quorum=quorum, by=None)
        given = [
            services.give_seat(council, member, partner, partner.roles[0], **term, by=None)
            for member, partner in zip(members, partners, strict=True)
        ]
    return Table(program, council, facilitator, owner, members, given)


def make_ballot(
    table: Table,
    *,
    secret: bool = True,
    threshold: str = "majority",
    quorum: int = 1,
    days: int = 7,
    recused: dict[int, str] | None = None,
    subject: str = SUBJECT,
) -> Ballot:
    """Return an open ballot of the council."""
    with transaction():
        return services.open_ballot(
            table.council,
            subject,
            "Adopt as proposed?",
            secret=secret,
            threshold=threshold,
            quorum=quorum,
            closes_at=clock.now() + dt.timedelta(days=days),
            recused=recused or {},
            by=table.viewer(table.facilitator),
        )


def vote(table: Table, ballot: Ballot, number: int, choice: str) -> None:
    """Let the member with this number vote."""
    member = table.members[number]
    with transaction():
        services.cast(ballot, table.seats[number], choice, by=table.viewer(member))


def make_session(table: Table, *, days: int = 3, title: str = "Winter session") -> CouncilSession:
    """Return a planned session."""
    with transaction():
        return services.plan_session(table.council, title, clock.now() + dt.timedelta(days=days), by=None)
