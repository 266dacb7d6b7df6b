from datetime import date
from decimal import Decimal

import pytest

from app.shared.tables.cell_text import clean
from app.shared.tables.dates import check_date_format, read_date
from app.shared.tables.faults import BadCell, TableError
from app.shared.tables.numbers import read_count, read_number


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("  a \n b\t", "a b"),
        ("e\u0301", "é"),
        ("a\x07b\u200b\u202ec", "abc"),
        ("a\u00a0b", "a b"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("شركة الشمال", "شركة الشمال"),
    ],
)
def test_text_is_composed_and_without_what_nobody_sees(cell, kept):
    assert clean(cell) == kept


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("98.000,00", "98000.00"),
        ("125000.50", "125000.50"),
        ("1.234.567", "1234567"),
        ("1,234", "1234"),
        ("0.125", "0.12"),
        ("1 234,5", "1234.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("1'234.50", "1234.50"),
        (",5", "0.5"),
        ("7.", "7"),
    ],
)
def test_money_is_read_with_point_or_comma(cell, number):
    assert read_number(cell, decimals=2, lowest=0, highest=10**9) == Decimal(number)


@pytest.mark.parametrize(
    "cell", ["forty", "1.2.3,4", "1.2,3.567", "1,23,4", "12 34", "1e5", "--1", ".", "1.234,567.8", "NaN", "٣"]
)
def test_what_is_no_number_is_not_guessed(cell):
    with pytest.raises(BadCell) as bad:
        read_number(cell, decimals=2, lowest=0, highest=10**9)
    assert bad.value.reason == "not_a_number"


def test_where_three_decimals_are_possible_a_lone_comma_is_not_guessed():
    assert read_number("1.234", decimals=6, lowest=0, highest=10) == Decimal("1.234")
    with pytest.raises(BadCell) as bad:
        read_number("1,234", decimals=6, lowest=0, highest=10**9)
    assert bad.value.reason == "ambiguous_number"


@pytest.mark.parametrize(("cell", "reason"), [("-1", "out_of_range"), ("101", "out_of_range"), ("1.5", "not_a_number")])
def test_a_count_is_whole_and_within_bounds(cell, reason):
    assert read_count("40.0", highest=100) == 40
    with pytest.raises(BadCell) as bad:
        read_count(cell, highest=100)
    assert bad.value.reason == reason


@pytest.mark.parametrize(
    "cell",
    ["2021-03-15", "15.03.2021", "2021-03-15T10:00:00Z", "2021-03-15 10:00", "15/03/2021", "03/15/2021", "2021/3/15"],
)
def test_clear_dates_are_read(cell):
    assert read_date(cell) == date(2021, 3, 15)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("03/04/2021", "ambiguous_date"),
        ("03-04-2021", "ambiguous_date"),
        ("31/02/2020", "not_a_date"),
        ("15.03.21", "not_a_date"),
        ("soon", "not_a_date"),
        ("44270", "not_a_date"),
        ("1021-03-15", "out_of_range"),
    ],
)
def test_unclear_dates_are_not_guessed(cell, reason):
    with pytest.raises(BadCell) as bad:
        read_date(cell)
    assert bad.value.reason == reason


def test_the_same_number_twice_is_clear():
    assert read_date("04/04/2021") == date(2021, 4, 4)


@pytest.mark.parametrize("date_format", ["MM/DD/YYYY", "%m/%d/%Y"])
def test_a_format_settles_what_is_ambiguous_and_leaves_iso_alone(date_format):
    strptime_format = check_date_format(date_format)
    assert read_date("03/04/2021", strptime_format) == date(2021, 3, 4)
    assert read_date("2021-03-15", strptime_format) == date(2021, 3, 15)


@pytest.mark.parametrize("date_format", ["", "dmy", "%d/%m", "%Q", "YYYY-MM", "%"])
def test_a_format_that_loses_the_day_is_refused(date_format):
    with pytest.raises(TableError):
        check_date_format(date_format)
