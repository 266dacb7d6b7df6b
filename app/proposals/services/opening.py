"""Opens a proposal: from then on its evidence, its simulation and what is expected of it are fixed."""

from app.audit.services import record
from app.db import database, emit
from app.identity.viewer import Viewer
from app.proposals import evidence, queries, trying
from app.proposals.core.frozen import digest
from app.proposals.events import ProposalOpened
from app.proposals.models import Evidence, Proposal, Simulation
from app.proposals.services.states import hold
from app.shared import clock
from app.shared.errors import DomainError


def missing(proposal: Proposal) -> list[str]:
    """Return what a draft still lacks before it can open, each as something to do."""
    lacking = []
    if not queries.citations(proposal.id):
        lacking.append("cite at least one theme")
    if not queries.changes_of(proposal.id):
        lacking.append("name at least one change of a parameter")
    if proposal.effective_on is None:
        lacking.append("say from when it would be in force")
    elif proposal.effective_on <= clock.now().date():
        lacking.append("choose a day in the future from which it would be in force")
    if not queries.effects_of(proposal.id):
        lacking.append("register the effect that you expect")
    return lacking


def open_proposal(proposal: Proposal, *, by: Viewer) -> None:
    """Freeze evidence and simulation and put the proposal before the council. Raises DomainError naming what lacks."""
    by.must("proposals.write")
    proposal = hold(proposal, "draft")
    lacking = missing(proposal)
    if lacking:
        raise DomainError(f"Before it can open: {', '.join(lacking)}.", code="incomplete")
    changes = queries.changes_of(proposal.id)
    rulebook = trying.base_rulebook(proposal)
    for change in changes:
        change.before = trying.value_before(rulebook, change, trying.day_of(proposal))
    found = trying.try_on_partners(proposal, changes)
    shown = evidence.gather(proposal)
    database.session.add(Evidence(proposal_id=proposal.id, content=shown, digest=digest(shown)))
    database.session.add(
        Simulation(
            proposal_id=proposal.id,
            base_version_id=found.base.id,
            as_at=found.as_at,
            summary=found.summary,
            moved=found.moved,
            digest=found.digest,
        )
    )
    proposal.state, proposal.opened_at = "open", clock.now()
    database.session.flush()
    record("proposal.open", queries.subject_of(proposal), by=by, evidence=digest(shown), simulation=found.digest)
    emit(ProposalOpened(proposal.id), proposal.program_id)
