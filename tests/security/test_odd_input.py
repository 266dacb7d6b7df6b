"""Whatever is sent, the answer is a page that says what is wrong: never a fault of the server, and nothing runs."""

import os
from random import Random

import pytest
from flask.testing import FlaskClient

from app.db import database
from app.programs.models import Partner
from tests.pulse_makers import links
from tests.security.filled import Filled, addresses

INJECTIONS = (
    "' OR 1=1 --",
    '"; DROP TABLE partner; --',
    "1) UNION SELECT email FROM person --",
    "%' ESCAPE '",
    "\\",
    "%_%",
    "{{ 7 * 191 }}",
    "${7*191}",
    "\N{NULL}null",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "9" * 400,
    "-1",
    "../../etc/passwd",
)
ASKED = ("search", "role", "market", "country", "state", "wave", "page", "since", "until", "as_at", "next", "sort", "q")
FIELDS = (
    "name", "title", "text", "label", "definition", "email", "roles", "role", "privacy", "k", "closes_at", "markets",
    "countries", "survey", "into", "to", "comment", "do", "part", "seen", "choice", "reason", "answer", "reasons",
    "threshold", "quorum", "secret", "starts_at", "minutes_long", "place", "subject", "outcome", "state", "for_you",
    "promised_by", "effective_on", "parameter", "after", "measure", "key", "direction", "by", "target", "theme",
    "wave", "program", "scopes", "person", "partner", "term_starts", "term_ends", "market", "parent", "concern_name",
    "blocking", "resolution", "password", "time_zone", "language", "document", "ease", "time_lost", "change", "again",
)  # fmt: skip
FINE = {200, 204, 302, 303, 400, 403, 404, 405, 409, 410, 413, 422, 429}


@pytest.mark.parametrize("turn", range(len(INJECTIONS) if os.environ.get("PARLEY_LONG_PROOFS") else 2))
def test_no_address_stumbles_over_what_is_asked(turn: int, filled: Filled, everyone: FlaskClient) -> None:
    for place, (rule, address) in enumerate(addresses("GET")):
        asked = {name: INJECTIONS[(place + nth + turn) % len(INJECTIONS)] for nth, name in enumerate(ASKED)}
        answer = everyone.get(address, query_string=asked)
        assert answer.status_code in FINE, (rule, answer.status_code)
        assert "1337" not in answer.text or rule == "/metrics", rule  # a figure there may be any number
    assert database.session.query(Partner).count() == 12


@pytest.mark.parametrize("seed", range(20 if os.environ.get("PARLEY_LONG_PROOFS") else 2))
def test_no_form_stumbles_over_random_text(seed: int, filled: Filled, everyone: FlaskClient) -> None:
    random = Random(seed)
    everyone.get(links()[-1])
    for rule, address in addresses("POST"):
        if rule in {"/sign-out", "/program"} or "sign-ins" in rule:
            continue
        sent = {field: odd(random) for field in FIELDS}
        answer = everyone.post(address, data=sent)
        assert answer.status_code in FINE, (rule, answer.status_code)


@pytest.mark.parametrize("seed", range(2))
def test_ids_made_of_anything_are_unknown(seed: int, filled: Filled, everyone: FlaskClient) -> None:
    random = Random(seed)
    for method in ("GET", "POST"):
        for rule, _ in addresses(method):
            if "<public_id>" in rule:
                made_up = "".join(random.choice("abcÄ%'\"; 019\\") for _ in range(12)).strip("/") or "x"
                address = rule.replace("<public_id>", made_up).replace("<int:change>", "9" * 30)
                address = address.replace("<any(csv, json, xlsx, html):kind>", "csv").replace("<about>", made_up)
                for name in ("<item_id>", "<person_id>", "<theme>", "<effect>", "<role>"):
                    address = address.replace(name, made_up)
                assert everyone.open(address, method=method).status_code in FINE, (rule, made_up)


def test_a_form_too_large_to_read_is_refused(filled: Filled, everyone: FlaskClient) -> None:
    everyone.get(links()[-1])
    for address in ("/p", "/p/draft", "/proposals/new", "/sign-in", "/councils", "/admin/people"):
        huge = {"text": "x" * 21_000_000, "change": "y"}
        assert everyone.post(address, data=huge).status_code == 413, address


def test_a_long_text_is_told_to_be_too_long(filled: Filled, everyone: FlaskClient) -> None:
    everyone.get(links()[-1])
    for address in ("/p", "/proposals/new", "/councils", "/admin/people", "/admin/tokens", "/sessions"):
        long = dict.fromkeys(FIELDS, "x" * 200_000)
        assert everyone.post(address, data={**long, "email": "a@b.example"}).status_code == 422, address


def odd(random: Random) -> str:
    """Return a text of any characters, sometimes one that looks like something."""
    if random.random() < 0.3:
        return random.choice(
            (*INJECTIONS, "", "0", "1e309", "NaN", "2026-13-45", "9999-12-31T23:59", "on", "msp", "yes")
        )
    return "".join(chr(random.choice((random.randrange(1, 128), random.randrange(0x80, 0xD7FF)))) for _ in range(30))
