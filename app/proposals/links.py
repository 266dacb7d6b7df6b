"""What comes after a proposal in the chain answer → theme → proposal → ballot → rulebook → outcome → effect.

Outcomes and effects lie above this domain, so theirs puts its links in here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A link of the chain; without an address it isn't there yet and is grey."""

    label: str
    url: str | None = None
    here: bool = False


Provider = Callable[[int], Sequence[Link]]
"""Gives the links that follow from a proposal, by its row."""

AFTER: list[Provider] = []


def add_links(provider: Provider) -> None:
    """Have the proposal's page show the provider's links at the end of its chain."""
    if provider not in AFTER:
        AFTER.append(provider)


def links_after(proposal_id: int) -> list[Link]:
    """Return what follows from a proposal beyond the rulebook; grey links where nothing does yet."""
    found = [link for provider in AFTER for link in provider(proposal_id)]
    return found or [Link("outcome"), Link("effect")]
