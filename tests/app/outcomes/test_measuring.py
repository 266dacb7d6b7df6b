"""Whether a change helped: by theme, question and metric; and when nothing may be said."""

import datetime as dt
from typing import Any

import pytest

from app.db import database, transaction
from app.outcomes import presenting
from app.outcomes.models import Effect
from app.outcomes.queries.measuring import NotYet, seen
from app.programs import queries as programs
from app.programs.models import Program
from app.proposals.models import ExpectedEffect
from app.shared import clock
from app.themes.models import Coding, Theme, ThemingRun
from app.themes.services import settle_codings
from tests.outcome_makers import code, make_in_force, make_wave_where, measured
from tests.people import make_partner, make_person, make_program
from tests.proposal_makers import make_theme
from tests.pulse_makers import QUESTIONS, answer, close, invitations, make_wave
from tests.rules_makers import measure

QUOTES = "Quotes take too long"


@pytest.fixture
def program(app: Any) -> Program:
    made = make_program()
    make_person("maren@vendor.example", "program_owner", program=made)
    return programs.program(made.id)


def why(expected_id: int) -> str:
    """Return why nothing is measured."""
    found = seen(database.session.get_one(ExpectedEffect, expected_id))
    assert isinstance(found, NotYet)
    return found.reason


def two_waves(
    program: Program, before: tuple[int, int], after: tuple[int, int], direction: str = "down", **more: Any
) -> tuple[int, Theme]:
    """Return what is expected of a theme between waves where so many organisations raise it and so many don't."""
    make_wave_where(program, "Q1 2026", *before)
    theme = make_theme(program, QUOTES)
    code(theme)
    expected = make_in_force(program, "theme", theme.public_id, direction, **more)
    clock.advance(dt.timedelta(days=90))
    make_wave_where(program, "Q2 2026", *after)
    code(theme)
    return expected, theme


@pytest.mark.parametrize(
    ("before", "after", "direction", "verdict"),
    [
        ((30, 30), (8, 52), "down", "helped"),
        ((30, 30), (26, 34), "down", "not_shown"),
        ((8, 52), (30, 30), "down", "worse"),
        ((8, 52), (30, 30), "up", "helped"),
    ],
)
def test_a_share_that_changed_more_than_chance_says_so(
    program: Program, before: tuple[int, int], after: tuple[int, int], direction: str, verdict: str
) -> None:
    expected, _ = two_waves(program, before, after, direction)
    effect = measured(expected)
    assert effect is not None
    assert effect.verdict == verdict
    assert (effect.before, effect.after) == (
        pytest.approx(before[0] / 60, abs=0.01),
        pytest.approx(after[0] / 60, abs=0.01),
    )
    assert effect.low < effect.change < effect.high
    assert (effect.detail["before"], effect.detail["after"]) == ("Q1 2026", "Q2 2026")


def test_the_same_result_is_stored_once(program: Program) -> None:
    expected, _ = two_waves(program, (30, 30), (8, 52))
    measured(expected)
    measured(expected)
    assert len(database.session.query(Effect).all()) == 1


def test_a_hidden_share_is_not_measured(program: Program) -> None:
    expected, _ = two_waves(program, (30, 30), (57, 3))
    assert measured(expected) is None
    assert why(expected) == "Hidden: fewer than 5 organisations."


@pytest.mark.parametrize("still", [0, 3])
def test_a_success_so_full_that_too_few_raise_it_to_show_is_measured_by_the_most_that_may(
    still: int, program: Program
) -> None:
    expected, _ = two_waves(program, (30, 30), (still, 60 - still))
    effect = measured(expected)
    assert effect is not None
    assert effect.verdict == "helped"
    assert (effect.after, effect.detail["after_at_most"]) == (pytest.approx(4 / 60), True)
    assert effect.change == pytest.approx(4 / 60 - 30 / 60)


def test_a_segment_nobody_of_which_was_asked_is_not_measured(program: Program) -> None:
    expected, _ = two_waves(program, (30, 30), (8, 52), roles=["builder"])
    assert measured(expected) is None
    assert why(expected) == "Nobody of these partners was asked in both waves."


def test_comments_that_nobody_has_read_do_not_look_like_a_fall(program: Program) -> None:
    make_wave_where(program, "Q1 2026", 30, 30)
    theme = make_theme(program, QUOTES)
    code(theme)
    expected = make_in_force(program, "theme", theme.public_id)
    clock.advance(dt.timedelta(days=90))
    wave = make_wave_where(program, "Q2 2026", 8, 52)
    code(theme)
    with transaction():
        database.session.add(ThemingRun(program_id=wave.program_id, wave_id=wave.id))
    assert measured(expected) is None
    assert "not been grouped" in why(expected)


def test_a_merged_theme_is_measured_as_what_it_became_and_a_dropped_one_is_not(program: Program) -> None:
    expected, theme = two_waves(program, (30, 30), (8, 52))
    theme_id, other_id = theme.id, make_theme(program, "Other").id
    with transaction():
        database.session.get_one(Theme, theme_id).state = "retired"
    assert measured(expected) is None
    with transaction():
        database.session.query(Coding).update({"theme_id": other_id})
        database.session.get_one(Theme, theme_id).merged_into_id = other_id
        settle_codings(program.id)
    effect = measured(expected)
    assert effect is not None
    assert effect.verdict == "helped"


def test_a_wave_asked_before_the_change_took_effect_measures_nothing(program: Program) -> None:
    day = clock.now().date() + dt.timedelta(days=100)
    expected, _ = two_waves(program, (30, 30), (8, 52), effective_on=day)
    assert measured(expected) is None
    assert "when the change comes into force" in why(expected)
    clock.advance(dt.timedelta(days=20))
    assert measured(expected) is None
    assert why(expected) == "No wave has been asked and closed since the change took effect."


def rated_waves(program: Program, before: list[str], after: list[str], later_questions: Any = None, **more: Any) -> int:
    """Return what is expected of the rating question between two waves of the same people."""
    program_id = program.id
    first = make_wave(program, "Q1 2026", partners=len(before))
    for invitation, number in zip(invitations(first), before, strict=True):
        answer(invitation, ease=number)
    close(first)
    expected = make_in_force(programs.program(program_id), "question", "pulse/ease", "up", **more)
    clock.advance(dt.timedelta(days=90))
    second = make_wave(programs.program(program_id), "Q2 2026", questions=later_questions)
    for invitation, number in zip(invitations(second), after, strict=False):
        if number:
            answer(invitation, ease=number)
    close(second)
    return expected


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (["7", "7", "8", "7", "8", "7", "8", "8"], "helped"),
        (["5", "4", "6", "4", "5", "6", "4", "6"], "not_shown"),
        (["1", "2", "2", "1", "2", "2", "1", "2"], "worse"),
    ],
)
def test_a_rating_is_compared_over_the_same_people(program: Program, after: list[str], verdict: str) -> None:
    expected = rated_waves(program, ["4", "5", "5", "4", "6", "5", "5", "6"], after)
    effect = measured(expected)
    assert effect is not None
    assert effect.verdict == verdict
    assert effect.detail["paired"] is True
    assert effect.detail["people"] == 8
    assert effect.before == 5.0


def test_a_changed_scale_breaks_the_trend_and_is_not_measured(program: Program) -> None:
    wider = [{**QUESTIONS[0], "rateMin": 1, "rateMax": 5}]
    expected = rated_waves(program, ["4"] * 8, ["5"] * 8, later_questions=wider)
    assert measured(expected) is None
    assert "the scale changed from 0–10 to 1–5" in why(expected)


def test_a_rating_of_too_few_is_hidden(program: Program) -> None:
    expected = rated_waves(program, ["4", "5", "4", "5"], ["9", "9", "9", "8"])
    assert measured(expected) is None
    assert why(expected) == "Hidden: fewer than 5 organisations."


def test_those_in_both_waves_must_not_tell_what_the_one_other_said(program: Program) -> None:
    expected = rated_waves(program, ["4", "5", "5", "4", "6", "5", "5", "6"], ["7", "7", "8", "7", "8", "7", "8", ""])
    assert measured(expected) is None
    assert why(expected).startswith("Hidden")


def test_a_metric_is_compared_over_the_same_partners_and_needs_five(program: Program) -> None:
    partners = [make_partner(program, f"p{number}", "reseller") for number in range(6)]
    for number, partner in enumerate(partners):
        measure(partner, "2026-Q3", quote_hours=30 + number)
    expected = make_in_force(program, "metric", "quote_hours", "down", effective_on=dt.date(2027, 1, 1))
    for number, partner in enumerate(partners[:4]):
        measure(partner, "2027-Q1", quote_hours=5 + number % 2)
    clock.advance(dt.timedelta(days=60))
    assert why(expected) == "No whole period has been brought in since the change took effect."
    clock.advance(dt.timedelta(days=90))
    assert measured(expected) is None
    assert why(expected) == "Fewer than 5 partners have it both in 2026-Q3 and in 2027-Q1."
    for partner in partners[4:]:
        measure(partner, "2027-Q1", quote_hours=6)
    effect = measured(expected)
    assert effect is not None
    assert (effect.verdict, effect.detail["organisations"]) == ("helped", 6)


def test_a_year_is_not_compared_with_a_quarter(program: Program) -> None:
    for number in range(6):
        partner = make_partner(program, f"p{number}", "reseller")
        measure(partner, "2025", quote_hours=120)
        measure(partner, "2027-Q1", quote_hours=6)
    expected = make_in_force(program, "metric", "quote_hours", "down", effective_on=dt.date(2027, 1, 1))
    clock.advance(dt.timedelta(days=150))
    assert measured(expected) is None
    assert "same length" in why(expected)


def test_the_page_of_effects_says_why_nothing_is_measured(program: Program) -> None:
    expected = make_in_force(program, "question", "pulse/ease", "up")
    (row,) = presenting.seen_rows(program.id)
    assert row.row.expected.id == expected
    assert row.not_yet.startswith("Measured after")
