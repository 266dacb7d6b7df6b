"""Pages beside the demo's: a program with nothing in it yet, figures too small to show, errors, and the pulse."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db import transaction
from app.identity.permissions import Role
from app.identity.services import create_person, grant
from app.programs.queries import the_program
from tests.databases import fresh_database
from tests.journeys.conftest import LOOKS, OpenWindow
from tests.journeys.served import Served, serve
from tests.journeys.walking import Walk, faults_of_page
from tests.people import make_program
from tests.pulse_makers import answer, close, invitations, make_wave

pytestmark = pytest.mark.journey

EVERYTHING = "una@vendor.example"
"""Has every role, so that one walk sees all pages."""
FIRST_STEPS = {
    "/waves": "Import a questionnaire",
    "/surveys": "Import",
    "/themes": "wave",
    "/proposals": "theme",
    "/councils": "council",
    "/sessions": "council",
    "/rulebook": "Install a rulebook",
    "/outcomes": "Go to the themes",
    "/effects": "Go to the proposals",
    "/partners": "file",
    "/scorecards": "rule",
    "/what-changed": "answers what partners say after each pulse",
    "/changes": "Nothing has been answered yet",
}
"""What the page of a place says that one should do first."""


@pytest.fixture
def new_world(tmp_path: Path) -> Iterator[Served]:
    """An empty program with one person in it."""
    with fresh_database("sqlite", tmp_path) as url, serve(tmp_path, Path(url[10:])) as served:
        with served.storage():
            program = make_program()
            with transaction():
                person = create_person(EVERYTHING, "Una Vendor")
                for role in Role:
                    grant(person, program.id, role)
        yield served


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_program_with_nothing_in_it_says_at_each_place_what_to_do_first(
    new_world: Served, open_window: OpenWindow, width: int, scheme: str
) -> None:
    window = open_window(new_world, width=width, scheme=scheme, email=EVERYTHING)
    for path, first_step in FIRST_STEPS.items():
        window.open(path)
        empty = " ".join(window.page.locator("main .empty").all_inner_texts())
        assert first_step in empty, (path, window.shown)
    faults = Walk().faults(window)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_figures_of_too_few_are_shown_as_hidden(
    new_world: Served, open_window: OpenWindow, width: int, scheme: str
) -> None:
    with new_world.storage():
        wave = make_wave(the_program(None), partners=4)
        for invitation in invitations(wave):
            answer(invitation, change="The portal is slow")
        close(wave)
        path = f"/waves/{wave.public_id}"
    window = open_window(new_world, width=width, scheme=scheme, email=EVERYTHING)
    window.open(path)
    window.sees("fewer than 5 organisations")
    assert "The portal is slow" not in window.page.content()
    faults = Walk().faults(window, (path, "/", "/themes", "/reports"))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_errors_say_what_happened_and_where_to_go(
    demo: Served, people: dict[Role, str], open_window: OpenWindow, width: int, scheme: str
) -> None:
    used = demo.sign_in_link(people[Role.partner_contact]).removeprefix(demo.address)
    window = open_window(demo, width=width, scheme=scheme)
    window.open(used)
    window.press("Continue")
    window.expected |= {403, 404, 410}
    for path, status in (("/waves", 403), ("/nowhere", 404), ("/proposals/01kjcjtam05mgm712z2aqd0qyt", 403)):
        assert window.open(path) == status
        assert window.page.locator("main a").count(), window.shown
        assert faults_of_page(window) == []
    stranger = open_window(demo, width=width, scheme=scheme)
    stranger.expected |= {404, 410}
    for path in (used, "/p/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"):
        assert stranger.open(path) in {404, 410}
        assert faults_of_page(stranger) == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_of_a_pulse_is_sound(own_demo: Served, open_window: OpenWindow, width: int, scheme: str) -> None:
    window = open_window(own_demo, width=width, scheme=scheme)
    window.open(own_demo.personal_link())
    walk = Walk()
    faults = walk.faults(window, ("/p", "/p/privacy", "/p/what-changed"))
    window.open("/p")
    window.press("Save and finish later")
    faults += faults_of_page(window)
    window.open("/p")
    window.expected.add(422)
    window.press("Send my answers")
    window.sees("There is something to put right")
    faults += faults_of_page(window)
    for rating in window.page.locator(".scale").all():
        rating.locator("label").nth(7).click()
    window.press("Send my answers")
    window.sees("Thank you")
    faults += walk.faults(window, ("/p/thanks", "/p?change=1"))
    assert not faults, "\n".join(faults)
