"""A time is meant on the writer's own clock, also where that clock is put forward or back."""

import datetime as dt

import pytest

from app.council.core.local_time import moment_of


@pytest.mark.parametrize(
    ("written", "zone", "moment"),
    [
        ("2026-12-01T14:00", "Europe/Berlin", "2026-12-01T13:00+00:00"),
        ("2026-07-01T14:00", "Europe/Berlin", "2026-07-01T12:00+00:00"),
        ("2026-12-01T09:00", "Asia/Kolkata", "2026-12-01T03:30+00:00"),
        ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30+00:00"),
        ("2028-02-29T12:00", "UTC", "2028-02-29T12:00+00:00"),
    ],
)
def test_a_written_time_is_the_moment_on_that_clock(written: str, zone: str, moment: str) -> None:
    assert moment_of(dt.datetime.fromisoformat(written), zone) == dt.datetime.fromisoformat(moment)


def test_a_time_that_the_clock_skips_is_refused() -> None:
    with pytest.raises(ValueError, match="02:30 does not exist"):
        moment_of(dt.datetime.fromisoformat("2027-03-28T02:30"), "Europe/Berlin")
