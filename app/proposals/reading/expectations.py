"""What is expected of a proposal, as sentences; and what could be measured."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.programs import queries as programs
from app.proposals import queries
from app.proposals.core.wording import whom
from app.proposals.models import ExpectedEffect, Proposal
from app.shared.errors import NotFoundError
from app.themes import queries as themes
from app.web.filters import FILTERS, day


@dataclass(frozen=True)
class Expectation:
    """One expected effect in words."""

    public_id: str
    sentence: str
    registered_at: dt.datetime
    url: str | None


def expectations(proposal: Proposal, evidence: Mapping[str, Any]) -> list[Expectation]:
    """Return the expected effects as sentences; the share of today comes from the evidence where it is shown."""
    return [_expectation(proposal, effect, evidence) for effect in queries.effects_of(proposal.id)]


def _expectation(proposal: Proposal, effect: ExpectedEffect, evidence: Mapping[str, Any]) -> Expectation:
    partners = whom(effect.roles, effect.markets)
    turn = "falls" if effect.direction == "down" else "rises"
    limit = "under" if effect.direction == "down" else "over"
    url = None
    if effect.measure == "theme":
        name, url = _theme(proposal.program_id, effect.key)
        subject = f"The share of {partners} raising “{name}”"
        share = _share_today(effect, evidence)
        turn += f" from {FILTERS['percent'](share)}" if share is not None else ""
        target = FILTERS["percent"](effect.target)
    else:
        name, unit = _measured(proposal.program_id, effect)
        subject = f"{name} of {partners}"
        target = f"{FILTERS['number'](effect.target)} {unit}".strip()
    if effect.target is not None:
        turn += f" to {limit} {target}"
    return Expectation(effect.public_id, f"{subject} {turn} by {day(effect.by)}.", effect.registered_at, url)


def _theme(program_id: int, public_id: str) -> tuple[str, str | None]:
    try:
        theme = themes.theme(program_id, public_id)
    except NotFoundError:
        return "a theme that is gone", None
    return theme.name, url_for("themes.theme", public_id=public_id)


def _share_today(effect: ExpectedEffect, evidence: Mapping[str, Any]) -> float | None:
    """Return the share that the evidence shows of the effect's segment."""
    wanted = ("".join(effect.roles), "".join(effect.markets))
    for theme in evidence.get("themes", ()):
        if theme["id"] != effect.key:
            continue
        figures = [theme["share"] or {}] if wanted == ("", "") else theme["segments"]
        for figure in figures:
            if (figure.get("role", ""), figure.get("market", "")) == wanted:
                share: float | None = figure.get("share")
                return share
    return None


def _measured(program_id: int, effect: ExpectedEffect) -> tuple[str, str]:
    if effect.measure == "metric":
        metric = programs.metric(program_id, effect.key)
        return (metric.name, metric.unit) if metric else (effect.key, "")
    return f"The mean answer to “{queries.rating_questions(program_id).get(effect.key, effect.key)}”", ""


def measures(program_id: int) -> dict[str, list[tuple[str, str]]]:
    """Return what can be measured, by kind: (value of the form's choice, label)."""
    named = {
        "Themes: share of partners who raise it": [
            (f"theme:{one.public_id}", one.name) for one in themes.themes(program_id)
        ],
        "Questions: mean of the answers": [
            (f"question:{key}", title) for key, title in queries.rating_questions(program_id).items()
        ],
        "Metrics": [(f"metric:{one.key}", one.name) for one in programs.metrics(program_id)],
    }
    return {kind: choices for kind, choices in named.items() if choices}
