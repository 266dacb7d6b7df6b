"""An analyst reads clusters with the keyboard alone, on the desk; on a phone and without scripts it works as well."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from app.db import database, transaction
from app.identity.models import Person
from app.pulse.models import InstrumentVersion
from app.themes import queries, services
from tests.databases import fresh_database
from tests.journeys.conftest import LOOKS, OpenWindow
from tests.journeys.served import Served, serve
from tests.journeys.small_program import QUESTIONNAIRE
from tests.journeys.walking import faults_of_page
from tests.journeys.windows import Window
from tests.people import make_person, make_program
from tests.theme_makers import Said, make_closed_wave, make_clusters, viewer_of

pytestmark = pytest.mark.journey

ANA = "ana@vendor.example"
TOPICS = ["portal", "price", "exam", "quote", "support", "margin", "training", "event", "contract", "lead", "invoice"]
"""One cluster each; the twelfth, “Tiers”, has two finer groups."""


@pytest.fixture
def twelve(tmp_path: Path) -> Iterator[Served]:
    """Twelve clusters of a wave that wait to be read, and where their comments lie."""
    with fresh_database("sqlite", tmp_path) as url, serve(tmp_path, Path(url[10:])) as served:
        with served.storage():
            program = make_program()
            make_person(ANA, "analyst", program=program, name="Ana")
            said = [Said(f"The {topic} of number {n} is a trouble") for topic in TOPICS for n in range(8)]
            said += [Said(f"The {tier} tier is out of reach {n}") for tier in ("gold", "silver") for n in range(6)]
            wave = make_closed_wave(program, said)
            with transaction():
                database.session.scalars(select(InstrumentVersion)).one().document = json.loads(QUESTIONNAIRE)
            groups = {f"About the {topic}": {"": topic} for topic in TOPICS}
            make_clusters(wave, {"Tiers": {"Gold": "gold", "Silver": "silver"}} | groups)
            rows = queries.comments_to_group(wave.id)
            with transaction():
                services.store_vectors([row.id for row in rows], np.ones((len(rows), 384), dtype=np.float32))
                for cluster in queries.clusters_to_read(program.id):
                    cluster.centroid = np.ones(384, dtype="<f4").tobytes()
        yield served


def press(window: Window, *keys: str) -> None:
    """Press keys that stay on the page, one after the other."""
    for key in keys:
        window.page.keyboard.press(key)


def go(window: Window, *keys: str) -> None:
    """Press keys of which the last leads to another page, and wait for it."""
    press(window, *keys[:-1])
    with window.page.expect_navigation():
        window.page.keyboard.press(keys[-1])


def typed(window: Window, key: str, text: str) -> None:
    """Press the key of a field, write into it, and send it with Enter."""
    press(window, key)
    window.page.keyboard.type(text)
    go(window, "Enter")


def left(served: Served) -> list[str]:
    with served.storage():
        return [one.label for one in queries.clusters_to_read(1)]


def test_twelve_clusters_are_read_with_the_keyboard_alone(twelve: Served, open_window: OpenWindow) -> None:
    window = open_window(twelve, email=ANA)
    window.open("/themes/inbox")
    window.sees("1 of 12")
    go(window, "s", "Enter")  # the button that splits has the focus
    assert left(twelve)[-2:] == ["Gold", "Silver"]
    window.sees("Ana split the cluster “Tiers” into 2.")
    go(window, "u")
    assert len(left(twelve)) == 12

    press(window, "?", "Tab", "Space", "j", "d")  # keys turned off do nothing
    window.sees("1 of 12")
    press(window, "Space")

    typed(window, "a", "Tiers are out of reach")
    window.sees("2 of 12")
    window.sees("Ana accepted “Tiers are out of reach” as a theme.")
    typed(window, "m", "out of")
    window.sees("into “Tiers are out of reach”")
    go(window, "j")
    go(window, "k")
    typed(window, "r", "A dear price")
    window.sees("A dear price")
    press(window, "x", "x", "x", "v")  # to the first comment, two ticked, where to
    window.page.keyboard.type("no cl")
    go(window, "Tab", "Enter")
    window.sees("6 comments of")
    go(window, "l")
    window.sees("More like “A dear price”")
    go(window, "x", "x", "v")
    window.sees("7 comments of")
    go(window, "1")
    for number in range(9):
        go(window, *("d" if number % 2 else "a Enter").split())
    window.sees("All is read")
    assert left(twelve) == []
    with twelve.storage():
        assert len(queries.themes(1)) == 6


def test_what_was_typed_is_kept_when_a_colleague_was_faster(twelve: Served, open_window: OpenWindow) -> None:
    window = open_window(twelve, email=ANA)
    window.expected.add(409)
    window.open("/themes/inbox")
    press(window, "a")
    window.page.keyboard.type("What I think")
    with twelve.storage():
        program_id = 1
        bo = make_person("bo@vendor.example", name="Bo")
        first = queries.clusters_to_read(program_id)[0]
        from app.programs.queries import program

        by = viewer_of(database.session.get_one(Person, bo.id), program(program_id))
        with transaction():
            services.discard(queries.cluster(program_id, first.public_id), by=by)
    go(window, "Enter")
    window.sees("Somebody else was faster: Bo discarded the cluster “Tiers”.")
    window.sees("You had typed: “What I think”")
    assert faults_of_page(window) == []


@pytest.mark.parametrize(("width", "scheme", "javascript"), [*((*look, True) for look in LOOKS), (390, "light", False)])
def test_every_part_of_the_inbox_is_sound(
    twelve: Served, open_window: OpenWindow, width: int, scheme: str, javascript: bool
) -> None:
    window = open_window(twelve, width=width, scheme=scheme, javascript=javascript, email=ANA)
    window.open("/themes/inbox")
    for part in window.page.locator("main details:visible").all():
        part.locator("summary").first.click()
    assert not javascript or faults_of_page(window) == []
    window.expected.add(422)
    window.page.locator("#name").fill("A name")
    window.press("Accept as a theme")
    window.page.locator("#name").fill("A name")
    window.press("Accept as a theme")
    window.sees("There is a theme called “A name” already")
    assert not javascript or faults_of_page(window) == []
    window.page.locator("#into").fill("bananas")
    window.press("Merge")
    window.sees("No theme in the codebook is called “bananas”")
    assert not javascript or faults_of_page(window) == []
    window.press("More like this")
    window.sees("the most alike first")
    assert not javascript or faults_of_page(window) == []
    window.page.locator(".said input").first.check()
    window.page.locator("main").get_by_role("button", name="Take the ticked ones in").click()
    window.sees("Ana took a comment into")
    window.unfold("What was done lately")
    window.page.locator(".lately button").first.click()
    window.sees("undone")
