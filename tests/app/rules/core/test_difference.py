"""What differs between two versions, in people's words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.rules.core import (
    ParameterChange,
    Rulebook,
    Selector,
    apply_changes,
    diff,
    parse_rulebook,
)
from tests.app.rules.core.sample import TEXT, sample

NEW_YEAR = date(2027, 1, 1)


def sentences(after: Rulebook) -> list[str]:
    return [line.sentence() for line in diff(sample(), after)]


def applied(key: str, value: str, **pairs: str) -> Rulebook:
    return apply_changes(sample(), [ParameterChange(key, Selector.of(pairs), Decimal(value), NEW_YEAR)])


def written(*replacements: tuple[str, str]) -> Rulebook:
    text = TEXT
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return parse_rulebook(text, name="after")


def test_a_change_reads_as_people_speak() -> None:
    after = applied("gold.engineers", "4", role="msp", market="mature")
    assert sentences(after) == ["gold.engineers [msp, mature]: 5 → 4 people, from 2027-01-01"]
    assert sentences(applied("fee", "12000")) == ["fee: 10.5 → 12,000 EUR, from 2027-01-01"]


def test_a_line_carries_its_parts() -> None:
    (line,) = diff(sample(), applied("gold.engineers", "4", role="msp", market="mature"))
    assert (line.kind, line.parameter, line.meaning) == (
        "value",
        "gold.engineers",
        "Certified engineers of a Gold partner.",
    )
    assert (line.before, line.after, line.unit, line.effective) == (Decimal(5), Decimal(4), "people", NEW_YEAR)
    assert line.selector == Selector.of({"role": "msp", "market": "mature"})


def test_a_value_that_is_only_pinned_is_said_to_stay() -> None:
    after = applied("gold.engineers", "5", role="msp", market="mature")
    assert sentences(after) == ["gold.engineers [msp, mature]: stays 5 people, from 2027-01-01"]


def test_equal_rules_have_no_differences_whatever_the_version_is_called() -> None:
    assert diff(sample(), replace(sample(), version="2", title="Other", effective=NEW_YEAR)) == ()


def test_a_value_without_a_date_is_changed_from_the_start() -> None:
    assert sentences(written(("{value: 2}", "{value: 1}"))) == ["silver.engineers: 2 → 1 people"]
    removed = written(("      - {for: {role: msp, market: emerging}, value: 3}\n", ""))
    assert sentences(removed) == ["gold.engineers [msp, emerging]: 3 → 5 people"]


def test_new_and_removed_parameters_and_values_are_told() -> None:
    grace = "  grace:\n    type: duration\n    unit: days\n    meaning: Time.\n    values: [{value: 90}]\n"
    with_grace = written(("outcomes:\n", grace + "outcomes:\n"))
    assert sentences(with_grace) == ["grace: none → 90 days"]
    assert [line.sentence() for line in diff(with_grace, sample())] == ["grace: 90 days → none"]


def test_a_changed_table_is_told_for_each_role_with_its_rows() -> None:
    after = written(("{when: size == large, result: named}", "{when: size == small, result: named}"))
    rest = "named (2): named if joined < 2020-01-01; shared: shared"
    assert sentences(after) == [
        f'care [msp]: named: named if size == "large"; {rest} → named: named if size == "small"; {rest}'
    ]


def test_changed_bounds_and_meanings_are_told() -> None:
    after = written(("max: 50", "max: 60"), ("Fee back.", "Fee returned."))
    assert sentences(after) == [
        "gold.engineers, type: a whole number of people, at least 0 people, at most 50 people → "
        "a whole number of people, at least 0 people, at most 60 people",
        "fee, meaning: Fee back. → Fee returned.",
    ]
