"""The program, its people, partners, metrics and first rulebook."""

import csv
import io
from collections.abc import Sequence

from app.db import database
from app.demo.cast.metrics import METRICS, observations
from app.demo.cast.partners import DemoPartner
from app.demo.cast.staff import STAFF, council
from app.demo.load.moments import Calendar, at
from app.demo.story import NORTHWIND, story
from app.identity.models import Person
from app.identity.services import create_person, grant
from app.programs.core.partner_reader import read_partner_file
from app.programs.models import Metric, Program
from app.programs.services import create_program, import_metrics, import_partners, read_metrics
from app.rules import services as rules

FACTS = ("external_id", "name", "domain", "country", "market", "roles", "employees", "annual_revenue_eur", "joined")
FOUNDED = "2024-10-01"
RULEBOOK = NORTHWIND / "rulebook-2026.1.yaml"


def load_program(calendar: Calendar) -> Program:
    """Make the program."""
    told = story()["program"]
    with at(calendar.moment(FOUNDED)):
        return create_program(told["key"], told["name"], vendor="Northwind Cloud")


def load_staff(program: Program, calendar: Calendar) -> dict[str, Person]:
    """Make the vendor's people and return them by what they may do."""
    people = {}
    with at(calendar.moment(FOUNDED)):
        for member in STAFF:
            person = create_person(member.email, member.name)
            grant(person, program.id, member.grant)
            people[member.grant] = person
    return people


def load_partners(program: Program, partners: Sequence[DemoPartner], calendar: Calendar) -> None:
    """Take the partners in from a file, as an owner would."""
    most = max(len(partner.contacts) for partner in partners)
    header = [
        "external_id",
        "name",
        "domain",
        "country",
        "market",
        "roles",
        "employees",
        "annual_revenue_eur",
        "joined",
    ]
    for number in range(1, most + 1):
        start = "contact" if number == 1 else f"contact_{number}"
        header += [f"{start}_{fact}" for fact in ("name", "email", "language", "time_zone")]
    rows = [_partner_row(partner) for partner in partners]
    with at(calendar.moment(FOUNDED)):
        report = import_partners(program, read_partner_file(_csv(header, rows)))
    _must_be_whole(report.rejected)


def load_metrics(program: Program, calendar: Calendar) -> None:
    """Take eight quarters of observations in from a file."""
    with at(calendar.moment(FOUNDED)):
        for kind in METRICS:
            database.session.add(Metric(program_id=program.id, key=kind.key, name=kind.name, unit=kind.unit))
    rows = [(seen.partner_external_id, seen.metric, seen.period, seen.value) for seen in observations()]
    with at(calendar.moment("2026-10-12")):
        report = import_metrics(program, read_metrics(program.id, _csv(["partner", "metric", "period", "value"], rows)))
    _must_be_whole(report.rejected)


def load_rulebook(program: Program, calendar: Calendar) -> None:
    """Put the first rulebook into force."""
    with at(calendar.moment("2025-12-01")):
        rules.install_rulebook(
            program.id,
            "Northwind Cloud partner program",
            RULEBOOK.read_text(encoding="utf-8"),
            label="2026.1",
            effective_on=calendar.day("2026-01-01"),
            by=None,
        )


def seats_of_the_story(partners: Sequence[DemoPartner]) -> dict[int, str]:
    """Return the addresses of the council's members by the number of their seat."""
    return {number: seat.person_email for number, seat in enumerate(council(tuple(partners)), start=1)}


def _partner_row(partner: DemoPartner) -> list[object]:
    row: list[object] = [
        partner.external_id,
        partner.name,
        partner.domain,
        partner.country,
        partner.market,
        ";".join(partner.roles),
        partner.employees,
        partner.annual_revenue_eur,
        partner.joined.isoformat(),
    ]
    for contact in partner.contacts:
        row += [contact.name, contact.email, contact.language, contact.time_zone]
    return row


def _csv(header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    for row in rows:
        writer.writerow([*row, *[""] * (len(header) - len(row))])
    return stream.getvalue().encode()


def _must_be_whole(rejected: Sequence[object]) -> None:
    if rejected:
        raise RuntimeError(f"the demo's own file has a bad row: {rejected[0]}")
