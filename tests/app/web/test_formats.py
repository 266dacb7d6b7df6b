"""Numbers, days and spans as a British reader, and as others, expect them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel import Locale

from app.web import formats

TODAY = date(2026, 11, 24)
BERLIN = ZoneInfo("Europe/Berlin")
GERMAN = Locale("de")


@pytest.mark.parametrize(
    ("share", "written"), [(0.24, "24 %"), (0, "0 %"), (1, "100 %"), (None, "–"), (-0.05, "−5 %"), (0.285, "28 %")]
)
def test_a_share_is_written_in_per_cent(share: float | None, written: str) -> None:
    assert formats.percent(share).replace("\xa0", " ") == written


def test_the_percent_sign_never_stands_alone_on_a_line() -> None:
    assert formats.percent(0.24) == "24\xa0%"


def test_a_range_has_one_sign() -> None:
    assert formats.percent_range(0.19, 0.3) == "19–30\xa0%"
    assert formats.percent_range(None, 0.3) == "–"


@pytest.mark.parametrize(("difference", "written"), [(0.09, "+9 points"), (-0.01, "−1 point"), (0, "0 points")])
def test_a_difference_of_shares_is_in_points_with_its_sign(difference: float, written: str) -> None:
    assert formats.points(difference).replace("\xa0", " ") == written


def test_numbers_are_grouped_and_follow_the_language() -> None:
    assert formats.number(1234567.891) == "1,234,567.89"
    assert formats.number(1234567.891, locale=GERMAN) == "1.234.567,89"
    assert formats.number(7, decimals=1) == "7.0"


def test_what_rounds_to_nothing_has_no_minus() -> None:
    assert formats.number(-0.001, decimals=1) == "0.0"
    assert formats.number(-0.2, decimals=1) == "−0.2"


def test_money_shows_pence_only_where_there_are_some() -> None:
    assert formats.money(Decimal(61000), "EUR") == "€\xa061,000"
    assert formats.money(Decimal("12.5"), "EUR") == "€\xa012.50"
    assert formats.money(Decimal(61000), "EUR", locale=GERMAN) == "61.000\xa0€"


def test_a_day_has_its_year_only_in_another_year() -> None:
    assert formats.day(date(2026, 12, 3), today=TODAY, zone=UTC) == "3 December"
    assert formats.day(date(2027, 1, 1), today=TODAY, zone=UTC) == "1 January 2027"
    assert formats.day(date(2026, 12, 3), today=TODAY, zone=UTC, locale=GERMAN) == "3. Dezember"


def test_a_moment_is_shown_where_the_reader_is() -> None:
    late = datetime(2026, 12, 3, 23, 30, tzinfo=UTC)
    assert formats.moment(late, today=TODAY, zone=UTC) == "3 December, 23:30"
    assert formats.moment(late, today=TODAY, zone=BERLIN) == "4 December, 00:30"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        formats.moment(datetime(2026, 12, 3, 23, 30), today=TODAY, zone=BERLIN)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        formats.until(datetime(2026, 12, 3, 23, 30), today=TODAY, zone=BERLIN)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("due", "written"),
    [
        (date(2026, 11, 20), "4\xa0days late"),
        (date(2026, 11, 23), "1\xa0day late"),
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 25), "tomorrow"),
        (date(2026, 12, 3), "in 9 days"),
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "tomorrow"),
        (None, "–"),
    ],
)
def test_a_due_day_says_how_far_off_it_is(due: date | None, written: str) -> None:
    assert formats.until(due, today=TODAY, zone=BERLIN) == written


@pytest.mark.parametrize(
    ("past", "written"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 4), "20 days ago"),
        (date(2026, 8, 24), "3 months ago"),
        (date(2023, 11, 24), "3\xa0years ago"),
        (date(2026, 12, 3), "in 9 days"),
    ],
)
def test_a_past_day_says_how_long_ago_it_was(past: date, written: str) -> None:
    assert formats.ago(past, today=TODAY, zone=BERLIN) == written


def test_one_is_counted_in_the_singular() -> None:
    assert formats.plural(1, "partner", "partners") == "1\xa0partner"
    assert formats.plural(1240, "partner", "partners") == "1,240\xa0partners"


def test_a_figure_of_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="percent, decimal or number"):
        formats.figure(1, "share")


@pytest.mark.parametrize(
    ("text", "written"),
    [("2026-Q3", "Q3 2026"), ("2026-07", "July 2026"), ("2026", "2026"), ("Spring pulse", "Spring pulse")],
)
def test_a_period_is_written_as_people_say_it(text: str, written: str) -> None:
    assert formats.period(text) == written
