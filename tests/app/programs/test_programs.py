"""Programs are made by command, each under its own key."""

import pytest
from flask import Flask

from app.programs import queries
from tests.people import make_contact, make_partner, make_person, make_program
from tests.program_makers import run, run_json


def test_a_program_is_made_and_listed(app: Flask) -> None:
    result = run(app, "programs", "create", "northwind", "--name", "Northwind Cloud")
    assert (result.exit_code, "partners import" in result.stderr) == (0, True)
    wanted = [{"key": "northwind", "name": "Northwind Cloud", "vendor": "Northwind Cloud"}]
    assert run_json(app, "programs", "list") == (0, wanted)
    assert run(app, "programs", "list").stdout == "northwind  Northwind Cloud\n"


@pytest.mark.parametrize(("key", "name"), [("North Wind", "N"), ("9north", "N"), ("north", "  "), ("taken", "N")])
def test_a_bad_key_an_empty_name_and_a_taken_key_are_refused(app: Flask, key: str, name: str) -> None:
    make_program("taken", "Taken")
    result = run(app, "programs", "create", key, "--name", name)
    assert result.exception is not None
    assert [program["key"] for program in run_json(app, "programs", "list")[1]] == ["taken"]


def test_without_a_program_the_lists_say_what_to_do(app: Flask) -> None:
    assert "programs create" in run(app, "programs", "list").stderr


def test_the_names_to_mask_are_those_of_contacts_staff_and_partners_and_the_vendor_stays(app: Flask) -> None:
    program = make_program()
    make_contact(make_partner(program, "P1", "msp"), "ada@p1.example")
    make_person("olga@northwind.example", "owner", program=program, name="Olga Brandt")
    people, companies, kept = queries.names_to_mask(program.id)
    assert (set(people), companies, set(kept)) == ({"Ada", "Olga Brandt"}, ["Partner P1"], {"Northwind Cloud"})
