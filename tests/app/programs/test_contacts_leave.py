"""Somebody who left a partner is asked no more; what they said keeps its origin."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import database
from app.identity import queries as people
from app.identity.models import Grant
from app.programs import queries
from app.programs.models import Contact
from tests.people import make_contact, make_partner, make_person, make_program, sign_in
from tests.program_makers import partner_file, row, run


@pytest.fixture
def contact(client: FlaskClient) -> Contact:
    """A contact, with a program owner signed in."""
    program = make_program()
    sign_in(client, make_person("owner@vendor.example", "program_owner", program=program))
    return make_contact(make_partner(program, "P1"), "kim1@partner1.example")


def address(contact: Contact) -> str:
    return f"/partners/{contact.partner.public_id}/contacts/{contact.person.public_id}/leave"


def test_who_left_is_kept_inactive_without_rights_until_a_file_names_them_again(
    app: Flask, client: FlaskClient, contact: Contact, tmp_path: Path
) -> None:
    program_id, person_id = contact.partner.program_id, contact.person_id
    assert client.post(address(contact)).status_code == 303
    database.session.rollback()
    assert [one.active for one in queries.contacts(contact.partner_id)] == [False]
    assert queries.active_contacts(program_id) == []
    assert people.roles_of(person_id, program_id) == set()
    run(app, "partners", "import", partner_file(tmp_path, row(1)))
    database.session.rollback()
    assert [one.active for one in queries.contacts(contact.partner_id)] == [True]
    assert people.roles_of(person_id, program_id) == {"partner_contact"}


def test_who_is_at_another_partner_too_keeps_their_rights(client: FlaskClient, contact: Contact) -> None:
    program, person_id = queries.the_program(None), contact.person_id
    elsewhere = make_partner(program, "P2")
    database.session.add(Contact(person_id=person_id, partner_id=elsewhere.id))
    database.session.commit()
    client.post(address(contact))
    database.session.rollback()
    assert people.roles_of(person_id, program.id) == {"partner_contact"}


def test_only_whoever_brings_partners_in_may_mark_it(client: FlaskClient, contact: Contact) -> None:
    sign_in(client, make_person("ann@vendor.example", "analyst", program=queries.the_program(None)))
    assert client.post(address(contact)).status_code == 403
    database.session.rollback()
    assert database.session.query(Grant).filter_by(person_id=contact.person_id).count() == 1
