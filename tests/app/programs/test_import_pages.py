"""Bringing files in on a page."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db import database
from app.programs import queries
from app.programs.views import imports
from app.shared.tables import TableLimits
from tests.people import make_partner, make_person, make_program, sign_in
from tests.program_makers import HEADER, row

GOOD, BAD = row(1), row(2, employees="forty")


@pytest.fixture(autouse=True)
def owner(client: FlaskClient) -> None:
    sign_in(client, make_person("owner@vendor.example", "program_owner", program=make_program()))


def send(
    client: FlaskClient, *rows: str, header: str = HEADER, to: str = "/partners/import", **ticks: str
) -> TestResponse:
    content = "\n".join([header, *rows, ""]).encode()
    return client.post(to, data={"file": (io.BytesIO(content), "partners.csv"), **ticks})


def partners() -> int:
    database.session.rollback()
    return len(queries.partners(queries.the_program(None).id))


def test_a_good_file_leads_to_the_list_and_says_what_was_stored(client: FlaskClient) -> None:
    answer = send(client, GOOD)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/partners")
    assert "Stored 1 partner: 1 new, 0 known already." in client.get("/partners").text


def test_faults_are_listed_by_line_and_nothing_is_stored(client: FlaskClient) -> None:
    answer = send(client, GOOD, BAD)
    assert answer.status_code == 422
    for shown in ("Nothing is stored", ">3<", "employees", "“forty” is not a number"):
        assert shown in answer.text
    assert partners() == 0


def test_leaving_rows_out_stores_the_others_and_still_lists_the_faults(client: FlaskClient) -> None:
    answer = send(client, GOOD, BAD, leave_out="y")
    assert answer.status_code == 200
    assert "1 line left out" in answer.text
    assert "“forty”" in answer.text
    assert partners() == 1


def test_only_checking_stores_nothing(client: FlaskClient) -> None:
    answer = send(client, GOOD, only_check="y")
    assert (answer.status_code, "Checked only: nothing is stored" in answer.text) == (200, True)
    assert partners() == 0


def test_the_form_can_say_how_dates_are_written(client: FlaskClient) -> None:
    assert send(client, row(1, joined="03/04/2021")).status_code == 422
    assert send(client, row(1, joined="03/04/2021"), date_format="DD/MM/YYYY").status_code == 303


def test_a_form_without_a_file_says_so(client: FlaskClient) -> None:
    answer = client.post("/partners/import", data={})
    assert (answer.status_code, "Choose a CSV or XLSX file." in answer.text) == (422, True)


def test_a_file_beyond_the_size_that_pages_take_is_refused(app: Flask, client: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1024
    assert send(client, *[row(number) for number in range(100)]).status_code == 413
    assert partners() == 0


def test_more_rows_than_a_page_can_wait_for_are_refused(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "WAITED_FOR", TableLimits(rows=1))
    answer = send(client, row(1), row(2))
    assert (answer.status_code, "more than 1 rows" in answer.text) == (422, True)


def test_observations_come_in_on_a_page_too(client: FlaskClient) -> None:
    make_partner(queries.the_program(None), "P1")
    header, address = "partner,metric,period,value", "/partners/metrics/import"
    assert send(client, "P1,deals,2026-Q3,lots", header=header, to=address).status_code == 422
    assert send(client, "P1,deals,2026-Q3,4", header=header, to=address).status_code == 303
    database.session.rollback()
    assert queries.metric(queries.the_program(None).id, "deals") is not None


@pytest.mark.parametrize("address", ["/partners/import", "/partners/metrics/import", "/partners/x/contacts/y/leave"])
def test_a_form_from_another_site_is_refused(app: Flask, client: FlaskClient, address: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert send(client, GOOD, to=address).status_code == 400
    assert partners() == 0
