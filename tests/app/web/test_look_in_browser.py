"""What a browser makes of the look: accessible, within the policy of content, as wide as the window, light and dark."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey
PATHS = ["/", "/pulse", "/errors/410"]


@pytest.fixture(params=[(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")], ids=str)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, address: str, path: str) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(address + path, wait_until="networkidle")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert refused == []


def test_the_menu_is_open_on_a_desk_and_folded_on_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    assert page.get_by_role("button", name="Sign out").is_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    assert not page.get_by_role("button", name="Sign out").is_visible()
    page.get_by_text("Menu").click()
    assert page.get_by_role("button", name="Sign out").is_visible()
    page.close()


def test_the_menu_opens_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.get_by_text("Menu").click()
    assert page.get_by_role("link", name="Partners", exact=True).is_visible()
    context.close()


def test_targets_on_the_pulse_are_large_enough_for_a_thumb(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(address + "/pulse")
    for target in page.locator(".scale label, .choice, .btn").all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    page.close()


def test_the_respondents_page_weighs_at_most_fifty_kilobytes_in_all(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    sizes: dict[str, int] = {}
    page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    page.goto(address + "/pulse", wait_until="networkidle")
    page.close()
    assert any(name.split("?")[0].endswith(".woff2") for name in sizes)
    assert sum(sizes.values()) <= 50 * 1024, sizes


def test_j_and_k_walk_the_rows_of_a_list(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Support answers, but late"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == "Certification is a cliff"
    page.close()


def test_a_form_that_asks_first_is_not_sent_when_the_answer_is_no(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Undo the merge").click()
    assert page.url.rstrip("/") == address
    page.close()


def test_right_to_left_mirrors_without_sticking_out(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    brand = page.locator(".brand").bounding_box()
    assert brand is not None
    assert brand["x"] > 195
    page.close()
