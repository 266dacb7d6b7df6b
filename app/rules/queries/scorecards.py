"""Scorecards of partners under the rules in force on a day, with what announced rules will make of them."""

import datetime as dt
from dataclasses import replace

from app.programs.models import Partner
from app.programs.queries import latest_values, partners
from app.rules.core import PartnerFacts, Rulebook
from app.rules.models import RulebookVersion
from app.rules.queries.population import population_for
from app.rules.queries.versions import rulebook_of, version_in_force, versions
from app.rules.scorecards import Ask, CardMaker, Coming, FactLine, RoleCard, Scorecard, tier_outcome


def scorecard(partner: Partner, as_at: dt.date) -> Scorecard | None:
    """Return the partner's scorecard on a day; None where no rules with tiers are in force.

    Lines whose demand changes by rules announced already say so, and `coming` has the tiers that follow from them.
    """
    version = version_in_force(partner.program_id, as_at)
    if version is None or tier_outcome(rulebook_of(version)) is None:
        return None
    (facts,) = _facts(version, [partner], as_at)
    card = CardMaker(rulebook_of(version), as_at).card(facts)
    for day in _days_of_change(version, as_at):
        card = _looking_ahead(card, partner, day)
    return card


def scorecards(program_id: int, as_at: dt.date) -> list[tuple[Partner, Scorecard]]:
    """Return all partners by name with their cards on a day; none where no rules with tiers are in force."""
    version = version_in_force(program_id, as_at)
    if version is None or tier_outcome(rulebook_of(version)) is None:
        return []
    found = list(partners(program_id))
    maker = CardMaker(rulebook_of(version), as_at)
    return [(partner, maker.card(facts)) for partner, facts in zip(found, _facts(version, found, as_at), strict=True)]


def tiers_upward(version: RulebookVersion | None) -> tuple[str, ...]:
    """Return the tiers of a version from low to high; none where it has no tiers."""
    outcome = tier_outcome(rulebook_of(version)) if version else None
    return outcome.type.choices if outcome else ()


def _facts(version: RulebookVersion, found: list[Partner], as_at: dt.date) -> list[PartnerFacts]:
    return population_for(rulebook_of(version), found, latest_values(version.rulebook.program_id, as_at))


def _days_of_change(version: RulebookVersion, as_at: dt.date) -> list[dt.date]:
    """Return the days after `as_at` on which announced versions or dated values change the rules."""
    program_id = version.rulebook.program_id
    coming = [one for one in versions(program_id) if one.effective_on > as_at]
    days = {one.effective_on for one in coming}
    for one in (version, *coming):
        days |= _dated(rulebook_of(one), after=as_at)
    return sorted(days)


def _dated(rulebook: Rulebook, *, after: dt.date) -> set[dt.date]:
    return {
        dated.since
        for parameter in rulebook.parameters
        for dated in parameter.values
        if dated.since is not None and dated.since > after
    }


def _looking_ahead(card: Scorecard, partner: Partner, day: dt.date) -> Scorecard:
    version = version_in_force(partner.program_id, day)
    if version is None or tier_outcome(rulebook_of(version)) is None:
        return card
    (facts,) = _facts(version, [partner], card.as_at)
    maker = CardMaker(rulebook_of(version), day)
    then = maker.card(facts)
    before = card.coming[-1].result if card.coming else card.together
    coming = (*card.coming, Coming(day, then.together)) if then.together not in (before, None) else card.coming
    roles = tuple(_with_later(role, maker.asks_of(facts, role), day) for role in card.roles)
    return replace(card, roles=roles, coming=coming)


def _with_later(role: RoleCard, then: tuple[Ask, ...], day: dt.date) -> RoleCard:
    """Return the card with the demands of that day, where they differ and none earlier did."""
    asked = {(line.fact, line.operator): line for ask in then for line in ask.lines}

    def marked(line: FactLine) -> FactLine:
        later = asked.get((line.fact, line.operator))
        if line.later or later is None or later.needed in (line.needed, None):
            return line
        return replace(line, later=(day, later.needed, later.holds))

    return replace(role, asks=tuple(Ask(tuple(map(marked, ask.lines))) for ask in role.asks))
