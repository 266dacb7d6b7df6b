"""The report of `themes fit` is read in a browser: it fetches nothing, fits a phone, and works by keyboard."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from analysis.report import write_theming_report
from analysis.report_feelings import feelings_of_themes
from analysis.report_map import _LETTER
from tests.journeys.conftest import LOOKS
from tests.theme_makers import fake_fit

TOPICS = ["certification", "portal", "support", "rebates", "training", "quotes"]
SAYINGS = ["is <i>awful</i>", "is great", "takes days", "was changed again"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    texts = {f"{topic}{n}": f"The {topic} {saying} {n}" for topic in TOPICS for n, saying in enumerate(SAYINGS * 5)}
    groups = {f"What {topic} costs and takes": {"First": f"{topic} is", "Then": f"{topic} takes"} for topic in TOPICS}
    result = fake_fit(groups, list(texts), list(texts.values()))
    path = tmp_path_factory.mktemp("report") / "report.html"
    feelings = feelings_of_themes(result, texts.__getitem__)
    write_theming_report(result, texts, path, title="What partners say", feelings=feelings)
    return Path(path).as_uri()


@pytest.mark.journey
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_report_stands_alone_and_has_no_fault_that_axe_knows(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert asked == [address]
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    names = page.locator(".map .name:visible").count()
    assert (names > 0) == (width > 500)
    page.locator(".map a").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#t01")
    assert page.locator("#t01").is_visible()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("cell", name="What portal costs and takes").first.is_visible()
    context.close()


@pytest.mark.journey
def test_the_names_on_the_map_are_narrower_than_the_room_kept_for_them(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    width_of_a_letter = "names => Math.max(...names.map(n => n.getComputedTextLength() / n.textContent.length))"
    assert page.locator(".map .name").evaluate_all(width_of_a_letter) <= _LETTER
    page.close()
