from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.shared import clock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_now_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)


def test_a_fixed_clock_stands_still_until_it_is_advanced():
    with clock.fixed(NOON.astimezone(timezone(timedelta(hours=5)))):
        assert clock.now() == NOON
        assert clock.now().tzinfo is UTC
        clock.advance(timedelta(days=2))
        assert clock.now() == NOON + timedelta(days=2)
    assert clock.now() != NOON + timedelta(days=2)


def test_a_clock_fixed_inside_another_gives_the_outer_moment_back():
    with clock.fixed(NOON):
        with pytest.raises(KeyError), clock.fixed(NOON + timedelta(days=9)):
            raise KeyError
        assert clock.now() == NOON


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.fixed(datetime(2026, 3, 1)):  # noqa: DTZ001
        pass


def test_the_real_clock_cannot_be_moved():
    with pytest.raises(RuntimeError):
        clock.advance(timedelta(seconds=1))
