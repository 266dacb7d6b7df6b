"""Evaluating a partner: the first row that holds wins, and an unknown fact is never guessed."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings

from app.rules.core import (
    EVERYONE,
    OutcomeResult,
    ParameterChange,
    PartnerFacts,
    RoleResult,
    Undetermined,
    apply_changes,
    evaluate,
)
from tests.app.rules.core.sample import DAY, FACTS, partner, partners, sample

RULEBOOK = sample()


def outcome(one: PartnerFacts, key: str = "tier") -> OutcomeResult:
    return next(result for result in evaluate(RULEBOOK, one, DAY) if result.outcome == key)


def in_role(one: PartnerFacts, key: str = "tier", role: str = "msp") -> RoleResult:
    return next(result for result in outcome(one, key).by_role if result.role == role)


def test_the_first_row_that_holds_fires() -> None:
    result = in_role(partner(engineers=5, retention=95))
    assert (result.result, result.row, result.above) == ("gold", "Gold", ())


def test_each_row_above_the_result_says_what_was_missing() -> None:
    result = in_role(partner(engineers=4, retention=95))
    assert (result.result, result.row) == ("silver", "Silver")
    assert [row.sentence() for row in result.above] == ["Gold: needs 5 certified engineers, has 4"]


def test_what_was_missing_names_alternatives_units_and_unknowns() -> None:
    result = in_role(partner(engineers=1, retention=80))
    needs = "needs customer retention of at least 90 %, has 80 %; or revenue of more than 1,000 EUR, not known"
    assert [row.sentence() for row in result.above] == [
        f"Gold: needs 5 certified engineers, has 1; {needs}",
        "Silver: needs 2 certified engineers, has 1",
    ]


def test_dates_choices_and_yes_or_no_are_compared_and_said() -> None:
    result = in_role(partner(size="small", joined=date(2021, 1, 1)), "care")
    assert result.result == "shared"
    assert [row.sentence() for row in result.above] == [
        "named: needs size large, has small",
        "named (2): needs joining date before 2020-01-01, has 2021-01-01",
    ]


def test_an_unknown_fact_above_leaves_the_result_undetermined_and_is_named() -> None:
    result = in_role(partner(engineers=6))
    assert result.result == Undetermined(("retention", "revenue"), ("gold", "silver"))
    assert result.row is None
    assert [row.certain for row in result.above] == [False]


def test_an_unknown_fact_that_cannot_matter_does_not_leave_it_undetermined() -> None:
    assert in_role(partner(engineers=1)).result == "registered"
    assert in_role(partner(engineers=6, retention=95)).result == "gold"


def test_an_unknown_market_is_named_like_a_fact() -> None:
    assert in_role(partner(engineers=4, retention=95, market=None)).result == Undetermined(
        ("market",), ("gold", "silver")
    )
    assert in_role(partner(engineers=9, retention=95, market=None)).result == Undetermined(
        ("market",), ("gold", "silver")
    )


def test_an_outcome_that_uses_another_names_the_facts_which_that_one_lacks() -> None:
    result = in_role(partner(audited=True), "money")
    assert isinstance(result.result, Undetermined)
    assert result.result.facts == ("engineers", "retention", "revenue")


def test_the_value_of_the_day_is_used() -> None:
    later = apply_changes(RULEBOOK, [ParameterChange("silver.engineers", EVERYONE, Decimal(1), date(2027, 1, 1))])
    one = partner(engineers=1)
    assert evaluate(later, one, date(2026, 12, 31))[0].combined == "registered"
    assert evaluate(later, one, date(2027, 1, 1))[0].combined == "silver"


def test_an_undetermined_outcome_does_not_matter_where_all_it_could_be_gives_the_same_answer() -> None:
    one = partner(engineers=6, audited=True)
    assert isinstance(in_role(one).result, Undetermined)
    assert in_role(one, "money").result == Decimal("10.5")


def test_a_fact_of_the_wrong_type_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"engineers of P1 is 'five'"):
        outcome(partner(engineers="five"))
    with pytest.raises(ValueError, match="engineers of P1 is True"):
        outcome(partner(engineers=True))


@settings(deadline=None)
@given(partners(unknown=False))
def test_with_all_facts_known_the_first_row_whose_conditions_are_true_wins(one: PartnerFacts) -> None:
    for result in outcome(one).by_role:
        threshold = {"reseller": 4, "msp": 5 if one.market == "mature" else 3}[result.role]
        facts = one.facts
        gold = facts["engineers"] >= threshold and (facts["retention"] >= 90 or facts["revenue"] > 1000)  # type: ignore[operator]
        expected = "gold" if gold else "silver" if facts["engineers"] >= 2 else "registered"  # type: ignore[operator]
        assert result.result == expected


@settings(deadline=None)
@given(partners())
def test_a_result_is_told_exactly_if_every_completion_of_the_facts_agrees(one: PartnerFacts) -> None:
    unknown = [name for name, value in one.facts.items() if value is None]
    completions = [
        PartnerFacts(one.partner, one.roles, one.market, {**one.facts, **dict(zip(unknown, values, strict=True))})
        for values in product(*(FACTS[name] for name in unknown))
    ]
    results = evaluate(RULEBOOK, one, DAY)[:2]  # the third asks for facts that these partners don't have
    completed = [evaluate(RULEBOOK, whole, DAY) for whole in completions]
    for place, result in enumerate(results):
        for number, by_role in enumerate(result.by_role):
            rows = {whole[place].by_role[number].row for whole in completed}
            values = {whole[place].by_role[number].result for whole in completed}
            if isinstance(by_role.result, Undetermined):
                assert len(rows) > 1
                assert values <= set(by_role.result.possible)
            else:
                assert rows == {by_role.row}
        combined = {whole[place].combined for whole in completed}
        if isinstance(result.combined, Undetermined):
            assert len(combined) > 1
        elif result.combined is not None:
            assert combined == {result.combined}
