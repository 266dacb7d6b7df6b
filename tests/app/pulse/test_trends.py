"""A question's trend over waves, broken where it can't be compared."""

import copy

from app.programs import queries as programs
from app.programs.models import Program
from app.pulse import queries
from app.pulse.models import Wave
from app.pulse.pictures import pictures
from tests.pulse_makers import QUESTIONS, answer, close, invitations, make_wave


def asked(program: Program, label: str, *, highest: int = 10, partners: int = 0) -> Wave:
    questions = copy.deepcopy(QUESTIONS[:1])
    questions[0]["rateMax"] = highest
    wave = make_wave(program, label, partners=partners, questions=questions)
    for number, invitation in enumerate(invitations(wave)):
        answer(invitation, ease=str(3 + number % 4 // 3))
    close(wave)
    return queries.wave_by_name(1, f"pulse/{label}")


def again() -> Program:
    return programs.the_program("northwind")


def test_a_changed_scale_breaks_the_trend_and_says_why(program: Program) -> None:
    asked(program, "Q1", partners=12)
    asked(again(), "Q2", highest=5)
    last = asked(again(), "Q3", highest=5)
    trend = queries.trends(last)["ease"]
    assert [figure.label for figure in trend.figures] == ["Q1", "Q2", "Q3"]
    assert trend.breaks == {1: "the scale changed from 0–10 to 0–5"}
    _, (picture,) = pictures(last)
    assert picture.trend is not None
    assert picture.trend.reading == "3.0 in Q3, 3.0 in Q2: no clear change."
    _, (earlier,) = pictures(queries.wave_by_name(1, "pulse/Q2"))
    assert earlier.trend is not None
    assert earlier.trend.reading == "3.0 in Q2; the waves before it can't be compared."


def test_a_wave_that_is_still_open_is_not_in_the_trend(program: Program) -> None:
    first = asked(program, "Q1", partners=12).id
    for invitation in invitations(make_wave(again(), "Q2", questions=QUESTIONS[:1])):
        answer(invitation)
    assert [figure.label for figure in queries.trends(queries.wave_by_id(first))["ease"].figures] == ["Q1"]
    open_wave = queries.wave_by_name(1, "pulse/Q2")
    assert [figure.label for figure in queries.trends(open_wave)["ease"].figures] == ["Q1"]
