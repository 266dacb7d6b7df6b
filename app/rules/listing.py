"""The list of scorecards, counted by tier and narrowed, and what a partner's page says of its card."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtforms.fields.choices import SelectChoice

from app.identity.viewer import Viewer
from app.programs.models import Partner
from app.programs.sections import Section
from app.rules import queries, wording
from app.rules.scorecards import Scorecard
from app.web.formats import plural
from app.web.paging import PER_PAGE, Page

Cards = list[tuple[Partner, Scorecard]]


@dataclass(frozen=True)
class CardList:
    """Counts over all partners, and the page of those that fit."""

    total: int
    sentence: str
    undetermined: str
    tier_choices: list[SelectChoice]
    page: Page


def card_list(cards: Cards, tiers_upward: Sequence[str], wanted: Mapping[str, str | None], number: int) -> CardList:
    """Return what the list shows; `wanted` may name tier, role and market."""
    tiers = Counter(card.tier for _, card in cards)
    ordered = [tier for tier in (*reversed(tiers_upward), "undetermined", "none") if tiers[tier]]
    fitting = [(partner, card) for partner, card in cards if _fits(partner, card, wanted)]
    choices = [SelectChoice("", "Any"), *(SelectChoice(tier, tier_label(tier)) for tier in ordered)]
    counted = wording.joined(f"{tiers[tier]} {tier_label(tier)}" for tier in ordered)
    sentence = f"{counted}, of {plural(len(cards), 'partner', 'partners')}." if cards else ""
    return CardList(len(cards), sentence, _undetermined(cards), choices, _page(fitting, number))


def scorecard_section(partner: Partner, viewer: Viewer) -> Section | None:
    """Return the part of a partner's page that says the tier; None where the viewer may not see it or has no rules."""
    if not viewer.may("scorecards.see"):
        return None
    card = queries.scorecard(partner, queries.today(partner.program_id))
    return Section("rules/_partner_section.html", {"card": card}) if card else None


def tier_label(tier: str) -> str:
    """Return a tier in words: `Gold`, `undetermined`, `without a tier`."""
    return {"none": "without a tier", "undetermined": "undetermined"}.get(tier) or wording.result(tier)


def _fits(partner: Partner, card: Scorecard, wanted: Mapping[str, str | None]) -> bool:
    tier, role, market = wanted.get("tier"), wanted.get("role"), wanted.get("market")
    return (
        (not tier or tier == card.tier)
        and (not role or role in partner.roles)
        and (not market or market == partner.market)
    )


def _undetermined(cards: Cards) -> str:
    """Return which facts keep tiers from being told: `certified engineers (7 partners)`."""
    facts: Counter[str] = Counter()
    for _, card in cards:
        facts.update(card.lacking)
    return wording.joined(f"{fact} ({plural(number, 'partner', 'partners')})" for fact, number in facts.most_common())


def _page(fitting: Cards, number: int) -> Page:
    pages = max(1, -(-len(fitting) // PER_PAGE))
    number = min(max(1, number), pages)
    return Page(list(fitting[(number - 1) * PER_PAGE : number * PER_PAGE]), number, pages, len(fitting))
