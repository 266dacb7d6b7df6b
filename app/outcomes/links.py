"""Puts outcomes and effects into the chains of themes and proposals, and into the page of who is asked again."""

from flask import url_for

from app.outcomes import queries
from app.outcomes.core.verdict import VERDICT_WORDS, Verdict
from app.outcomes.queries.own import answered_since
from app.outcomes.wording import STATE_WORDS
from app.proposals import queries as proposals
from app.proposals.links import Link, add_links
from app.pulse.since import Since, tell_since
from app.themes import queries as themes
from app.themes.links import in_the_loop

MOST_SINCE = 2


def connect() -> None:
    """Register what follows with the domains below; a second time changes nothing."""
    add_links(links_of_proposal)
    if links_of_theme not in in_the_loop:
        in_the_loop.append(links_of_theme)
    tell_since(since)


def links_of_theme(theme_id: int) -> list[tuple[str, str]]:
    """Return (label, address) of what became of a theme, once partners were told."""
    outcome = queries.outcome_of(theme_id)
    if outcome is None or outcome.told_at is None:
        return []
    theme = themes.theme_by_id(theme_id)
    return [(f"Told: {STATE_WORDS[outcome.state].lower()}", url_for("outcomes.outcome", public_id=theme.public_id))]


def links_of_proposal(proposal_id: int) -> list[Link]:
    """Return what partners were told after a proposal, and whether it helped; grey where that isn't there yet."""
    return [_told(proposal_id), _measured(proposal_id)]


def since(person_id: int, program_id: int) -> list[Since]:
    """Return what partners were told since somebody last answered, the newest two."""
    found = answered_since(person_id, program_id)[:MOST_SINCE]
    lines = [Since(f"You said: {name}. {STATE_WORDS[one.state]}: {_first_sentence(one.text)}") for one, name in found]
    more = [Since("", url_for("outcomes.own_by_link"), "All that changed")] if lines else []
    return [*lines, *more]


def _told(proposal_id: int) -> Link:
    told = [outcome for outcome in queries.of_proposal(proposal_id) if outcome.told_at is not None]
    if not told:
        return Link("outcome")
    theme = themes.theme_by_id(told[0].theme_id)
    return Link(f"told: {STATE_WORDS[told[0].state].lower()}", url_for("outcomes.outcome", public_id=theme.public_id))


def _measured(proposal_id: int) -> Link:
    rows = queries.effects_of_proposal(proposals.proposal_by_id(proposal_id))
    row = next((row for row in rows if row.effect), None)
    if row is None or row.effect is None:
        return Link("effect")
    words = VERDICT_WORDS[Verdict(row.effect.verdict)]
    return Link(words, url_for("outcomes.effects", _anchor=f"effect-{row.effect.public_id}"))


def _first_sentence(text: str) -> str:
    """Return the first sentence, or a text cut between words where it is a long one."""
    first = text.strip().split("\n")[0]
    end = next(
        (place + 1 for place in range(len(first)) if first[place] in ".!?" and first[place + 1 : place + 2] == " "), 0
    )
    short = first[:end] if end else first
    return short if len(short) <= 160 else f"{short[:160].rsplit(' ', 1)[0]} …"
