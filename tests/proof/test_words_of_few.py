"""What too few organisations wrote is read by nobody, not even by those who name themes."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.themes import queries
from tests.people import make_person, make_program, sign_in
from tests.theme_makers import Said, make_closed_wave, make_clusters

pytestmark = pytest.mark.proof


def test_the_words_of_fewer_than_k_organisations_are_on_no_page_of_clusters(app: Flask, client: FlaskClient) -> None:
    program = make_program()
    sign_in(client, make_person("ana@northwind.example", "analyst", "program_owner", program=program))
    few = [Said(f"Only we sell to zebra farms, number {number}") for number in range(4)]
    twice = [Said(f"One firm wrote of zebra farms again {number}", organisation="same") for number in range(9)]
    many = [Said(f"Quotes come late, number {number}") for number in range(6)]
    wave = make_closed_wave(program, [*few, *twice, *many])
    groups = {"Farms": {"Farms": "Only we"}, "Again": {"Again": "again"}, "Quotes": {"Quotes": "Quotes"}}
    found = make_clusters(wave, groups)
    run = queries.runs(wave.program_id)[0]
    addresses = ["/themes/inbox", f"/themes/runs/{run.public_id}", f"/themes?wave={wave.public_id}&search=zebra"]
    cards = {label: f"/themes/clusters/{cluster.public_id}" for label, cluster in found.items()}
    addresses += [*cards.values(), *(f"{card}/alike" for card in cards.values())]
    pages = {address: client.get(address) for address in addresses}
    assert {answer.status_code for answer in pages.values()} == {200}
    assert [address for address, answer in pages.items() if "zebra farms" in answer.text] == []
    assert "Quotes come late" in pages[cards["Quotes"]].text
    for label in ("Farms", "Again"):
        assert "Too few organisations wrote these" in pages[cards[label]].text
        assert not [address for address, answer in pages.items() if label in answer.text], label
    assert "4\N{NO-BREAK SPACE}comments" not in "".join(answer.text for answer in pages.values())


def test_in_a_wave_that_names_people_every_word_can_be_read(app: Flask, client: FlaskClient) -> None:
    program = make_program()
    sign_in(client, make_person("ana@northwind.example", "analyst", program=program))
    wave = make_closed_wave(program, [Said(f"About zebra farms {n}") for n in range(2)], privacy="identified")
    make_clusters(wave, {"Farms": {"Farms": "zebra"}})
    assert "About zebra farms 1" in client.get("/themes/inbox").text
