"""The verbs of Propose."""

from app.proposals.services.ballots import open_ballot
from app.proposals.services.changes import add_change, remove_change
from app.proposals.services.drafts import cite, draft_from_theme, edit, new_proposal, uncite, withdraw
from app.proposals.services.effects import expect, forget_effect
from app.proposals.services.opening import open_proposal

__all__ = [
    "add_change",
    "cite",
    "draft_from_theme",
    "edit",
    "expect",
    "forget_effect",
    "new_proposal",
    "open_ballot",
    "open_proposal",
    "remove_change",
    "uncite",
    "withdraw",
]
