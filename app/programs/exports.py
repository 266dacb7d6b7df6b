"""Puts partners out as a table that can be brought in again."""

from collections.abc import Iterable
from typing import TextIO

from app.programs.models import Partner
from app.shared.tables import write_csv

COLUMNS = (
    *("external_id", "name", "roles", "domain", "country", "market"),
    *("employees", "annual_revenue_eur", "joined"),
)


def write_partners(target: TextIO, partners: Iterable[Partner]) -> int:
    """Write the facts about partners as CSV and return the number of rows; no cell starts a formula."""
    return write_csv(target, COLUMNS, (_cells(partner) for partner in partners))


def _cells(partner: Partner) -> list[object]:
    revenue = partner.annual_revenue_eur
    return [
        partner.external_id,
        partner.name,
        "; ".join(partner.roles),
        partner.domain,
        partner.country,
        partner.market,
        partner.employees,
        None if revenue is None else f"{revenue:.2f}",
        partner.joined,
    ]
