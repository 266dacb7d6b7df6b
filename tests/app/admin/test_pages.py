"""The pages of administration: what they show, what they change, and to whom they are closed."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.audit import queries as audit
from app.audit import services as audit_log
from app.audit.models import AuditEntry
from app.db import database, transaction
from app.identity import queries, services
from app.identity.models import ApiToken, Person
from app.jobs.models import Job
from app.notify.models import OutboxMessage
from app.notify.services import write_message
from app.programs.models import Program
from tests.people import make_person, make_program, sign_in

PAGES = ["", "/people", "/permissions", "/jobs", "/outbox", "/audit", "/audit?check=1", "/health", "/tokens"]


@pytest.fixture
def program(app: Flask) -> Program:
    return make_program()


@pytest.fixture
def admin(client: FlaskClient, program: Program) -> Person:
    person = make_person("ada@northwind.example", "admin", program=program)
    sign_in(client, person)
    return person


def public_id_of(email: str) -> str:
    with transaction():
        person = queries.person_by_email(email)
        assert person is not None
        return person.public_id


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_on_an_empty_installation(client: FlaskClient, admin: Person, path: str) -> None:
    answer = client.get(f"/admin{path}")
    assert answer.status_code == 200
    assert "<h1>" in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_closed_to_other_roles_and_strangers(client: FlaskClient, program: Program, path: str) -> None:
    assert client.get(f"/admin{path}").location.startswith("/sign-in")
    sign_in(client, make_person("olaf@northwind.example", "program_owner", program=program))
    assert client.get(f"/admin{path}").status_code == 403


def test_a_person_is_added_with_roles_and_found(client: FlaskClient, admin: Person) -> None:
    fields = {"email": "New@Partner.example", "name": "Nora New", "roles": ["analyst", "executive"]}
    assert client.post("/admin/people", data=fields).status_code == 303
    page = client.get("/admin/people?search=nora").text
    assert "new@partner.example" in page
    assert "analyst, executive" in page
    assert "Nobody here has" in client.get("/admin/people?search=%25").text  # a letter, not a wildcard


def test_a_bad_address_keeps_what_was_typed(client: FlaskClient, admin: Person) -> None:
    answer = client.post("/admin/people", data={"email": "no address", "name": "Nora", "roles": ["analyst"]})
    assert answer.status_code == 422
    assert "no address" in answer.text
    assert client.post("/admin/people", data={"email": "a@b.example", "roles": ["emperor"]}).status_code == 422


def test_roles_are_given_and_taken_and_both_are_recorded(client: FlaskClient, admin: Person, program: Program) -> None:
    make_person("ben@northwind.example", "analyst", program=program)
    path = f"/admin/people/{public_id_of('ben@northwind.example')}"
    client.post(f"{path}/grants", data={"role": "facilitator"})
    assert "Facilitator" in client.get(path).text
    client.post(f"{path}/grants/analyst/take")
    assert client.get(path).status_code == 200
    assert client.post(f"{path}/grants/facilitator/take").location == "/admin/people"
    verbs = database.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)).all()
    assert list(verbs) == ["grant.give", "grant.take", "grant.take"]


def test_an_admin_cannot_take_the_role_from_themselves(client: FlaskClient, admin: Person) -> None:
    path = f"/admin/people/{public_id_of('ada@northwind.example')}/grants/admin/take"
    assert client.post(path).status_code == 409
    assert client.get("/admin").status_code == 200


def test_people_of_another_program_are_not_there(client: FlaskClient, admin: Person) -> None:
    make_person("far@other.example", "analyst", program=make_program("other", "Other"))
    path = f"/admin/people/{public_id_of('far@other.example')}"
    assert client.get(path).status_code == 404
    assert client.post(f"{path}/grants", data={"role": "admin"}).status_code == 404
    assert client.post(f"{path}/link").status_code == 404


def test_a_link_is_mailed_to_a_new_person_and_seen_in_the_outbox(client: FlaskClient, admin: Person) -> None:
    client.post("/admin/people", data={"email": "new@partner.example", "roles": ["analyst"]})
    client.post(f"/admin/people/{public_id_of('new@partner.example')}/link")
    page = client.get("/admin/outbox?search=new@partner").text
    assert "new@partner.example" in page
    message = database.session.scalars(select(OutboxMessage)).one()
    text = client.get(f"/admin/outbox/{message.public_id}").text
    assert '<a href="http://127.0.0.1:8000/sign-in/' in text


def test_the_sign_in_mail_of_somebody_in_two_programs_is_shown_in_neither(
    client: FlaskClient, admin: Person, program: Program
) -> None:
    both = make_person("both@northwind.example", "analyst", program=program)
    other = make_program("other", "Other")
    with transaction():
        both = queries.person(both.id)
        services.grant(both, other.id, "admin")
        services.send_sign_in_link(both)
    message = database.session.scalars(select(OutboxMessage)).one()
    assert client.get(f"/admin/outbox/{message.public_id}").status_code == 404


def test_a_failed_job_is_shown_with_its_error_and_tried_again(client: FlaskClient, admin: Person) -> None:
    with transaction():
        job = Job(task="themes.run", state="failed", attempts=5, error="ValueError: <b>no comments</b>")
        database.session.add(job)
        database.session.flush()
        path = f"/admin/jobs/{job.public_id}/retry"
    page = client.get("/admin/jobs?state=failed").text
    assert "&lt;b&gt;no comments&lt;/b&gt;" in page
    assert client.post(path).status_code == 303
    assert database.session.scalars(select(Job)).one().state == "queued"
    assert client.post(path).status_code == 409


def test_a_failed_job_of_another_program_is_neither_shown_nor_tried_again(client: FlaskClient, admin: Person) -> None:
    other = make_program("other", "Other")
    with transaction():
        job = Job(task="themes.run", state="failed", program_id=other.id, error="ValueError: theirs")
        database.session.add(job)
        database.session.flush()
        path = f"/admin/jobs/{job.public_id}/retry"
    assert "ValueError: theirs" not in client.get("/admin/jobs?state=failed").text
    assert client.post(path).status_code == 404


def test_what_is_written_in_mails_and_entries_is_not_markup(client: FlaskClient, admin: Person) -> None:
    with transaction():
        person = queries.person(admin.id)
        program_id = queries.grants_of(person.id)[0].program_id
        sent = write_message("notice", "n:1", person, "<script>1</script>", "<script>2</script>", program_id)
        audit_log.record("x", "y:<script>", by=None, program_id=program_id, text="<script>3</script>")
        assert sent is not None
        paths = ["/admin/outbox", f"/admin/outbox/{sent.public_id}", "/admin/audit"]
    for path in paths:
        assert "<script>" not in client.get(path).text.replace('<script src="', "")


def test_a_token_is_shown_once_and_stops_working_when_revoked(client: FlaskClient, admin: Person) -> None:
    from app.identity.api_tokens import token_by_secret

    page = client.post("/admin/tokens", data={"name": "Nightly import", "scopes": ["partners:write", "read"]}).text
    secret = page.split("<pre>")[1].split("</pre>")[0]
    assert secret not in client.get("/admin/tokens").text
    found = token_by_secret(secret)
    assert found is not None
    assert found.scopes == ["partners:write", "read"]
    client.post(f"/admin/tokens/{found.public_id}/revoke")
    assert token_by_secret(secret) is None
    assert database.session.scalars(select(ApiToken.token_hash)).one() != secret


def test_a_broken_chain_is_named_on_the_page(client: FlaskClient, admin: Person) -> None:
    with transaction():
        audit_log.record("first", "a:1", by=None)
        audit_log.record("second", "a:2", by=None)
    assert "The chain holds" in client.get("/admin/audit?check=1").text
    with transaction():
        database.session.scalars(select(AuditEntry).where(AuditEntry.verb == "first")).one().subject = "a:3"
    assert "Entry 1: was changed" in client.get("/admin/audit?check=1").text
    assert audit.count_entries() == 2


def test_the_table_of_rights_has_every_verb(client: FlaskClient, admin: Person) -> None:
    from app.identity.permissions import PERMISSIONS

    page = client.get("/admin/permissions").text
    assert page.count('<th scope="row">') == len(PERMISSIONS)
    assert "Run waves" in page


def test_long_lists_have_pages_that_keep_the_search(client: FlaskClient, admin: Person, program: Program) -> None:
    for number in range(52):
        make_person(f"p{number:02}@partner.example", "partner_contact", program=program)
    first = client.get("/admin/people?search=partner.example").text
    assert "search=partner.example&amp;page=2" in first
    assert client.get("/admin/people?search=partner.example&page=2").text.count("partner.example</small>") == 2
    assert client.get("/admin/people?page=99999999999999999999").status_code == 200
