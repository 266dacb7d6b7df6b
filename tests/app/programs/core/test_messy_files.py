"""Every messy partner file gives exactly what its description says."""

import json
from decimal import Decimal

import pytest

from app.programs.core.partner_reader import read_partner_file
from tests.shared_data import SHARED_DATA, needs_shared_data

pytestmark = needs_shared_data
FOLDER = SHARED_DATA / "messy" if SHARED_DATA else None
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8")) if FOLDER else {}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_accepted_and_rejected_rows_are_as_described(name):
    reading = read_partner_file(FOLDER / name)
    rejected = [{key: bad.as_dict()[key] for key in ("line", "column", "reason")} for bad in reading.rejected]
    assert len(reading.partners) == EXPECTED[name]["accepted"]
    assert rejected == EXPECTED[name]["rejected"]
    assert all(bad.message for bad in reading.rejected)


def test_decimal_commas_and_accents_are_read():
    partners = read_partner_file(FOLDER / "semicolon-cp1252-decimal-comma.csv").partners
    assert [partner.annual_revenue_eur for partner in partners[:2]] == [Decimal("1234.50"), Decimal("98000.00")]
    assert [partner.name for partner in partners[:2]] == ["Müller & Söhne", "Café Numérique"]
    assert partners[2].country == "DE"


def test_a_format_settles_the_ambiguous_date():
    reading = read_partner_file(FOLDER / "mixed-dates.csv", date_format="DD/MM/YYYY")
    assert [partner.joined.isoformat() for partner in reading.partners] == ["2021-03-15"] * 3 + ["2021-04-03"]


def test_the_record_after_a_quoted_newline_starts_on_line_four():
    assert [p.line for p in read_partner_file(FOLDER / "quoted-newline-formula.csv").partners] == [2, 4, 5]
