"""What partners, members and analysts do most can be done without a mouse."""

import pytest
from playwright.sync_api import Locator

from app.identity.permissions import Role
from tests.journeys.conftest import OpenWindow
from tests.journeys.served import Served
from tests.journeys.windows import Window

pytestmark = pytest.mark.journey

MOST_STEPS = 120


def go_to(window: Window, wanted: Locator) -> None:
    """Press Tab until the control has the focus, and see that the focus shows."""
    for _ in range(MOST_STEPS):
        window.page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {wanted} on {window.page.url}")


def test_a_pulse_is_answered_and_sent(own_demo: Served, open_window: OpenWindow) -> None:
    window = open_window(own_demo)
    window.open(own_demo.personal_link())
    for rating in window.page.locator(".scale").all():
        go_to(window, rating.locator("input").first)
        window.page.keyboard.press("ArrowRight")
        window.page.keyboard.press("ArrowRight")
    go_to(window, window.page.locator("textarea").last)
    window.page.keyboard.type("Quotes come too late.")
    go_to(window, window.page.get_by_role("button", name="Send my answers"))
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/p/thanks*")
    window.sees("Quotes come too late.")


def test_a_vote_is_cast(own_demo: Served, people: dict[Role, str], open_window: OpenWindow) -> None:
    window = open_window(own_demo, email=people[Role.council_member])
    go_to(window, window.page.locator("main a", has_text="Vote: ").first)
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/proposals/*")
    go_to(window, window.page.get_by_role("button", name="For", exact=True))
    window.page.keyboard.press("Enter")
    window.page.get_by_text("Your vote: for").wait_for()


def test_a_comment_is_found_put_into_a_theme_and_given_a_note(
    own_demo: Served, people: dict[Role, str], open_window: OpenWindow
) -> None:
    window = open_window(own_demo, email=people[Role.analyst])
    window.open("/themes/comments")
    window.page.keyboard.press("/")
    window.page.keyboard.type("portal")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**search=portal**")
    hit = window.page.locator("main article").first
    assert hit.locator("mark").first.inner_text().lower() == "portal"
    window.page.keyboard.press("j")
    window.page.keyboard.press("t")
    assert hit.locator("[data-tick]").is_checked()
    window.page.keyboard.press("ArrowDown")
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Enter")
    window.page.locator(".messages").wait_for()
    window.page.keyboard.press("j")
    window.page.keyboard.press("n")
    window.page.keyboard.type("Ask them again")
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Enter")
    window.page.get_by_text("The note is kept.").wait_for()
