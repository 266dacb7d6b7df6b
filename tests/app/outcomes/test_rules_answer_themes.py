"""A change of the rules answers the themes that it came from."""

import datetime as dt

import pytest
from flask import Flask

from app.db import transaction
from app.jobs.worker import work_off
from app.outcomes import presenting, queries
from app.outcomes.models import Outcome
from app.outcomes.tasks import fulfil_plans
from app.proposals.models import Proposal
from app.rules.services import publish_version
from app.shared import clock
from tests.app.proposals.test_deciding import answer, close, vote
from tests.outcome_makers import MARCH, answer_theme
from tests.proposal_makers import Stage, make_open, put_to_vote, stored
from tests.pulse_makers import mails
from tests.rules_makers import NEW_YEAR, engineers


def decide(stage: Stage, reply: str) -> int:
    """Take a proposal through ballot and answer; return its row."""
    proposal = make_open(stage)
    put_to_vote(stage, proposal)
    vote(stage, proposal, p7="for", p0="for")
    answer(stage, close(proposal), reply)
    return proposal


def became(stage: Stage) -> Outcome:
    found = queries.outcome_of(stage.theme_id)
    assert found is not None
    return found


def test_a_published_proposal_answers_its_theme_planned_for_its_day_and_then_done(stage: Stage) -> None:
    proposal = decide(stage, "accept")
    outcome = became(stage)
    assert (outcome.state, outcome.promised_by, outcome.proposal_id) == ("planned", NEW_YEAR, proposal)
    assert outcome.text == "Four engineers are enough (proposal 1)."
    work_off()
    assert len(mails("notice")) == 12
    fulfil_plans.run()
    assert became(stage).state == "planned"
    clock.advance(dt.timedelta(days=40))
    fulfil_plans.run()
    work_off()
    assert (became(stage).state, became(stage).promised_by) == ("done", None)
    assert len(mails("notice")) == 24
    assert mails("notice")[-1].subject.endswith("– done")
    fulfil_plans.run()
    work_off()
    assert len(mails("notice")) == 24


@pytest.mark.parametrize(("state", "day"), [("planned", MARCH), ("done", None)])
def test_what_the_owner_said_already_stands_and_nobody_is_told_twice(
    stage: Stage, state: str, day: dt.date | None
) -> None:
    answer_theme(stage, state, "In the owner's words", promised_by=day)
    work_off()
    decide(stage, "accept")
    work_off()
    assert (became(stage).state, became(stage).text) == (state, "In the owner's words")
    assert len(mails("notice")) == 12


def test_a_plan_on_the_proposal_takes_the_day_of_the_rules(stage: Stage) -> None:
    proposal = make_open(stage)
    answer_theme(stage, "planned", "We will ask for four", promised_by=MARCH, proposal=stored(proposal))
    put_to_vote(stage, proposal)
    vote(stage, proposal, p7="for", p0="for")
    answer(stage, close(proposal), "accept")
    assert (became(stage).text, became(stage).promised_by) == ("We will ask for four", NEW_YEAR)


def test_a_decline_gives_way_to_a_change_of_the_rules(stage: Stage) -> None:
    answer_theme(stage, "declined", "Five stay five")
    decide(stage, "accept")
    assert became(stage).state == "planned"


def test_a_version_without_a_proposal_answers_nothing(stage: Stage) -> None:
    with transaction():
        publish_version(stage.program_id, [engineers(4, role="msp")], effective_on=NEW_YEAR, by=None)
    assert queries.outcome_of(stage.theme_id) is None


def test_what_the_owner_declined_fills_the_form_with_the_reasons(app: Flask, stage: Stage) -> None:
    proposal: Proposal = stored(decide(stage, "decline"))
    with app.test_request_context():
        form = presenting.outcome_form(stage.theme, None)
    assert (form.state.data, form.text.data, form.proposal.data) == (
        "declined",
        "For these reasons.",
        proposal.public_id,
    )
