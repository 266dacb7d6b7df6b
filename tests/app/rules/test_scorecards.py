"""A scorecard says what a partner has, what the next tier asks, and what is missing, in words."""

import datetime as dt

import pytest
from flask import Flask

from app.db import transaction
from app.programs.models import Partner, Program
from app.rules import queries
from app.rules.scorecards import Scorecard
from app.rules.services import publish_version
from tests.people import make_partner, make_program
from tests.rules_makers import NEW_YEAR, engineers, make_rulebook, measure

DAY = dt.date(2026, 11, 24)


@pytest.fixture
def program(app: Flask) -> Program:
    program = make_program()
    make_rulebook(program)
    return program


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def card_of(partner: Partner) -> Scorecard:
    card = queries.scorecard(partner, DAY)
    assert card is not None
    return card


def test_what_is_missing_to_the_next_tier_is_said_in_words(program: Program) -> None:
    partner = make_partner(program, "A1", "msp")
    measure(partner, certified_engineers=3, annual_revenue_eur=462000, audited=0)
    card = card_of(partner)
    (role,) = card.roles
    assert (card.tier, role.target, role.at_top) == ("registered", "gold", False)
    lines = [tuple(map(plain, (line.you, line.asked, line.missing))) for ask in role.asks for line in ask.lines]
    assert lines == [("3", "5", "two more"), ("€ 462,000", "€ 500,000", "€ 38,000 more"), ("no", "yes", "must be yes")]
    assert plain(card.sentence) == (
        "Gold as MSP: two more certified engineers and € 38,000 more annual revenue or yearly audit must be yes"
    )
    assert [(name, plain(words)) for name, words in card.others] == [("Reward", "€ 0 as MSP")]


def test_together_the_best_role_counts_and_the_nearest_one_leads_on(program: Program) -> None:
    partner = make_partner(program, "A1", "msp", "reseller")
    measure(partner, certified_engineers=3, annual_revenue_eur=600000, audited=0)
    assert card_of(partner).sentence == "Gold as reseller: one more certified engineer"
    fewer_conditions = make_partner(program, "A2", "msp", "reseller")
    measure(fewer_conditions, certified_engineers=4, annual_revenue_eur=1, audited=0)
    assert card_of(fewer_conditions).sentence.startswith("Gold as reseller: €")
    partner = make_partner(program, "B2", "msp", "reseller")
    measure(partner, certified_engineers=4, annual_revenue_eur=600000, audited=0)
    card = card_of(partner)
    assert (card.tier, [role.result for role in card.roles]) == ("gold", ["registered", "gold"])
    assert (card.nearest, card.sentence) == (None, "")
    assert all(ask.holds for ask in card.roles[1].asks)
    assert card.roles[0].missing == "one more certified engineer"


def test_an_unknown_fact_is_said_and_leaves_the_tier_undetermined(program: Program) -> None:
    partner = make_partner(program, "A1", "msp")
    measure(partner, annual_revenue_eur=600000)
    card = card_of(partner)
    assert (card.tier, card.sentence) == ("undetermined", "Gold as MSP: certified engineers not known")
    assert card.roles[0].asks[0].lines[0].you == "not known"


def test_announced_rules_are_seen_on_the_card_before_they_come(program: Program) -> None:
    partner = make_partner(program, "A1", "msp")
    measure(partner, certified_engineers=4, annual_revenue_eur=600000)
    with transaction():
        publish_version(program.id, [engineers(4, role="msp")], effective_on=NEW_YEAR, by=None)
    card = card_of(partner)
    line = card.roles[0].asks[0].lines[0]
    assert (card.tier, line.asked, line.asked_later, line.later) == ("registered", "5", "4", (NEW_YEAR, 4, True))
    assert [(one.day, one.result) for one in card.coming] == [(NEW_YEAR, "gold")]


def test_a_role_without_a_table_and_a_program_without_rules_have_no_tier(program: Program) -> None:
    card = card_of(make_partner(program, "A1", "builder"))
    assert (card.tier, card.roles, card.sentence) == ("none", (), "")
    elsewhere = make_partner(make_program("other", "Other"), "A1")
    assert queries.scorecard(elsewhere, DAY) is None
    assert queries.scorecards(elsewhere.program_id, DAY) == []
    assert queries.scorecard(make_partner(program, "B2"), dt.date(2025, 1, 1)) is None
