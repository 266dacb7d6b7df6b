"""A small rulebook and partners for the tests, by hand and by Hypothesis."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from app.rules.core import ParameterChange, PartnerFacts, Rulebook, Selector, parse_rulebook

TEXT = """\
rulebook: sample
title: Sample program
version: "1"
effective: 2026-01-01
selectors: {role: [msp, reseller], market: [mature, emerging]}
facts:
  engineers: {name: certified engineers, type: integer, unit: people, meaning: Certified today.}
  revenue: {type: money, unit: EUR, meaning: Over four quarters.}
  retention: {name: customer retention, type: percent, min: 0, max: 100, meaning: Customers kept over a year.}
  audited: {type: boolean, meaning: Whether the yearly audit was passed.}
  joined: {name: joining date, type: date, meaning: First day in the program.}
  size: {type: choice, choices: [small, large], meaning: By head count.}
parameters:
  gold.engineers:
    type: integer
    unit: people
    min: 0
    max: 50
    meaning: Certified engineers of a Gold partner.
    values:
      - {value: 4}
      - {for: {role: msp}, value: 5}
      - {for: {role: msp, market: emerging}, value: 3}
  silver.engineers:
    type: integer
    unit: people
    min: 0
    max: 50
    meaning: Certified engineers of a Silver partner.
    values:
      - {value: 2}
  fee:
    type: money
    unit: EUR
    meaning: Fee back.
    values:
      - {value: 10.5}
outcomes:
  tier:
    type: choice
    results: [registered, silver, gold]
    meaning: Standing.
    combine: highest
    tables:
      - roles: [msp, reseller]
        rows:
          - name: Gold
            when:
              - engineers >= gold.engineers
              - retention >= 90 or revenue > 1000
            result: gold
          - name: Silver
            when: engineers >= silver.engineers
            result: silver
          - name: Registered
            result: registered
  money:
    type: money
    unit: EUR
    meaning: Money back.
    combine: sum
    tables:
      - roles: [msp, reseller]
        rows:
          - {when: tier >= silver and audited == yes, result: fee}
          - {result: 0}
  care:
    type: choice
    results: [shared, named]
    meaning: Who looks after the partner, for each role.
    combine: each
    tables:
      - roles: [msp]
        rows:
          - {when: size == large, result: named}
          - {when: joined < 2020-01-01, result: named}
          - {result: shared}
"""

DAY = date(2026, 6, 1)


def sample() -> Rulebook:
    return parse_rulebook(TEXT, name="sample.yaml")


def partner(*roles: str, market: str | None = "mature", key: str = "P1", **facts: object) -> PartnerFacts:
    """Return a partner; whole numbers stand for Decimals."""
    typed = {name: Decimal(value) if type(value) is int else value for name, value in facts.items()}
    return PartnerFacts(key, roles or ("msp",), market, typed)  # type: ignore[arg-type]


FACTS = {
    "engineers": [Decimal(number) for number in range(7)],
    "retention": [Decimal(80), Decimal(90)],
    "revenue": [Decimal(1000), Decimal(1001)],
    "audited": [True, False],
}


@st.composite
def partners(draw: st.DrawFn, *, unknown: bool = True, key: str = "P1") -> PartnerFacts:
    """Partners whose facts lie around the thresholds, some unknown where allowed."""
    facts = {name: draw(st.sampled_from([*values, None] if unknown else values)) for name, values in FACTS.items()}
    roles = draw(st.lists(st.sampled_from(["msp", "reseller"]), min_size=1, max_size=2, unique=True))
    return PartnerFacts(key, tuple(roles), draw(st.sampled_from(["mature", "emerging"])), facts)


selectors = st.builds(
    Selector.of,
    st.fixed_dictionaries(
        {},
        optional={"role": st.sampled_from(["msp", "reseller"]), "market": st.sampled_from(["mature", "emerging"])},
    ),
)

changes = st.builds(
    ParameterChange,
    st.sampled_from(["gold.engineers", "silver.engineers"]),
    selectors,
    st.integers(0, 50).map(Decimal),
    st.integers(0, 800).map(lambda days: date(2026, 1, 1) + timedelta(days)),
)
