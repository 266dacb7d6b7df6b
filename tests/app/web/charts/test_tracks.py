"""Intervals and feelings on their tracks."""

import pytest

from app.web.charts import feeling_geometry, interval_geometry


def test_an_interval_lies_in_per_cent_of_its_track() -> None:
    at = interval_geometry(0.1, 0.2, 0.3, end=0.4, target=0.35)
    assert (at.low, at.value, at.high, at.target) == (25, 50, 75, 87.5)


def test_nothing_leaves_the_track() -> None:
    at = interval_geometry(-1, 0.5, 2)
    assert (at.low, at.high) == (0, 100)


def test_a_value_without_interval_has_no_band() -> None:
    at = interval_geometry(None, 0.5, None)
    assert (at.low, at.high, at.target) == (None, None, None)


def test_a_track_without_extent_is_refused() -> None:
    with pytest.raises(ValueError, match="track"):
        interval_geometry(0, 0, 0, start=1, end=1)


def test_the_five_parts_of_a_feeling_fill_the_bar_in_order() -> None:
    parts = feeling_geometry([0.2, 0.3, 0, 0.4, 0.1])
    assert [part.stop for part in parts] == [1, 2, 4, 5]
    assert parts[0].x == 0
    assert parts[-1].x + parts[-1].width == pytest.approx(100)


def test_a_feeling_nobody_has_is_an_empty_bar() -> None:
    assert feeling_geometry([0] * 5) == []


def test_a_feeling_has_five_stops() -> None:
    with pytest.raises(ValueError, match="five"):
        feeling_geometry([0.5, 0.5])
