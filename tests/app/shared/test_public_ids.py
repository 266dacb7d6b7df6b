import re
from datetime import UTC, datetime, timedelta

from app.shared import clock
from app.shared.public_ids import PUBLIC_ID_LENGTH, new_public_id


def test_an_id_is_fit_for_an_address():
    assert re.fullmatch(rf"[0-9a-hjkmnp-tv-z]{{{PUBLIC_ID_LENGTH}}}", new_public_id())


def test_ids_sort_by_the_moment_they_were_made():
    with clock.fixed(datetime(2026, 1, 1, tzinfo=UTC)):
        ids = []
        for _ in range(50):
            ids.append(new_public_id())
            clock.advance(timedelta(milliseconds=1))
    assert ids == sorted(ids)


def test_ids_of_one_moment_differ():
    with clock.fixed(datetime(2026, 1, 1, tzinfo=UTC)):
        assert len({new_public_id() for _ in range(2000)}) == 2000
