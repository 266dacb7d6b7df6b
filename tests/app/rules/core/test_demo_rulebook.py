"""The demo program's rulebook: clean, for four roles, and its thresholds as the demo tells them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from app.rules.core import (
    ParameterChange,
    PartnerFacts,
    Rulebook,
    Selector,
    apply_changes,
    diff,
    evaluate,
    parse_rulebook,
    write_rulebook,
)

FILE = Path(__file__).parents[4] / "app/demo/northwind/rulebook-2026.1.yaml"
DAY = date(2026, 6, 1)


def northwind() -> Rulebook:
    return parse_rulebook(FILE.read_text(encoding="utf-8"), name=FILE.name)


def msp(engineers: int, market: str = "mature") -> PartnerFacts:
    return PartnerFacts(
        "P1",
        ("msp",),
        market,
        {
            "certified_engineers": Decimal(engineers),
            "annual_revenue_eur": Decimal(600000),
            "customer_retention": Decimal(93),
            "growth_percent": Decimal(20),
        },
    )


def test_it_has_every_outcome_for_every_role_and_is_written_as_it_is_read() -> None:
    rulebook = northwind()
    roles = {"reseller", "msp", "service_provider", "builder"}
    assert [set(outcome.table_by_role) for outcome in rulebook.outcomes] == [roles] * 3
    assert parse_rulebook(write_rulebook(rulebook), name="written") == rulebook


def test_an_msp_in_a_mature_market_is_gold_with_five_engineers_and_after_the_change_with_four() -> None:
    rulebook = northwind()
    tier, discount, incentive = evaluate(rulebook, msp(4), DAY)
    assert (tier.combined, discount.combined) == ("silver", Decimal(12))
    assert tier.by_role[0].above[0].sentence() == "Gold: needs 5 certified engineers, has 4"
    assert incentive.by_role[0].result == Decimal(4)
    assert evaluate(rulebook, msp(5), DAY)[0].combined == "gold"
    mature = Selector.of({"role": "msp", "market": "mature"})
    change = ParameterChange("gold.certified_engineers", mature, Decimal(4), date(2027, 1, 1))
    after = apply_changes(rulebook, [change])
    assert [line.sentence() for line in diff(rulebook, after)] == [
        "gold.certified_engineers [msp, mature]: 5 → 4 people, from 2027-01-01"
    ]
    assert [one.combined for one in evaluate(after, msp(4), date(2027, 1, 1))[:2]] == ["gold", Decimal(20)]


def test_an_msp_in_an_emerging_market_needs_three() -> None:
    assert evaluate(northwind(), msp(3, "emerging"), DAY)[0].combined == "gold"
