"""Scorecards: what a partner has, what the next tier asks, and what is missing, as values and in words."""

from app.rules.scorecards.cards import Ask, Coming, FactLine, RoleCard, Scorecard
from app.rules.scorecards.making import CardMaker, tier_outcome

__all__ = ["Ask", "CardMaker", "Coming", "FactLine", "RoleCard", "Scorecard", "tier_outcome"]
