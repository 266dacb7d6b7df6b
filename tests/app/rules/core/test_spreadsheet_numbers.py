"""Numbers as spreadsheets write them, with commas, dots and spaces."""

import pytest

from app.rules.core import BadValue
from app.rules.core.spreadsheet_numbers import plain_number


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("1234", "1234"),
        ("1234.5", "1234.5"),
        ("1.234", "1.234"),
        ("1234,5", "1234.5"),
        ("0,125", "0.125"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("-1.234.567,8", "-1234567.8"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1 234 567,5", "1234567.5"),
        ("1\u202f234", "1234"),
        ("1'234.50", "1234.50"),
    ],
)
def test_a_number_is_read_as_it_was_meant(written: str, plain: str) -> None:
    assert plain_number(written) == plain


@pytest.mark.parametrize("written", ["1,234", "-12,345"])
def test_a_lone_comma_before_three_digits_could_mean_either_and_is_refused(written: str) -> None:
    with pytest.raises(BadValue) as caught:
        plain_number(written)
    assert caught.value.reason == "ambiguous_number"


@pytest.mark.parametrize("written", ["1,23.4", "12,34,56", "1.2.3", "forty", "", "=1+1"])
def test_what_is_no_number_comes_back_as_it_was(written: str) -> None:
    assert plain_number(written) == written
