"""Partners from a table: every cell typed by the rulebook, every bad one reported with its place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from app.rules.core import PartnerFacts, Population, population_from_rows
from tests.app.rules.core.sample import sample

HEADER = ("external_id", "name", "Roles", "market", "engineers", "revenue", "retention", "audited", "joined", "size")


@dataclass(frozen=True)
class Row:
    line: int
    cells: tuple[str, ...]


def read(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> Population:
    return population_from_rows(header, [Row(line, cells) for line, cells in enumerate(rows, start=2)], sample())


GOOD = ("P1", "=cmd()", "MSP; Reseller", "Mature", "5", "1.234,50 EUR", "92.5 %", "Yes", "2020-02-29", "Small")


def test_each_cell_becomes_a_fact_of_its_type() -> None:
    population = read(GOOD)
    assert population.problems == ()
    assert population.partners == (
        PartnerFacts(
            "P1",
            ("msp", "reseller"),
            "mature",
            {
                "engineers": Decimal(5),
                "revenue": Decimal("1234.5"),
                "retention": Decimal("92.5"),
                "audited": True,
                "joined": date(2020, 2, 29),
                "size": "small",
            },
        ),
    )


def test_an_empty_cell_and_a_missing_column_are_unknown_facts() -> None:
    population = read(("P1", "msp", ""), header=("external_id", "roles", "engineers"))
    assert population.partners == (PartnerFacts("P1", ("msp",), None, {"engineers": None}),)
    assert population.absent_facts == ("revenue", "retention", "audited", "joined", "size")


def test_columns_the_rulebook_does_not_declare_are_named() -> None:
    assert read(GOOD).ignored_columns == ("name",)


@pytest.mark.parametrize(
    ("place", "cell", "column", "reason"),
    [
        (0, " ", "external_id", "missing"),
        (0, "x" * 201, "external_id", "too_long"),
        (2, "", "roles", "missing"),
        (2, "msp, wizard", "roles", "unknown_value"),
        (3, "lunar", "market", "unknown_value"),
        (4, "five", "engineers", "not_a_number"),
        (4, "4.5", "engineers", "not_whole"),
        (5, "1,234", "revenue", "ambiguous_number"),
        (5, "1234 USD", "revenue", "not_a_number"),
        (6, "101", "retention", "out_of_range"),
        (7, "perhaps", "audited", "not_yes_or_no"),
        (8, "29.02.2021", "joined", "not_a_date"),
        (9, "huge", "size", "unknown_value"),
    ],
)
def test_a_bad_cell_is_reported_with_its_place_and_its_row_left_out(
    place: int, cell: str, column: str, reason: str
) -> None:
    bad = (*GOOD[:place], cell, *GOOD[place + 1 :])
    population = read(bad, ("P2", *GOOD[1:]))
    assert [(one.line, one.column, one.reason) for one in population.problems] == [(2, column, reason)]
    assert [one.partner for one in population.partners] == ["P2"]
    assert population.problems[0].as_dict()["message"] == population.problems[0].message


def test_a_partner_on_two_lines_is_a_duplicate_of_the_first() -> None:
    population = read(GOOD, GOOD)
    assert [(one.line, one.reason) for one in population.problems] == [(3, "duplicate")]
    assert "line 2" in population.problems[0].message


def test_a_header_without_a_needed_column_or_with_one_twice_reads_nothing() -> None:
    without = read(("P1",), header=("external_id",))
    assert [(one.line, one.column, one.reason) for one in without.problems] == [(1, "roles", "missing_column")]
    twice = read(("P1", "msp", "1", "2"), header=("external_id", "roles", "engineers", "Engineers "))
    assert [(one.line, one.column, one.reason) for one in twice.problems] == [(1, "engineers", "duplicate")]
    assert twice.partners == ()
