"""Values of rules beside their units, as people say them."""

import pytest

from app.rules.wording import unit_beside


@pytest.mark.parametrize(
    ("said", "unit", "written"),
    [("1", "months", "month"), ("3", "months", "months"), ("1", "people", "person"), ("10", "people", "people")],
)
def test_a_unit_is_singular_beside_one(said: str, unit: str, written: str) -> None:
    assert unit_beside(said, unit) == written
