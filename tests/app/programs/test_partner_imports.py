"""What bringing a file in changes, and what it leaves alone."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.db import database, transaction
from app.identity import queries as people
from app.identity.models import Grant, Person
from app.programs import queries, services
from app.programs.models import Contact, PartnerRole
from app.shared.errors import ConflictError
from tests.people import make_contact, make_partner, make_program
from tests.program_makers import HEADER, partner_file, row, run, run_json, stored


def count(table: type) -> int:
    return database.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_partner_comes_with_facts_roles_and_people_who_may_see_what_became_of_their_answers(
    app: Flask, tmp_path: Path
) -> None:
    program = make_program()
    code, document = run_json(app, "partners", "import", partner_file(tmp_path, row(1, roles="MSP; Reseller")))
    assert (code, document["created"], document["updated"], document["stored"]) == (0, 1, 0, True)
    partner = stored(program, "P1")
    assert (partner.roles, partner.country, partner.employees) == (("msp", "reseller"), "DE", 40)
    (contact,) = queries.contacts(partner.id)
    assert (contact.person.email, contact.active) == ("kim1@partner1.example", True)
    assert people.roles_of(contact.person_id, program.id) == {"partner_contact"}


def test_the_same_file_again_changes_nothing(app: Flask, tmp_path: Path) -> None:
    make_program()
    path = partner_file(tmp_path, row(1), row(2, roles="builder; msp"))
    run(app, "partners", "import", path)
    before = [count(table) for table in (Person, Contact, Grant, PartnerRole)]
    _, document = run_json(app, "partners", "import", path)
    database.session.rollback()
    assert (document["created"], document["updated"]) == (0, 2)
    assert [count(table) for table in (Person, Contact, Grant, PartnerRole)] == before


def test_an_update_keeps_what_the_file_has_no_column_for_and_empties_what_it_left_blank(
    app: Flask, tmp_path: Path
) -> None:
    program = make_program()
    run(app, "partners", "import", partner_file(tmp_path, row(1)))
    path = partner_file(tmp_path, "P1,New name,builder,", header="external_id,name,roles,country")
    assert run(app, "partners", "import", path).exit_code == 0
    database.session.rollback()
    partner = stored(program, "P1")
    assert (partner.name, partner.roles, partner.country) == ("New name", ("builder",), None)
    assert (partner.domain, partner.employees, partner.market) == ("partner1.example", 40, "mature")
    assert len(queries.contacts(partner.id)) == 1


def test_somebody_known_keeps_their_name_and_is_one_person_at_two_partners(app: Flask, tmp_path: Path) -> None:
    program = make_program()
    make_contact(make_partner(program, "P9"), "kim1@partner1.example")
    run(app, "partners", "import", partner_file(tmp_path, row(1, contact_name="Another Name")))
    database.session.rollback()
    person = people.person_by_email("kim1@partner1.example")
    assert person is not None
    assert person.name == "Kim1"
    assert count(Contact) == 2
    assert count(Grant) == 1


def test_a_person_whom_a_later_file_does_not_name_stays(app: Flask, tmp_path: Path) -> None:
    program = make_program()
    run(app, "partners", "import", partner_file(tmp_path, row(1)))
    run(app, "partners", "import", partner_file(tmp_path, row(1, contact_email="new@partner1.example")))
    database.session.rollback()
    found = queries.contacts(stored(program, "P1").id)
    assert [(one.person.email, one.active) for one in found] == [
        ("kim1@partner1.example", True),
        ("new@partner1.example", True),
    ]


def test_a_dry_run_counts_and_stores_nothing(app: Flask, tmp_path: Path) -> None:
    program = make_program()
    make_partner(program, "P2")
    path = partner_file(tmp_path, row(1), row(2))
    code, document = run_json(app, "partners", "import", path, "--dry-run")
    assert (code, document["created"], document["updated"], document["stored"]) == (0, 1, 1, False)
    assert len(queries.partners(program.id)) == 1
    assert (
        "Checked only: nothing is stored. 2 partners can be" in run(app, "partners", "import", path, "--dry-run").stdout
    )


def test_a_domain_of_another_partner_of_the_program_is_refused_but_not_of_another_program(
    app: Flask, tmp_path: Path
) -> None:
    make_program()
    make_program("southwind", "Southwind")
    run(app, "partners", "import", partner_file(tmp_path, row(1)), "--program", "northwind")
    path = partner_file(tmp_path, row(2, domain="WWW.partner1.example"))
    code, document = run_json(app, "partners", "import", path, "--program", "northwind")
    assert (code, document["rejected"][0]["reason"]) == (2, "duplicate")
    assert run(app, "partners", "import", path, "--program", "southwind").exit_code == 0


def test_columns_can_be_named_and_a_bad_name_is_bad_usage(app: Flask, tmp_path: Path) -> None:
    program = make_program()
    path = partner_file(tmp_path, "P1,Acme,msp", header="Number,Firm,Kind")
    named = ["--map", "Number=external_id", "--map", "Firm=name", "--map", "Kind=roles"]
    assert run(app, "partners", "import", path, *named).exit_code == 0
    assert stored(program, "P1").name == "Acme"
    assert run(app, "partners", "import", path, "--map", "Firm").exit_code == 2


def test_faults_are_told_by_line_and_column_with_what_to_do(app: Flask, tmp_path: Path) -> None:
    make_program()
    result = run(app, "partners", "import", partner_file(tmp_path, row(1), row(2, employees="forty")))
    assert result.exit_code == 2
    assert "line 3, employees: “forty” is not a number." in result.stderr
    assert "leave them out with --skip-bad" in result.stderr
    assert result.stdout == "Nothing is stored. 1 partner can be: 1 new, 0 known already.\n"


def test_another_encoding_than_the_named_one_is_refused_as_a_whole(app: Flask, tmp_path: Path) -> None:
    make_program()
    path = tmp_path / "latin.csv"
    path.write_bytes(f"{HEADER}\n{row(1, name='Müller')}\n".encode("cp1252"))
    code, document = run_json(app, "partners", "import", path, "--encoding", "utf-8", "--skip-bad")
    assert (code, [bad["reason"] for bad in document["rejected"]]) == (2, ["bad_encoding"])
    assert run(app, "partners", "import", path).exit_code == 0


def test_a_file_of_a_hundred_megabytes_is_refused_unread(app: Flask, tmp_path: Path) -> None:
    make_program()
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    code, document = run_json(app, "partners", "import", path)
    assert (code, document["rejected"][0]["reason"]) == (2, "too_large")


def test_an_import_is_in_the_audit_log(app: Flask, tmp_path: Path) -> None:
    program = make_program()
    run(app, "partners", "import", partner_file(tmp_path, row(1)))
    entry = database.session.scalar(select(AuditEntry).where(AuditEntry.verb == "partners.import"))
    assert entry is not None
    assert (entry.program_id, entry.details["created"]) == (program.id, 1)


def test_a_domain_given_away_since_the_file_was_read_stops_the_import(app: Flask) -> None:
    program = make_program()
    first = services.read_partners(program.id, f"{HEADER}\n{row(1)}\n".encode())
    second = services.read_partners(program.id, f"{HEADER}\n{row(2, domain='partner1.example')}\n".encode())
    with transaction():
        services.import_partners(queries.the_program(None), first)
    with pytest.raises(ConflictError, match=r"partner1\.example"), transaction():
        services.import_partners(queries.the_program(None), second)
    assert [one.external_id for one in queries.partners(queries.the_program(None).id)] == ["P1"]
