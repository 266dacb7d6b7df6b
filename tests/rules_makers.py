"""Makers of rulebooks, changes and what is measured, for tests."""

import datetime as dt
from decimal import Decimal

from app.db import database, transaction
from app.programs.models import Metric, Observation, Partner, Program
from app.rules.core import ParameterChange, Selector
from app.rules.models import RulebookVersion
from app.rules.services import install_rulebook

RULES = """\
rulebook: sample
title: Sample program
version: "2026.1"
effective: 2026-01-01
selectors: {role: [msp, reseller], market: [mature, emerging]}
facts:
  certified_engineers: {name: certified engineers, type: integer, unit: people, meaning: Certified today.}
  annual_revenue_eur: {name: annual revenue, type: money, unit: EUR, meaning: Over four quarters.}
  audited: {name: yearly audit, type: boolean, meaning: Whether the yearly audit was passed.}
parameters:
  gold.certified_engineers:
    type: integer
    unit: people
    min: 0
    max: 50
    meaning: How many certified engineers a Gold partner has.
    values:
      - {value: 4}
      - {for: {role: msp}, value: 5}
      - {for: {role: msp, market: emerging}, value: 3}
  gold.annual_revenue_eur:
    type: money
    unit: EUR
    min: 0
    meaning: Revenue from which a partner can be Gold.
    values:
      - {value: 500000}
  fee:
    type: money
    unit: EUR
    min: 0
    meaning: What a Gold partner gets back.
    values:
      - {value: 1000}
outcomes:
  tier:
    type: choice
    results: [registered, gold]
    meaning: Where a partner stands in the program.
    combine: highest
    tables:
      - roles: [msp, reseller]
        rows:
          - name: Gold
            when:
              - certified_engineers >= gold.certified_engineers
              - annual_revenue_eur >= gold.annual_revenue_eur or audited == yes
            result: gold
          - {name: Registered, result: registered}
  reward:
    type: money
    unit: EUR
    meaning: Money back a year.
    combine: each
    tables:
      - roles: [msp]
        rows:
          - {name: Fee, when: tier == gold, result: fee}
          - {name: Nothing, result: 0}
"""

NEW_YEAR = dt.date(2027, 1, 1)


def make_rulebook(program: Program, document: str = RULES) -> RulebookVersion:
    """Return the first version of the program's rules, in force since 1 January 2026."""
    with transaction():
        return install_rulebook(program.id, "Partner rules", document, None, None, by=None)


def engineers(value: int, effective: dt.date = NEW_YEAR, **selector: str) -> ParameterChange:
    """Return a change of how many certified engineers Gold asks for."""
    return ParameterChange("gold.certified_engineers", Selector.of(selector), Decimal(value), effective)


def measure(partner: Partner, period: str = "2026-Q3", **values: str | int) -> None:
    """Store one observation of the partner for each metric given."""
    with transaction():
        for key, value in values.items():
            known = database.session.query(Metric).filter_by(program_id=partner.program_id, key=key).one_or_none()
            if known is None:
                known = Metric(program_id=partner.program_id, key=key, name=key)
                database.session.add(known)
                database.session.flush()
            observation = Observation(metric_id=known.id, partner_id=partner.id, period=period, value=Decimal(value))
            database.session.add(observation)
