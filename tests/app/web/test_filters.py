"""The filters speak the reader's language and keep the reader's time."""

from datetime import UTC, datetime

from flask import render_template_string

from app.shared import clock
from tests.app.web.look_app import build

PAGE = "{{ 0.24 | percent }}|{{ 1234.5 | number(1) }}|{{ when | moment }}|{{ when | until }}|{{ 3 | plural('a', 'b') }}"


def rendered(language: str) -> str:
    with build(language).test_request_context(), clock.fixed(datetime(2026, 12, 3, 12, 0, tzinfo=UTC)):
        return render_template_string(PAGE, when=datetime(2026, 12, 3, 23, 30, tzinfo=UTC))


def test_english_is_british_and_the_day_is_that_of_the_readers_zone() -> None:
    assert rendered("en") == "24\xa0%|1,234.5|4 December, 00:30|tomorrow|3\xa0b"


def test_another_language_writes_its_own_numbers() -> None:
    assert rendered("de").split("|")[:3] == ["24\xa0%", "1.234,5", "4. Dezember, 00:30"]


def test_the_page_says_its_language_and_direction() -> None:
    page = build("ar").test_client().get("/errors/404").text
    assert '<html lang="ar" dir="rtl">' in page
