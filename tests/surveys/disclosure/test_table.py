"""What shows of the segments of a figure."""

from random import Random

import pytest

from surveys.disclosure import ALL, CellInput, HiddenReason, Segment, Tally, publish_table
from tests.surveys.disclosure.examples import CONFIDENTIAL, IDENTIFIED, of
from tests.surveys.disclosure.populations import population, share_cells


def table_of(msp: tuple[int, int], reseller: tuple[int, int]) -> dict[Segment, CellInput[int]]:
    """Return bases of two roles that don't overlap, in mature and emerging markets."""
    bases = {("msp", "mature"): msp[0], ("msp", "emerging"): msp[1]}
    bases |= {("reseller", "mature"): reseller[0], ("reseller", "emerging"): reseller[1]}
    bases |= {(role, ALL): sum(n for (r, _), n in bases.items() if r == role) for role in ("msp", "reseller")}
    for market in ("mature", "emerging", ALL):
        bases[ALL, market] = bases["msp", market] + bases["reseller", market]
    return {segment: CellInput(of(count), count) for segment, count in bases.items()}


def test_large_segments_all_show() -> None:
    table = publish_table(CONFIDENTIAL, table_of((20, 15), (12, 9)))
    assert {segment: figure.value for segment, figure in table.cells.items()}["reseller", "emerging"] == 9
    assert all(figure.shown for figure in table.cells.values())


def test_a_small_segment_hides_a_box_so_that_no_sum_gives_it_back() -> None:
    table = publish_table(CONFIDENTIAL, table_of((20, 15), (12, 3)))
    assert table.cells["reseller", "emerging"].hidden is HiddenReason.too_few
    for segment in (("msp", "mature"), ("msp", "emerging"), ("reseller", "mature")):
        assert table.cells[segment].hidden is HiddenReason.complementary
    assert table.cells["reseller", ALL].value == 15
    assert table.whole.value == 50


def test_a_rest_that_is_too_small_is_not_left_over_by_subtraction() -> None:
    """Three organisations aren't managed service providers: the whole less the providers would be those three."""
    cells = {(role, market): CellInput(of(n), n) for role, n in (("msp", 30), (ALL, 33)) for market in ("mature", ALL)}
    cells |= {("reseller", market): CellInput(of(12), 12) for market in ("mature", ALL)}
    table = publish_table(CONFIDENTIAL, cells)
    assert table.whole.value == 33
    assert table.cells["msp", ALL].hidden is HiddenReason.complementary


def test_a_share_is_hidden_where_too_few_raise_it() -> None:
    bases, raisers = table_of((40, 30), (40, 30)), table_of((12, 4), (12, 9))
    cells = {
        segment: CellInput(cell.base, 0.0, of(raisers[segment].value), of(cell.value - raisers[segment].value))
        for segment, cell in bases.items()
    }
    table = publish_table(CONFIDENTIAL, cells)
    assert table.cells["msp", "emerging"].hidden is HiddenReason.too_few
    assert table.cells["msp", "mature"].hidden is HiddenReason.complementary


def test_nothing_shows_when_the_whole_is_too_small() -> None:
    table = publish_table(CONFIDENTIAL, table_of((1, 1), (1, 1)))
    assert not any(figure.shown for figure in table.cells.values())


def test_identified_mode_hides_no_segment() -> None:
    table = publish_table(IDENTIFIED, table_of((1, 0), (1, 1)))
    assert table.cells["msp", "emerging"].value == 0
    assert (table.roles, table.markets) == (("msp", "reseller", ALL), ("mature", "emerging", ALL))


def test_tables_on_the_same_bases_hide_the_same_bases() -> None:
    organisations = population(Random(3), 60)
    cells = share_cells(organisations)
    bases = publish_table(CONFIDENTIAL, {s: CellInput(c.base, 0) for s, c in cells.items()})
    shares = publish_table(CONFIDENTIAL, cells)
    assert any(not figure.shown for figure in bases.cells.values())
    for segment, figure in bases.cells.items():
        assert figure.shown or not shares.cells[segment].shown


def test_a_missing_total_or_market_is_refused() -> None:
    cells = table_of((20, 15), (12, 9))
    with pytest.raises(ValueError, match="totals of"):
        publish_table(CONFIDENTIAL, {s: c for s, c in cells.items() if s != ("msp", ALL)})
    with pytest.raises(ValueError, match="add up"):
        publish_table(CONFIDENTIAL, cells | {("msp", ALL): CellInput(of(36), 36)})
    shares = {s: CellInput(c.base, 0, of(c.value), of(0)) for s, c in cells.items()}
    with pytest.raises(ValueError, match="add up"):
        publish_table(CONFIDENTIAL, shares | {("msp", ALL): CellInput(of(35), 0, of(6), of(29))})
    with pytest.raises(ValueError, match="raisers and others"):
        publish_table(CONFIDENTIAL, cells | {(ALL, ALL): CellInput(of(56), 0, of(20), Tally.of([]))})
