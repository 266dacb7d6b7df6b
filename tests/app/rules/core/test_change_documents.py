"""The document of changes: read with every problem at its line and column."""

from datetime import date
from decimal import Decimal

import pytest

from app.rules.core import EVERYONE, ParameterChange, RulebookErrors, Selector, parse_changes
from tests.app.rules.core.sample import sample

RULEBOOK = sample()

GOOD = """\
title: Fewer engineers
effective: 2027-01-01
changes:
  - parameter: gold.engineers
    for: {role: msp, market: mature}
    value: 4 people
  - {parameter: fee, value: 12.5, from: 2027-04-01}
"""


def places(text: str) -> list[tuple[int | None, int | str | None, str]]:
    with pytest.raises(RulebookErrors) as caught:
        parse_changes(text, name="change.yaml", rulebook=RULEBOOK)
    return [(one.line, one.column, one.reason) for one in caught.value.problems]


def test_a_document_gives_its_changes_with_the_common_date_where_they_have_none() -> None:
    assert parse_changes(GOOD, name="change.yaml", rulebook=RULEBOOK) == (
        ParameterChange(
            "gold.engineers", Selector.of({"role": "msp", "market": "mature"}), Decimal(4), date(2027, 1, 1)
        ),
        ParameterChange("fee", EVERYONE, Decimal("12.5"), date(2027, 4, 1)),
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("gold.engineers", "gold.enginers", (4, 16, "unknown_parameter")),
        ("value: 4 people", "value: 99 people", (6, 12, "out_of_range")),
        ("value: 4 people", "value: 5 deals", (6, 12, "not_a_number")),
        ("role: msp", "role: wizard", (5, 17, "unknown_value")),
        ("role: msp", "rôle: msp", (5, 11, "unknown_selector")),
        ("effective: 2027-01-01\n", "", (3, 5, "missing")),
        ("effective: 2027-01-01", "effective: soon", (2, 12, "not_a_date")),
        ("2027-04-01", "2027-04-31", (7, 41, "not_a_date")),
        ("value: 12.5", "value: 10.5", (7, 5, "no_change")),
        ("for: {role: msp, market: mature}", "for: {market: mature}", (4, 5, "ambiguous")),
        ("    value: 4 people\n", "", (4, 5, "missing")),
        ("title", "titel", (1, 1, "unknown_key")),
    ],
)
def test_a_problem_is_named_at_its_place(old: str, new: str, expected: tuple[int, int, str]) -> None:
    assert old in GOOD
    assert places(GOOD.replace(old, new)) == [expected]


def test_a_rulebook_given_as_a_document_of_changes_is_refused() -> None:
    assert (1, 1, "unknown_key") in places("rulebook: x\n")
    assert (1, 1, "missing") in places("rulebook: x\n")
