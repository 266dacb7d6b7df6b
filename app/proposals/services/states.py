"""Where a proposal is on its way, and the lock under which it goes on."""

from sqlalchemy import select

from app.db import database
from app.proposals.models import Proposal
from app.shared.errors import ConflictError

STATES = {
    "draft": "draft",
    "open": "in discussion",
    "ballot": "ballot open",
    "decided": "adopted, the vendor's answer is due",
    "in_force": "accepted",
    "declined": "declined",
    "withdrawn": "withdrawn",
}


def hold(proposal: Proposal, *states: str) -> Proposal:
    """Return the proposal as it is now, locked to the end of the transaction. Raises ConflictError in another state."""
    # Only the proposal's own row: PostgreSQL can't lock the author that is joined to it.
    held = select(Proposal).where(Proposal.id == proposal.id).with_for_update(of=Proposal)
    found = database.session.scalar(held.execution_options(populate_existing=True))
    if found is None or found.state not in states:
        now = STATES[found.state] if found else "gone"
        raise ConflictError(f"This can't be done any more: the proposal is {now}. Reload the page to see it.")
    return found
