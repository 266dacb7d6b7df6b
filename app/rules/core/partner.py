"""What the rules are asked about: one partner with its roles, its market and its facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.rules.core.rulebook import Rulebook
from app.rules.core.selectors import Context
from app.rules.core.values import Value


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """One partner as known on a day; a fact that is None or absent is unknown, as is a market of None."""

    partner: str
    roles: tuple[str, ...]
    market: str | None = None
    facts: Mapping[str, Value | None] = field(default_factory=dict)

    def context(self, rulebook: Rulebook, role: str) -> Context:
        """Return what selectors may ask of this partner in one role."""
        context: dict[str, str | None] = {}
        for dimension, _ in rulebook.dimensions:
            if dimension == "role":
                context[dimension] = role
            elif dimension == "market":
                context[dimension] = self.market
            else:
                fact = self.facts.get(dimension)
                context[dimension] = None if fact is None else str(fact)
        return context
