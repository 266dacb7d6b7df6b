"""The demo's story is moved to the day of its loading, in its words too."""

import datetime as dt

from app.demo.load.moments import LAST_DAY, Calendar


def test_days_that_texts_name_move_with_the_story() -> None:
    calendar = Calendar(LAST_DAY + dt.timedelta(days=40))
    told = calendar.told(
        {"text": "We vote until\n3 December, from 1 January 2027; 4 March.", "day": LAST_DAY, "all": ["15 May", 4]}
    )
    assert told == {
        "text": "We vote until\n12 January, from 10 February 2027; 13 April.",
        "day": LAST_DAY,
        "all": ["24 June", 4],
    }
    assert Calendar(LAST_DAY).told("by 17 December") == "by 17 December"
