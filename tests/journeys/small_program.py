"""A small program for one sentence's journey: twenty partners, rules, figures, a council of five; no survey yet."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Sequence

from app.council import services as council
from app.db import transaction
from app.identity.services import create_person, grant
from app.programs import queries as programs
from app.programs import services
from app.programs.core.partner_reader import read_partner_file
from tests.rules_makers import RULES, make_rulebook

NAMES = ["Ada", "Bo", "Cleo", "Dov", "Edda", "Finn", "Gwen", "Hugo", "Ines", "Jan"]
NAMES += ["Kaya", "Lars", "Mina", "Nils", "Olga", "Piet", "Qadir", "Rosa", "Sven", "Tara"]
EMAILS = [f"{name.lower()}@partner{number}.example" for number, name in enumerate(NAMES, start=1)]
CLEO = EMAILS[2]
"""Writes the sentence, for a managed service provider with four engineers, one too few for Gold."""
RECUSED = EMAILS[0]
"""Sits in the council for a partner that the change would move."""
MEMBERS = [EMAILS[1], EMAILS[4], EMAILS[10], EMAILS[11]]
OWNER, ANALYST, FACILITATOR, ADMIN = (f"{who}@vendor.example" for who in ("olivia", "anton", "frida", "adam"))
STAFF = {OWNER: "program_owner", ANALYST: "analyst", FACILITATOR: "facilitator", ADMIN: "admin"}

SENTENCE = "Two engineers left and we lost Gold by Friday"
BEFORE = [
    "Certification is a cliff: one engineer leaves and we lose our Gold tier",
    "We lost Gold because one certified engineer left for another company",
    SENTENCE,
    "Five certified engineers for Gold is too many for a company of our size",
    "The number of certified engineers for Gold is a cliff for small partners",
    "When an engineer leaves, our Gold tier is gone within a week",
    "Lower the number of certified engineers that Gold needs",
    "Gold should not depend on a fifth certified engineer",
    "An engineer resigned and our Gold status was gone, after nine years",
    "We train engineers, they leave, and then we lose Gold again",
    "Quotes take five days and by then the customer has bought elsewhere",
    "Please answer quotes within a day, we lose deals while we wait",
    "Waiting for a special price quote costs us deals every month",
    "The quote desk is slow, a quote for a small deal took a week",
    "Faster quotes please, our customers wait for a price",
    "A price quote should take hours and not days",
    "Quotes come too late to win the deal",
    "We wait for quotes longer than the customer waits for us",
    "The quote for our biggest deal came after the customer had signed elsewhere",
    "Special prices take too long, the quote came after a week",
]
AFTER = [*(f"{said}, still" for said in BEFORE[10:]), *(f"{said}, as last year" for said in BEFORE[10:])]
"""A year later nobody writes of engineers any more."""
QUESTIONNAIRE = json.dumps(
    {
        "title": "Partner pulse",
        "pages": [
            {
                "name": "one",
                "elements": [
                    {"type": "rating", "name": "ease", "title": "How easy is it?", "rateMin": 0, "rateMax": 10},
                    {"type": "comment", "name": "change", "title": "What should we change first?"},
                ],
            }
        ],
    }
)


def make_small_program() -> int:
    """Store the program and return its row."""
    with transaction():
        program = services.create_program("northwind", "Northwind Partners", vendor="Northwind Cloud")
        program_id = program.id
        for email, role in STAFF.items():
            grant(create_person(email, f"{email.split('@')[0].title()} Vendor", time_zone="UTC"), program_id, role)
        report = services.import_partners(program, read_partner_file(partners_file()))
        assert not report.rejected
        report = services.import_metrics(program, services.read_metrics(program_id, metrics_file("2026-Q3")))
        assert not report.rejected
    make_rulebook(programs.program(program_id), RULES)
    with transaction():
        _make_council(program_id)
    return program_id


def partners_file() -> bytes:
    """Return the partners as a CSV file: ten of each role, half of each in mature markets."""
    rows = [
        (f"p{number}", f"Partner {number}", "DE", market_of(number), "msp" if number <= 10 else "reseller", name, email)
        for number, (name, email) in enumerate(zip(NAMES, EMAILS, strict=True), start=1)
    ]
    return _csv(("external_id", "name", "country", "market", "roles", "contact_name", "contact_email"), rows)


def metrics_file(period: str, more: int = 0) -> bytes:
    """Return engineers and revenue of a quarter as a CSV file; with `more` EUR for each than the partner had."""
    rows: list[tuple[str, str, str, int]] = []
    for number in range(1, 21):
        engineers = 4 if number in {1, 3, 9} else 5
        rows.append((f"p{number}", "certified_engineers", period, engineers))
        rows.append((f"p{number}", "annual_revenue_eur", period, 600_000 + 1000 * number + more * (1 + number % 3)))
    return _csv(("partner", "metric", "period", "value"), rows)


def market_of(number: int) -> str:
    """Return the market of the partner with this number."""
    return "mature" if number % 2 else "emerging"


def _make_council(program_id: int) -> None:
    table = council.create_council(program_id, "Partner council", quorum=3, by=None)
    term = {"term_starts": dt.date(2026, 1, 1), "term_ends": dt.date(2027, 12, 31)}
    contacts = {contact.person.email: contact for contact in programs.active_contacts(program_id)}
    for email in (RECUSED, *MEMBERS):
        partner = contacts[email].partner
        council.give_seat(table, contacts[email].person, partner, partner.roles[0], **term, by=None)


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([header, *rows])
    return stream.getvalue().encode()
