"""The list of partners and a partner's page, as people see them."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import ChoiceLoader, DictLoader

from app.db import transaction
from app.identity.permissions import PERMISSIONS, Role
from app.programs import queries, sections, services
from tests.people import make_contact, make_partner, make_person, make_program, sign_in
from tests.program_makers import stored


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.get_data(as_text=True)


@pytest.fixture
def owner(client: FlaskClient) -> FlaskClient:
    """A program owner's browser."""
    sign_in(client, make_person("owner@vendor.example", "program_owner", program=make_program()))
    return client


def test_an_empty_program_says_what_to_do(owner: FlaskClient) -> None:
    page = text_of(owner, "/partners")
    assert "There are no partners yet." in page
    assert 'href="/partners/import"' in page


def test_whoever_may_not_bring_partners_in_is_not_offered_it(client: FlaskClient) -> None:
    sign_in(client, make_person("ann@vendor.example", "analyst", program=make_program()))
    page = text_of(client, "/partners")
    assert "The program owner brings them in" in page
    assert "/partners/import" not in page


def test_the_list_narrows_by_role_market_country_and_name(owner: FlaskClient) -> None:
    program = queries.the_program(None)
    make_partner(program, "A1", "msp", "reseller")
    make_partner(program, "B2", "builder", market="emerging", country="IN")
    everyone = text_of(owner, "/partners")
    assert "2\N{NO-BREAK SPACE}partners in 2\N{NO-BREAK SPACE}countries" in everyone
    assert "Partner A1" in everyone
    assert "India" in everyone
    for asked in ("role=reseller", "market=mature", "country=DE", "search=r+a1", "search=A1"):
        page = text_of(owner, f"/partners?{asked}")
        assert ("Partner A1" in page, "Partner B2" in page) == (True, False), asked
    assert "No partner fits" in text_of(owner, "/partners?search=nobody")
    assert "Partner B2" in text_of(owner, "/partners?role=wizard&search=%00&page=99")


def test_fifty_partners_are_on_a_page_and_the_search_is_kept(owner: FlaskClient) -> None:
    program = queries.the_program(None)
    for number in range(51):
        make_partner(program, f"P{number:02}")
    first = text_of(owner, "/partners?market=mature")
    assert "Partner P49" in first
    assert "Partner P50" not in first
    assert "market=mature&amp;page=2" in first
    assert "Partner P50" in text_of(owner, "/partners?market=mature&page=2")


def test_a_partner_is_shown_with_roles_people_and_newest_metrics(owner: FlaskClient) -> None:
    program = queries.the_program(None)
    partner = make_partner(program, "A1", "msp", "service_provider")
    make_contact(partner, "kim@a1.example")
    reading = services.read_metrics(program.id, b"partner,metric,period,value\nA1,deals_won,2026-Q3,12.5\n")
    with transaction():
        services.import_metrics(queries.the_program(None), reading)
    page = text_of(owner, f"/partners/{stored(queries.the_program(None), 'A1').public_id}")
    for shown in ("MSP and service provider", "mature market", "Germany", "kim@a1.example", "Deals won", "12.5"):
        assert shown in page, shown


def test_a_partner_of_another_program_is_not_there(owner: FlaskClient) -> None:
    other = make_partner(make_program("southwind", "Southwind"), "Z1")
    address = f"/partners/{other.public_id}"
    assert owner.get(address).status_code == 404
    assert owner.post(f"{address}/contacts/x/leave").status_code == 404
    assert "Partner Z1" not in text_of(owner, "/partners")
    assert "Z1" not in text_of(owner, "/partners/export.csv")


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_what_its_verbs_allow(client: FlaskClient, role: Role) -> None:
    program = make_program()
    address = f"/partners/{make_partner(program, 'A1').public_id}"
    sign_in(client, make_person("one@vendor.example", role, program=program))
    pages = {
        "partners.see": ("/partners", "/partners/export.csv", address),
        "partners.import": ("/partners/import",),
        "metrics.import": ("/partners/metrics/import",),
    }
    for verb, addresses in pages.items():
        wanted = 200 if role in PERMISSIONS[verb] else 403
        assert [client.get(each).status_code for each in addresses] == [wanted] * len(addresses), verb


def test_a_stranger_is_sent_to_sign_in(client: FlaskClient) -> None:
    for address in ("/partners", "/partners/export.csv", "/partners/import", "/partners/metrics/import"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"].startswith("/sign-in")) == (303, True)


def test_the_download_can_start_no_formula_and_comes_in_again(owner: FlaskClient) -> None:
    program_id = queries.the_program(None).id
    content = (
        "external_id,name,roles,country,employees,annual_revenue_eur,joined\n"
        '=1+1,"=HYPERLINK(""http://evil.example"")",msp;builder,DE,7,1234.50,2021-03-15\n+5,@cmd,msp,,,,\n'
    )
    reading = services.read_partners(program_id, content.encode())
    with transaction():
        services.import_partners(queries.the_program(None), reading)
    answer = owner.get("/partners/export.csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert {row["name"] for row in rows} == {'\'=HYPERLINK("http://evil.example")', "'@cmd"}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "@", "-"))]
    (again,) = [one for one in services.read_partners(program_id, answer.data).partners if one.employees]
    assert (again.roles, again.annual_revenue_eur, again.joined) == (
        ("builder", "msp"),
        Decimal("1234.50"),
        date(2021, 3, 15),
    )


def test_names_that_look_like_markup_are_shown_as_text(owner: FlaskClient) -> None:
    content = b'external_id,name,roles\nX1,"<script>alert(1)</script>",msp\n'
    reading = services.read_partners(queries.the_program(None).id, content)
    with transaction():
        services.import_partners(queries.the_program(None), reading)
    assert "<script>alert" not in text_of(owner, "/partners")


def test_other_domains_can_add_a_section(app: Flask, owner: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    partner = make_partner(queries.the_program(None), "A1")
    template = "<p>{{ partner.name }} is {{ section.context.tier }}</p>"
    app.jinja_env.loader = ChoiceLoader([DictLoader({"tier.html": template}), app.jinja_env.loader])
    monkeypatch.setattr(sections, "_SECTIONS", [])
    sections.add_section(lambda partner, viewer: sections.Section("tier.html", {"tier": "gold"}))
    sections.add_section(lambda partner, viewer: None)
    assert "<p>Partner A1 is gold</p>" in text_of(owner, f"/partners/{partner.public_id}")
