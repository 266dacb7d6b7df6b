"""From the ballot through decision and answer into the rulebook."""

import datetime as dt

import pytest

from app.council import queries as councils
from app.council import services as council_services
from app.council.models import Decision
from app.db import transaction
from app.jobs.worker import work_off
from app.notify.models import OutboxMessage
from app.proposals import queries, recusals, services
from app.rules import queries as rules
from app.shared import clock
from app.shared.errors import ConflictError, DomainError, NotAllowedError
from tests.proposal_makers import Stage, make_open, member, put_to_vote, stored, viewer
from tests.pulse_makers import mails
from tests.rules_makers import NEW_YEAR


def vote(stage: Stage, proposal: int, **choices: str) -> None:
    """Have the members for these partners vote."""
    for external_id, choice in choices.items():
        ballot = councils.ballots_of(queries.subject_of(stored(proposal)))[0]
        person = member(stage, external_id)
        with transaction():
            council_services.cast(
                councils.ballot_by_id(ballot.id),
                councils.seat_of(person.id, stage.council_id),
                choice,
                by=viewer(person, stage.program),
            )


def close(proposal: int) -> Decision:
    """Close the ballot when its time is up."""
    clock.advance(dt.timedelta(days=10))
    ballot = councils.ballots_of(queries.subject_of(stored(proposal)))[0]
    with transaction():
        decision = council_services.close_ballot(councils.ballot_by_id(ballot.id), by=None)
    assert decision is not None
    return councils.decision_by_id(decision.id)


def answer(stage: Stage, decision: Decision, reply: str) -> None:
    """Have the owner answer a decision."""
    with transaction():
        council_services.answer_decision(
            councils.decision_by_id(decision.id), reply, "For these reasons.", by=viewer(stage.owner, stage.program)
        )


def test_opening_puts_it_on_the_next_agenda_and_mails_each_seat_once(stage: Stage) -> None:
    with transaction():
        starts_at = clock.now() + dt.timedelta(days=7)
        session = council_services.plan_session(stage.council, "Winter", starts_at, by=None)
        session_id = session.id
    proposal = make_open(stage)
    (item,) = councils.agenda(session_id)
    assert (item.title, item.subject) == ("Four engineers are enough", queries.subject_of(stored(proposal)))
    work_off()
    written: list[OutboxMessage] = mails("proposal_opened")
    assert len(written) == 3
    assert f"/proposals/{stored(proposal).public_id}" in written[0].text
    assert "Four engineers are enough" in written[0].subject


def test_a_seat_whose_partner_moves_is_recused_with_the_reason(stage: Stage) -> None:
    proposal = make_open(stage)
    put_to_vote(stage, proposal)
    (ballot,) = councils.ballots_of(queries.subject_of(stored(proposal)))
    (recusal,) = councils.recusals(ballot.id)
    assert recusal.seat.person_id == member(stage, "p1").id
    assert recusal.reason.startswith("the change would move Partner p1 to Gold")
    assert len(councils.roll(ballot.id)) == 2
    assert stored(proposal).state == "ballot"


def test_a_found_recusal_can_be_lifted_and_another_added(stage: Stage) -> None:
    proposal = make_open(stage)
    (found,) = recusals.found(stored(proposal), stage.council)
    other = councils.seat_of(member(stage, "p7").id, stage.council_id)
    assert other is not None
    put_to_vote(stage, proposal, lifted=[found.seat.public_id], extra_recusals={other.id: "asked to"})
    (ballot,) = councils.ballots_of(queries.subject_of(stored(proposal)))
    assert [(one.seat_id, one.reason) for one in councils.recusals(ballot.id)] == [(other.id, "asked to")]


def test_only_a_facilitator_opens_a_ballot_and_only_one(stage: Stage) -> None:
    proposal = make_open(stage)
    with pytest.raises(NotAllowedError), transaction():
        services.open_ballot(
            stored(proposal),
            stage.council,
            secret=True,
            threshold="majority",
            quorum=1,
            closes_at=clock.now() + dt.timedelta(days=1),
            by=viewer(stage.owner, stage.program),
        )
    put_to_vote(stage, proposal)
    with pytest.raises(ConflictError):
        put_to_vote(stage, proposal)


def test_a_refused_ballot_leaves_the_proposal_open(stage: Stage) -> None:
    proposal = make_open(stage)
    with pytest.raises(DomainError, match="quorum"):
        put_to_vote(stage, proposal, quorum=3)
    assert stored(proposal).state == "open"


def test_an_accepted_decision_becomes_a_rulebook_version_from_its_day(stage: Stage) -> None:
    proposal = make_open(stage)
    put_to_vote(stage, proposal)
    vote(stage, proposal, p7="for", p0="for")
    decision = close(proposal)
    assert (stored(proposal).state, stored(proposal).decided_at) == ("decided", decision.decided_at)
    assert rules.version_of_proposal(stage.program_id, stored(proposal).public_id) is None
    answer(stage, decision, "accept")
    version = rules.version_of_proposal(stage.program_id, stored(proposal).public_id)
    assert version is not None
    assert version.effective_on == NEW_YEAR
    assert version.published_by_id == stage.owner.id
    assert "gold.certified_engineers [msp, mature]: 5 → 4 people, from 2027-01-01" in version.summary
    assert stored(proposal).state == "in_force"


def test_accepted_after_its_day_it_is_in_force_from_the_day_of_the_answer(stage: Stage) -> None:
    proposal = make_open(stage)
    put_to_vote(stage, proposal)
    vote(stage, proposal, p7="for", p0="for")
    decision = close(proposal)
    clock.advance(dt.timedelta(days=60))
    answer(stage, decision, "accept")
    assert stored(proposal).effective_on == rules.today(stage.program_id) == dt.date(2027, 2, 2)


def test_what_the_owner_declines_changes_no_rule(stage: Stage) -> None:
    proposal = make_open(stage)
    put_to_vote(stage, proposal)
    vote(stage, proposal, p7="for", p0="for")
    answer(stage, close(proposal), "decline")
    assert stored(proposal).state == "declined"
    assert len(rules.versions(stage.program_id)) == 1


def test_what_the_council_rejects_is_declined(stage: Stage) -> None:
    proposal = make_open(stage)
    put_to_vote(stage, proposal)
    vote(stage, proposal, p7="against", p0="for")
    decision = close(proposal)
    assert stored(proposal).state == "declined"
    answer(stage, decision, "decline")
    assert stored(proposal).state == "declined"


def test_without_a_quorum_it_is_open_again_and_can_be_put_to_the_vote_anew(stage: Stage) -> None:
    proposal = make_open(stage)
    put_to_vote(stage, proposal, quorum=2)
    vote(stage, proposal, p7="for")
    assert close(proposal).result == "no_quorum"
    assert (stored(proposal).state, stored(proposal).decided_at) == ("open", None)
    put_to_vote(stage, proposal)
    assert stored(proposal).state == "ballot"


def test_a_ballot_running_keeps_it_from_being_withdrawn(stage: Stage) -> None:
    proposal, owner = make_open(stage), viewer(stage.owner, stage.program)
    put_to_vote(stage, proposal)
    with pytest.raises(ConflictError), transaction():
        services.withdraw(stored(proposal), by=owner)
    assert stored(proposal).state == "ballot"


def test_a_void_ballot_takes_it_back_into_discussion(stage: Stage) -> None:
    proposal = make_open(stage)
    put_to_vote(stage, proposal)
    clock.advance(dt.timedelta(days=10))
    (ballot,) = councils.ballots_of(queries.subject_of(stored(proposal)))
    with transaction():
        tampered = councils.ballot_by_id(ballot.id)
        tampered.quorum = 0
        assert council_services.close_ballot(tampered, by=None) is None
    assert stored(proposal).state == "open"
