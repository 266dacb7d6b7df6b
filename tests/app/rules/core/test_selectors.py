"""Which value wins for a partner: the most specific one in force."""

from datetime import date
from decimal import Decimal
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.rules.core import DatedValue, Selector, Unresolved, resolve
from app.rules.core.selectors import ambiguous_pairs
from tests.app.rules.core.sample import DAY, sample, selectors

dated_values = st.lists(
    st.builds(
        DatedValue,
        selectors,
        st.integers(0, 9).map(Decimal),
        st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    ),
    unique_by=lambda dated: (dated.selector, dated.since),
    max_size=6,
)
contexts = st.fixed_dictionaries(
    {"role": st.sampled_from(["msp", "reseller"]), "market": st.sampled_from(["mature", "emerging"])}
)


def test_the_most_specific_selector_wins() -> None:
    values = sample().parameter_by_key["gold.engineers"].values
    assert resolve(values, {"role": "reseller", "market": "mature"}, DAY) == 4
    assert resolve(values, {"role": "msp", "market": "mature"}, DAY) == 5
    assert resolve(values, {"role": "msp", "market": "emerging"}, DAY) == 3


@settings(deadline=None)
@given(dated_values, contexts)
def test_no_value_in_force_that_matches_is_more_specific_than_the_one_that_wins(values: list, context: dict) -> None:
    assume(not list(ambiguous_pairs(values)))
    matching = [
        dated
        for dated in values
        if (dated.since or date.min) <= DAY and all(context[key] == wanted for key, wanted in dated.selector.pairs)
    ]
    won = resolve(values, context, DAY)
    if not matching:
        assert won == Unresolved()
        return
    finest = [one for one in matching if not any(o.selector.more_specific_than(one.selector) for o in matching)]
    assert len({one.selector for one in finest}) == 1
    assert won == max(finest, key=lambda dated: dated.since or date.min).value


@settings(deadline=None)
@given(dated_values)
def test_values_are_ambiguous_exactly_if_on_some_day_a_partner_has_no_finest_match(values: list) -> None:
    clashes = False
    for day, role, market in product(
        {dated.since or date.min for dated in values}, ("msp", "reseller"), ("mature", "emerging")
    ):
        context = {"role": role, "market": market}
        alive = {
            dated.selector
            for dated in values
            if (dated.since or date.min) <= day and all(context[key] == wanted for key, wanted in dated.selector.pairs)
        }
        finest = [one for one in alive if not any(other.more_specific_than(one) for other in alive)]
        clashes = clashes or len(finest) > 1
    assert bool(list(ambiguous_pairs(values))) == clashes


def test_a_joint_value_may_begin_with_the_later_of_the_two_it_settles() -> None:
    msp, mature = Selector.of({"role": "msp"}), Selector.of({"market": "mature"})
    joint = Selector.of({"role": "msp", "market": "mature"})
    values = [DatedValue(msp, Decimal(1)), DatedValue(mature, Decimal(2), DAY), DatedValue(joint, Decimal(3), DAY)]
    assert list(ambiguous_pairs(values)) == []
    assert list(ambiguous_pairs(values[:2])) == [(mature, msp)]


def test_an_unknown_market_leaves_the_value_open_only_where_the_market_matters() -> None:
    values = sample().parameter_by_key["gold.engineers"].values
    assert resolve(values, {"role": "msp", "market": None}, DAY) == Unresolved(("market",))
    assert resolve(values, {"role": "reseller", "market": None}, DAY) == 4


def test_a_value_counts_from_its_day_on() -> None:
    values = [DatedValue(Selector(), Decimal(5)), DatedValue(Selector(), Decimal(4), date(2027, 1, 1))]
    assert resolve(values, {}, date(2026, 12, 31)) == 5
    assert resolve(values, {}, date(2027, 1, 1)) == 4
