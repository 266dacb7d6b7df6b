"""What happens in Propose that others act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ProposalOpened:
    proposal_id: int
