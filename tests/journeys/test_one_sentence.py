"""One partner's sentence goes round the whole loop: asked, heard, proposed, decided, adapted, told, measured."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.outcomes.tasks import fulfil_plans
from app.shared import clock
from tests.conftest import NOW
from tests.databases import fresh_database
from tests.journeys import small_program as small
from tests.journeys import small_story as on
from tests.journeys.conftest import OpenWindow
from tests.journeys.served import Served, serve
from tests.journeys.small_story import Story

pytestmark = pytest.mark.journey

NEW_YEAR = dt.datetime(2027, 1, 2, 8, 0, tzinfo=dt.UTC)
SPRING = dt.datetime(2027, 4, 12, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def small_world(tmp_path: Path) -> Iterator[Served]:
    """The small program, served, with the time held."""
    with clock.fixed(NOW), fresh_database("sqlite", tmp_path) as url, serve(tmp_path, Path(url[10:])) as served:
        yield served


@pytest.fixture(params=[(1280, True), (390, True), (1280, False)], ids=["desk", "phone", "without JavaScript"])
def story(request: pytest.FixtureRequest, small_world: Served, open_window: OpenWindow) -> Story:
    width, javascript = request.param
    with small_world.storage():
        program_id = small.make_small_program()
    return Story(small_world, open_window, program_id, width, javascript)


def test_one_sentence_goes_round_the_loop(story: Story) -> None:
    on.import_questionnaire(story)
    on.open_wave(story, "2026-Q4", "2026-12-08")
    on.answer_on_the_phone(story, on.take_link(story, small.CLEO))
    on.let_the_others_answer(story, small.BEFORE, 2, without=small.CLEO)
    on.close_wave(story, "2026-Q4")
    assert on.read_clusters(story) >= 2
    _an_answer_is_promised(story)
    on.draft_proposal(story)
    on.raise_concern(story)
    on.put_to_vote(story)
    on.vote(story)
    on.count_votes(story)
    on.accept_decision(story)
    _it_is_in_the_rules(story)
    _partners_are_told(story, "Planned by 1 January 2027", "You will move from Registered to Gold")
    story.later(NEW_YEAR)
    with story.served.storage():
        fulfil_plans.run()
    story.served.work()
    _partners_are_told(story, "Done", "You move from Registered to Gold")
    story.later(SPRING)
    _the_next_wave_tells_and_asks(story)
    on.measure(story)
    _it_helped(story)
    assert on.follow_chain(story) == [
        "/themes/…",
        "/themes/…",
        "/proposals/…",
        "/councils/decisions/…",
        "/rulebook/…",
        "/outcomes/…",
        "/effects",
    ]


def _an_answer_is_promised(story: Story) -> None:
    window = story.at(small.OWNER, "/outcomes")
    window.sees("Not answered yet")
    assert "Nothing is promised" not in window.shown


def _it_is_in_the_rules(story: Story) -> None:
    window = story.at(small.OWNER, "/rulebook")
    window.sees("follows on 1 January 2027")
    window.press("2027.1")
    window.sees("gold.certified_engineers")
    window.sees("was 5 → becomes 4 people from 1 January 2027")


def _partners_are_told(story: Story, state: str, for_them: str) -> None:
    mails = story.at(small.ADMIN, f"/admin/outbox?search={small.CLEO}")
    mails.page.locator("main tbody th a").first.click()
    mails.sees(on.THEME)
    mails.sees(state.split(" ")[0])
    window = story.at(small.CLEO, "/what-changed")
    for text in (on.THEME, state, for_them):
        window.sees(text)
    everybody = story.open_window(story.served, width=story.width, javascript=story.javascript)
    everybody.open("/changes")
    everybody.sees(on.THEME)
    everybody.sees(state)
    everybody.close()


def _the_next_wave_tells_and_asks(story: Story) -> None:
    on.bring_in_metrics(story)
    on.open_wave(story, "2027-Q1", "2027-04-30")
    phone = story.open_window(story.served, width=390, javascript=story.javascript)
    phone.open(on.take_link(story, small.CLEO))
    phone.sees(f"You said: {on.THEME}. Done")
    on.let_the_others_answer(story, small.AFTER, 7)
    on.close_wave(story, "2027-Q1")
    on.read_clusters(story)


def _it_helped(story: Story) -> None:
    window = story.at(small.OWNER, "/effects")
    helped = window.page.locator("main .tag", has_text="helped").count()
    assert helped == 2, window.shown
    story.at(small.CLEO, "/what-changed").sees("helped")
