"""What follows in Propose: a place on the agenda, the next state after the ballot, the rulebook after the answer."""

from app.audit.services import record
from app.council import queries as councils
from app.council import services as council_services
from app.db import database
from app.identity import queries as people
from app.identity.viewer import Viewer
from app.proposals import queries, trying
from app.proposals.models import Proposal
from app.rules import services as rules_services

AFTER_DECISION = {"adopted": "decided", "rejected": "declined", "no_quorum": "open"}


def put_on_agenda(proposal_id: int) -> None:
    """Put a proposal that opened on the agenda of the next council session, if one is planned."""
    proposal = queries.proposal_by_id(proposal_id)
    session = councils.next_session(proposal.program_id)
    if session is not None:
        council_services.add_agenda_item(session, proposal.title, queries.subject_of(proposal), by=None)


def follow_decision(decision_id: int) -> None:
    """Take a proposal on after its ballot: adopted, declined, or back into discussion where too few voted."""
    decision = councils.decision_by_id(decision_id)
    proposal = queries.of_subject(decision.subject)
    if proposal is None or proposal.state != "ballot":
        return
    proposal.state = AFTER_DECISION[decision.result]
    proposal.decided_at = decision.decided_at if decision.result != "no_quorum" else None
    database.session.flush()


def follow_void(ballot_id: int) -> None:
    """Take a proposal back into discussion when its ballot was void: it decides nothing, another can be opened."""
    proposal = queries.of_subject(councils.ballot_by_id(ballot_id).subject)
    if proposal is not None and proposal.state == "ballot":
        proposal.state = "open"
        database.session.flush()


def follow_answer(decision_id: int) -> None:
    """Carry out what the vendor accepted as a new rulebook version; a declined proposal ends here."""
    decision = councils.decision_by_id(decision_id)
    answer = councils.answer_to(decision.id)
    proposal = queries.of_subject(decision.subject)
    if proposal is None or answer is None or proposal.state != "decided":
        return
    if answer.answer == "decline":
        proposal.state = "declined"
        database.session.flush()
        return
    person = people.person(answer.person_id)
    owner = Viewer(person.id, person.name, proposal.program_id, people.roles_of(person.id, proposal.program_id))
    _carry_out(proposal, owner)


def _carry_out(proposal: Proposal, owner: Viewer) -> None:
    """Publish the proposal's changes from its day on, or from today where that day has passed."""
    day = trying.day_of(proposal)
    rulebook = trying.base_rulebook(proposal)
    changes = [trying.read_change(rulebook, change, day) for change in queries.changes_of(proposal.id)]
    version = rules_services.publish_version(
        proposal.program_id, changes, effective_on=day, proposal_key=proposal.public_id, by=owner
    )
    proposal.state, proposal.effective_on = "in_force", version.effective_on
    database.session.flush()
    record("proposal.in_force", queries.subject_of(proposal), by=owner, rulebook_version=version.public_id)
