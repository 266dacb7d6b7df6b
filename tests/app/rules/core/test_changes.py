"""Applying changes: what is refused and why, and what the next rulebook then holds."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.core import (
    ParameterChange,
    RulebookErrors,
    Selector,
    apply_changes,
    diff,
    resolve,
)
from tests.app.rules.core.sample import changes, sample

RULEBOOK = sample()
NEW_YEAR = date(2027, 1, 1)


def change(key: str = "gold.engineers", value: object = Decimal(4), **pairs: str) -> ParameterChange:
    return ParameterChange(key, Selector.of(pairs), value, NEW_YEAR)  # type: ignore[arg-type]


def test_a_change_counts_from_its_day_on_for_its_partners_only() -> None:
    after = apply_changes(RULEBOOK, [change(role="msp", market="mature")])
    values = after.parameter_by_key["gold.engineers"].values
    msp, reseller = {"role": "msp", "market": "mature"}, {"role": "reseller", "market": "mature"}
    assert resolve(values, msp, date(2026, 12, 31)) == 5
    assert resolve(values, msp, NEW_YEAR) == 4
    assert resolve(values, reseller, NEW_YEAR) == 4
    assert sample() == RULEBOOK


def test_a_change_of_the_same_day_replaces_the_one_before_and_the_bound_itself_is_allowed() -> None:
    once = apply_changes(RULEBOOK, [change("silver.engineers", Decimal(3))])
    twice = apply_changes(once, [change("silver.engineers", Decimal(50))])
    assert [dated.value for dated in twice.parameter_by_key["silver.engineers"].values] == [2, 50]
    assert [line.sentence() for line in diff(once, twice)] == ["silver.engineers: 3 → 50 people, from 2027-01-01"]


@pytest.mark.parametrize(
    ("wrong", "reason", "words"),
    [
        (change("gold.engineer"), "unknown_parameter", "no parameter “gold.engineer”"),
        (change(role="wizard"), "unknown_value", "not one of msp, reseller"),
        (change(country="DE"), "unknown_selector", "“country”"),
        (change(value=Decimal(51)), "out_of_range", "more than the most allowed, 50 people"),
        (change(value=Decimal("4.5")), "not_whole", "must be a whole number"),
        (change(value=True), "wrong_type", "not a whole number"),
        (change(value=Decimal("NaN")), "wrong_type", "not a whole number"),
        (change(value=Decimal(5), role="msp"), "no_change", "is 5 people then already"),
        (change(market="mature"), "ambiguous", "would be ambiguous: [mature] and [msp]"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_with_the_reason(
    wrong: ParameterChange, reason: str, words: str
) -> None:
    with pytest.raises(RulebookErrors) as caught:
        apply_changes(RULEBOOK, [wrong])
    problem = caught.value.problems[0]
    assert (problem.reason, problem.column) == (reason, wrong.parameter)
    assert words in problem.message


def test_all_problems_of_several_changes_are_named() -> None:
    with pytest.raises(RulebookErrors) as caught:
        apply_changes(RULEBOOK, [change("nothing"), change(value=Decimal(99)), change(), change()])
    assert [one.reason for one in caught.value.problems] == [
        "unknown_parameter",
        "out_of_range",
        "no_change",
        "no_change",
    ]
    with pytest.raises(RulebookErrors, match="changed twice"):
        apply_changes(RULEBOOK, [change(value=Decimal(1)), change(value=Decimal(2))])


@settings(deadline=None)
@given(st.lists(changes, max_size=5))
def test_applying_changes_and_then_comparing_gives_the_changes_back(wanted: list[ParameterChange]) -> None:
    try:
        after = apply_changes(RULEBOOK, wanted)
    except RulebookErrors:
        return
    told = {
        ParameterChange(line.parameter, line.selector, line.after, line.effective)  # type: ignore[arg-type]
        for line in diff(RULEBOOK, after)
    }
    assert told == set(wanted)


@settings(deadline=None)
@given(st.lists(changes, max_size=5), st.randoms())
def test_the_order_of_the_changes_does_not_matter(wanted: list[ParameterChange], random: object) -> None:
    shuffled = list(wanted)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    try:
        after = apply_changes(RULEBOOK, wanted)
    except RulebookErrors:
        with pytest.raises(RulebookErrors):
            apply_changes(RULEBOOK, shuffled)
    else:
        assert apply_changes(RULEBOOK, shuffled) == after


def test_comparing_and_then_applying_gives_the_later_rulebook() -> None:
    wanted = [change(role="msp"), change("silver.engineers", Decimal(1)), change("fee", Decimal(12))]
    later = apply_changes(RULEBOOK, wanted)
    again = [
        ParameterChange(line.parameter, line.selector, line.after, line.effective)  # type: ignore[arg-type]
        for line in diff(RULEBOOK, later)
    ]
    assert apply_changes(RULEBOOK, again) == later
