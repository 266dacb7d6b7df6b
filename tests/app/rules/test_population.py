"""Partners as the rules see them: facts as at a day, and what isn't known stays unknown."""

import datetime as dt
from decimal import Decimal

from flask import Flask

from app.db import transaction
from app.rules import queries
from app.rules.core import Undetermined
from app.rules.services import try_changes
from tests.people import make_partner, make_program
from tests.rules_makers import engineers, make_rulebook, measure

DAY = dt.date(2026, 11, 24)


def test_facts_are_the_newest_values_of_periods_that_had_ended(app: Flask) -> None:
    program = make_program()
    make_rulebook(program)
    partner = make_partner(program, "A1", "msp", "reseller")
    measure(partner, "2026-Q2", certified_engineers=3, audited=0)
    measure(partner, "2026-Q3", certified_engineers=5, audited=1)
    (facts,) = queries.population(program.id, DAY)
    assert (facts.partner, facts.roles, facts.market) == (partner.public_id, ("msp", "reseller"), "mature")
    assert facts.facts == {"certified_engineers": Decimal(5), "annual_revenue_eur": None, "audited": True}
    (before,) = queries.population(program.id, dt.date(2026, 9, 29))
    assert (before.facts["certified_engineers"], before.facts["audited"]) == (Decimal(3), False)


def test_the_partners_own_field_stands_in_where_nothing_was_measured(app: Flask) -> None:
    program = make_program()
    make_rulebook(program)
    partner, measured = make_partner(program, "A1"), make_partner(program, "B2")
    with transaction():
        queries.rulebook(program.id)
        for one in (partner, measured):
            one.annual_revenue_eur = Decimal("250000.50")
            app.extensions["sqlalchemy"].session.add(one)
    measure(measured, annual_revenue_eur=400000)
    facts = [one.facts["annual_revenue_eur"] for one in queries.population(program.id, DAY)]
    assert facts == [Decimal("250000.5"), Decimal(400000)]


def test_an_unknown_fact_leaves_a_partner_undetermined_and_is_named(app: Flask) -> None:
    program = make_program()
    make_rulebook(program)
    measure(make_partner(program, "A1"), annual_revenue_eur=900000)
    measure(make_partner(program, "B2"), annual_revenue_eur=900000, certified_engineers=4)
    simulation = try_changes(program.id, [engineers(4, role="msp")], DAY)
    movement = simulation.overall["tier"]
    assert (movement.up, movement.down, movement.undetermined) == (1, 0, 1)
    assert movement.unknown_facts == {"certified_engineers": 1}
    assert simulation.as_at == dt.date(2027, 1, 1)


def test_a_standing_says_which_row_fired_and_what_was_missing(app: Flask) -> None:
    program = make_program()
    partner = make_partner(program, "A1")
    assert queries.standing(partner, DAY) is None
    assert queries.population(program.id, DAY) == []
    version = make_rulebook(program)
    measure(partner, annual_revenue_eur=900000, certified_engineers=4)
    standing = queries.standing(partner, DAY)
    assert standing is not None
    (as_msp,) = standing.results[0].by_role
    assert (standing.version.id, as_msp.result, as_msp.row) == (version.id, "registered", "Registered")
    assert as_msp.above[0].sentence() == "Gold: needs 5 certified engineers, has 4"


def test_a_value_that_the_rules_could_not_hold_counts_as_unknown(app: Flask) -> None:
    program = make_program()
    make_rulebook(program)
    partner = make_partner(program, "A1")
    measure(partner, certified_engineers="4.5", audited=2, annual_revenue_eur=1)
    standing = queries.standing(partner, DAY)
    assert standing is not None
    assert isinstance(standing.results[0].combined, Undetermined)
