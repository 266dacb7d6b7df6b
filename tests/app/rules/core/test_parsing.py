"""Reading a rulebook: every problem is found at once, with its line and column."""

import json

import pytest
import yaml

from app.rules.core import Problem, RulebookErrors, parse_rulebook
from tests.app.rules.core.sample import TEXT, sample


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(RulebookErrors) as caught:
        parse_rulebook(text, name="sample.yaml")
    return caught.value.problems


def changed(*replacements: tuple[str, str]) -> str:
    text = TEXT
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def place(text: str, needle: str) -> tuple[int, int]:
    at = text.index(needle)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def test_a_rulebook_in_json_is_the_same_rulebook() -> None:
    document = yaml.load(TEXT, Loader=yaml.BaseLoader)
    assert parse_rulebook(json.dumps(document, indent=1), name="sample.json") == sample()


@pytest.mark.parametrize(
    ("old", "new", "marked", "reason"),
    [
        ("{value: 2}", "{value: 51}", "51}", "out_of_range"),
        ("{value: 2}", "{value: two}", "two}", "not_a_number"),
        ("{value: 2}", "{value: 2.5}", "2.5}", "not_whole"),
        ("{value: 2}", "{for: {role: wizard}, value: 2}", "wizard}", "unknown_value"),
        ("{value: 2}", "{for: {country: DE}, value: 2}", "country: DE", "unknown_selector"),
        ("{value: 2}", "{for: {role: msp}, value: 2}", "silver.engineers:", "gap"),
        ("{value: 2}", "{value: 2}\n      - {value: 3}", "{value: 3}", "duplicate"),
        ("effective: 2026-01-01", "effective: 2026-02-30", "2026-02-30", "not_a_date"),
        ("  size: {type: choice, ", "  size: {type: integer, ", "[small, large]", "wrong_type"),
        ("revenue: {type: money, unit: EUR, ", "revenue: {type: money, ", "{type: money, m", "missing"),
        ("    unit: people\n    min: 0\n    max: 50\n    meaning: Certified engineers of a Silver", "    unit: staff\n"
         "    min: 0\n    max: 50\n    meaning: Certified engineers of a Silver", "silver.engineers\n", "wrong_type"),
        ("engineers >= silver.", "engineers > = silver.", "engineers > =", "not_a_condition"),
        ("engineers >= silver.engineers", "engineers >= sliver.engineers", "sliver.engineers", "unknown_parameter"),
        ("size == large", "size == huge", "huge", "unknown_value"),
        ("size == large", "size > large", "> large", "wrong_type"),
        ("size == large", "seize == large", "seize", "unknown_fact"),
        ("retention >= 90 or revenue > 1000", "retention >= 90 or revenue > 1000 and engineers > 1", "retention >= 90",
         "mixed"),
        ("joined < 2020-01-01", "joined < soon", "soon", "not_a_date"),
        ("          - {result: shared}\n", "", "{when: joined", "gap"),
        ("{when: size == large, result: named}", "{result: named}", "{when: joined", "unreachable"),
        ("roles: [msp]", "roles: [msp, msp]", "msp]\n        rows:\n          - {when: size", "duplicate"),
        ("result: fee", "result: gold.engineers", "gold.engineers}", "wrong_type"),
        ("combine: each", "combine: sum", "sum\n    tables:\n      - roles: [msp]\n", "wrong_type"),
        ("combine: each", "combine: best", "best", "unknown_value"),
        ("    meaning: Fee back.\n", "", "type: money\n    unit: EUR\n    values", "missing"),
        ("  fee:\n", "  fee:\n    colour: red\n", "colour", "unknown_key"),
        ("  fee:\n", "  silver.engineers:\n", "silver.engineers:\n    type: money", "duplicate"),
        ("  fee:\n", "  Fee!:\n", "Fee!", "not_a_key"),
    ],
)  # fmt: skip
def test_a_problem_is_named_at_its_place(old: str, new: str, marked: str, reason: str) -> None:
    text = changed((old, new))
    found = problems(text)
    assert (*place(text, marked), reason) in [(one.line, one.column, one.reason) for one in found], found


def test_all_problems_are_found_at_once_in_the_order_of_the_document() -> None:
    text = changed(("{value: 2}", "{value: 51}"), ("size == large", "size == huge"), ("title: Sample program\n", ""))
    assert [one.reason for one in problems(text)] == ["missing", "out_of_range", "unknown_value"]


def test_the_uses_of_a_faulty_parameter_are_not_problems_of_their_own() -> None:
    assert len(problems(changed(("{value: 2}", "{value: 51}")))) == 1


def test_values_for_a_faulty_selector_are_not_taken_for_everyones() -> None:
    text = changed(("{value: 2}", "{value: 2}\n      - {for: {role: wizard}, value: 3}"))
    assert [one.reason for one in problems(text)] == ["unknown_value"]


def test_two_selectors_that_overlap_are_refused_with_both_named() -> None:
    text = changed(("{for: {role: msp, market: emerging}, value: 3}", "{for: {market: emerging}, value: 3}"))
    (problem,) = problems(text)
    assert problem.reason == "ambiguous"
    assert "[msp]" in problem.message
    assert "[emerging]" in problem.message


def test_a_value_for_both_selectors_settles_the_ambiguity_only_if_it_begins_in_time() -> None:
    settled = "{for: {market: emerging}, value: 3}\n      - {for: {role: msp, market: emerging}, value: 3"
    parse_rulebook(changed(("{for: {role: msp, market: emerging}, value: 3", settled)), name="in time")
    late = problems(changed(("{for: {role: msp, market: emerging}, value: 3", settled + ", from: 2027-01-01")))
    assert [one.reason for one in late] == ["ambiguous"]


def test_an_outcome_can_only_use_one_declared_before_it_and_for_the_same_roles() -> None:
    later = problems(changed(("engineers >= silver.engineers", "care == named")))
    assert later[0].reason == "unknown_fact"
    roleless = problems(changed(("- roles: [msp, reseller]\n        rows:\n          - name", "- roles: [msp]\n"
                                 "        rows:\n          - name")))  # fmt: skip
    assert [one.reason for one in roleless] == ["gap"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("a: &x 1\nb: *x\n", "alias"),
        ("a: !!python/object/apply:os.system [ls]\n", "tag"),
        ("a: 1\n---\nb: 2\n", "several_documents"),
        ("[" * 30 + "]" * 30, "too_deep"),
        ("a: " + "x" * 1_000_001, "too_long"),
        ("a:\n" + "- 1\n" * 50_001, "too_long"),
        ("a: [1\nb: 2\n", "not_yaml"),
        ("a: \x00\n", "not_yaml"),
        ("a: \ud800\n", "not_yaml"),
    ],
)
def test_a_document_that_could_exhaust_or_surprise_is_refused(text: str, reason: str) -> None:
    assert [one.reason for one in problems(text)] == [reason]


@pytest.mark.parametrize("text", ["just words", "[]", "1", "a: 1", "? [x]\n: 1\n", "selectors: 3\nfacts: []\n"])
def test_a_document_of_another_shape_is_told_apart_without_a_crash(text: str) -> None:
    assert problems(text)
