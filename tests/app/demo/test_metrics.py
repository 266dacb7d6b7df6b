"""Facts of the demo's observations: complete where tiers need them, and telling the story."""

from collections import defaultdict
from decimal import Decimal
from statistics import mean

from app.demo.cast.metrics import METRICS, PERIODS, observations
from app.demo.cast.partners import DemoPartner, partners

PARTNERS = {partner.external_id: partner for partner in partners(2026)}
OBSERVED = observations(2026)
NEWEST: dict[str, dict[str, Decimal]] = defaultdict(dict)
for _one in OBSERVED:
    if _one.period == PERIODS[-1]:
        NEWEST[_one.partner_external_id][_one.metric] = _one.value


def _engineers_asked(role: str, market: str) -> int:
    return 3 if market == "emerging" else 5 if role == "msp" else 4


def _is_gold(partner: DemoPartner, lowered_by: int = 0) -> bool:
    """Return whether the program's rule for Gold holds in one of the partner's roles."""
    facts = NEWEST[partner.external_id]
    mature = partner.market == "mature"
    enough_revenue = facts["annual_revenue_eur"] >= (500_000 if mature else 200_000)
    enough_deals = facts["joint_deals"] >= (8 if mature else 5)
    for role in partner.roles:
        asked = _engineers_asked(role, partner.market) - (lowered_by if role == "msp" and mature else 0)
        other = {
            "reseller": enough_revenue and facts["customer_retention"] >= 88,
            "msp": enough_revenue and facts["customer_retention"] >= 90,
            "service_provider": (enough_revenue or enough_deals) and facts["customer_retention"] >= 88,
            "builder": enough_deals and facts["satisfaction"] >= Decimal("4.2"),
        }[role]
        if facts.get("certified_engineers", 0) >= asked and other:
            return True
    return False


def test_every_metric_is_observed_in_eight_quarters() -> None:
    assert len(PERIODS) == 8
    seen = {(one.metric, one.period) for one in OBSERVED}
    assert seen == {(metric.key, period) for metric in METRICS for period in PERIODS}


def test_a_few_values_are_missing_but_none_twice() -> None:
    keys = {(one.partner_external_id, one.metric, one.period) for one in OBSERVED}
    assert len(keys) == len(OBSERVED)
    assert 0.94 <= len(OBSERVED) / (240 * 8 * len(METRICS)) <= 0.99


def test_lowering_gold_to_four_engineers_moves_fourteen_partners_up() -> None:
    today = {key for key, partner in PARTNERS.items() if _is_gold(partner)}
    after = {key for key, partner in PARTNERS.items() if _is_gold(partner, lowered_by=1)}
    assert (len(today), len(after)) == (38, 52)
    moved = after - today
    assert {"Corvus Managed", "Fjord Systems"} <= {PARTNERS[key].name for key in moved}
    assert all(NEWEST[key]["certified_engineers"] == 4 for key in moved)


def test_on_the_cliff_the_count_of_engineers_went_up_and_down() -> None:
    cliff = {key for key, partner in PARTNERS.items() if partner.band == "cliff"}
    counts = defaultdict(set)
    for one in OBSERVED:
        if one.metric == "certified_engineers" and one.partner_external_id in cliff:
            counts[one.partner_external_id].add(one.value)
    assert all(max(values) >= 5 for values in counts.values())


def test_seven_partners_have_not_reported_their_certificates() -> None:
    assert sum("certified_engineers" not in NEWEST[key] for key in PARTNERS) == 7


def test_quotes_to_resellers_became_fast_after_may_2026() -> None:
    hours = defaultdict(list)
    for one in OBSERVED:
        if one.metric == "quote_hours" and "reseller" in PARTNERS[one.partner_external_id].roles:
            hours[one.period].append(one.value)
    assert mean(hours["2026-Q1"]) > 27
    assert mean(hours["2026-Q3"]) < 6


def test_sales_through_partners_grew_by_about_a_sixth_within_a_year() -> None:
    sales = defaultdict(Decimal)
    for one in OBSERVED:
        if one.metric == "annual_revenue_eur":
            sales[one.period] += one.value
    assert 70_000_000 < sales["2026-Q3"] < 100_000_000
    assert Decimal("1.08") < sales["2026-Q3"] / sales["2025-Q3"] < Decimal("1.25")


def test_values_stay_within_what_their_unit_allows() -> None:
    for one in OBSERVED:
        low, high = {
            "customer_retention": (0, 100),
            "satisfaction": (1, 5),
            "certified_engineers": (0, 100),
            "growth_percent": (-100, 1000),
        }.get(one.metric, (0, 10_000_000))
        assert low <= one.value <= high, one
