"""Partners as the rules see them, with their facts as at a day; what isn't known stays unknown."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.programs.models import Partner
from app.programs.queries import latest_values, partners
from app.rules import core
from app.rules.models import RulebookVersion
from app.rules.queries.versions import rulebook_of, version_in_force, versions

_FIELDS = ("annual_revenue_eur", "employees", "joined", "country")
"""What is known of a partner itself. A metric of the same key counts more: it has a date."""


@dataclass(frozen=True)
class Standing:
    """What the rules give one partner on a day: by version in force, in the order of its outcomes."""

    version: RulebookVersion
    rulebook: core.Rulebook
    as_at: dt.date
    facts: core.PartnerFacts
    results: tuple[core.OutcomeResult, ...]


def population(program_id: int, as_at: dt.date) -> list[core.PartnerFacts]:
    """Return the program's partners by name, with the facts known by that day; `partner` is the public id.

    The rules in force on that day (or the first ones, before them) say which facts there are and of which type.
    """
    version = version_in_force(program_id, as_at) or next(iter(reversed(versions(program_id))), None)
    if version is None:
        return []
    return population_for(rulebook_of(version), partners(program_id), latest_values(program_id, as_at))


def population_for(
    rulebook: core.Rulebook, partners: Iterable[Partner], measured: Mapping[int, Mapping[str, Decimal]]
) -> list[core.PartnerFacts]:
    """Return the partners' facts as the rulebook types them; `measured` is {partner row: {metric key: value}}."""
    return [
        core.PartnerFacts(
            partner.public_id,
            partner.roles,
            partner.market,
            {fact.key: _fact(fact.type, fact.key, partner, measured.get(partner.id, {})) for fact in rulebook.facts},
        )
        for partner in partners
    ]


def standing(partner: Partner, as_at: dt.date) -> Standing | None:
    """Return what the rules give the partner on a day, row by row explained; None where no rules are in force."""
    version = version_in_force(partner.program_id, as_at)
    if version is None:
        return None
    rulebook = rulebook_of(version)
    (facts,) = population_for(rulebook, [partner], latest_values(partner.program_id, as_at))
    return Standing(version, rulebook, as_at, facts, core.evaluate(rulebook, facts, as_at))


def _fact(type_: core.ValueType, key: str, partner: Partner, measured: Mapping[str, Decimal]) -> core.Value | None:
    """Return the fact in the rulebook's type; None where it isn't known or can't be of this type."""
    known: object = measured.get(key)
    if known is None and key in _FIELDS:
        known = getattr(partner, key)
    if known is None:
        return None
    text = format(known, "f") if isinstance(known, Decimal) else str(known)
    if type_.kind == "boolean":
        text = {"0": "no", "1": "yes"}.get(format(Decimal(text).normalize(), "f"), text)
    try:
        return type_.read(text.lower() if type_.kind == "choice" else text)
    except core.BadValue:
        return None
