"""Which organisation raises which topic in a wave: the story's shares exactly, the rest by role and market."""

from collections.abc import Sequence
from random import Random

from app.demo.cast.partners import DemoPartner

# Shares of the organisations answering that raise a topic, by wave: first the group the story follows, then others.
_QUOTES = ((0.28, 0.07), (0.28, 0.07), (0.27, 0.06), (0.13, 0.05), (0.13, 0.04))
_CLIFF_MSP_MATURE = (0.24, 0.27, 0.31, 0.41, 0.41)
_CLIFF_MSP_EMERGING = (0.08, 0.09, 0.11, 0.11, 0.14)
_CLIFF_OTHERS = (0.10, 0.11, 0.12, 0.13, 0.19)

# How often the other topics are raised: everywhere, then what a role or a market adds.
_WEIGHTS = {
    "support": 17.0,
    "portal": 8.0,
    "rebates": 8.0,
    "coselling": 5.0,
    "deal_registration": 6.0,
    "enablement": 7.0,
    "marketing_funds": 4.5,
    "onboarding": 4.0,
    "tooling": 4.5,
    "pricing": 7.0,
    "transparency": 8.0,
    "local_market": 4.0,
}
_FACTORS = {
    "reseller": {"deal_registration": 2.2, "rebates": 1.5, "marketing_funds": 1.5, "tooling": 0.4},
    "msp": {"tooling": 1.5, "support": 1.3, "pricing": 1.2},
    "service_provider": {"coselling": 3.0, "transparency": 1.2},
    "builder": {"tooling": 3.5, "portal": 2.2, "onboarding": 1.6, "rebates": 0.5},
    "emerging": {"local_market": 4.0, "rebates": 1.3, "marketing_funds": 1.3, "coselling": 1.2},
    "mature": {"local_market": 0.6},
}
# A partner keeps most of its worries from wave to wave: this much of the order is its own, the rest is the quarter's.
_STEADINESS = 0.65


def _latent(partner: DemoPartner, topic: str, wave: int, seed: int) -> float:
    """Return how strongly a topic presses a partner in a wave; higher is stronger."""
    own = Random(f"{seed}/{topic}/{partner.external_id}").random()  # noqa: S311
    quarter = Random(f"{seed}/{topic}/{partner.external_id}/{wave}").random()  # noqa: S311
    return _STEADINESS * own + (1 - _STEADINESS) * quarter


def _share_of(group: Sequence[DemoPartner], share: float, topic: str, wave: int, seed: int) -> set[str]:
    """Return the external ids of that share of a group in which the topic presses most."""
    ranked = sorted(group, key=lambda partner: -_latent(partner, topic, wave, seed))
    return {partner.external_id for partner in ranked[: round(share * len(group))]}


def raising_certification(answering: Sequence[DemoPartner], wave: int, seed: int) -> set[str]:
    """Return who raises that certification is a cliff, among the organisations answering."""
    msps = [p for p in answering if "msp" in p.roles]
    groups = (
        ([p for p in msps if p.market == "mature"], _CLIFF_MSP_MATURE[wave]),
        ([p for p in msps if p.market == "emerging"], _CLIFF_MSP_EMERGING[wave]),
        ([p for p in answering if "msp" not in p.roles], _CLIFF_OTHERS[wave]),
    )
    return set().union(*(_share_of(group, share, "certification", wave, seed) for group, share in groups))


def raising_quotes(answering: Sequence[DemoPartner], wave: int, seed: int) -> set[str]:
    """Return who raises that quotes take too long, among the organisations answering."""
    resellers, others = _QUOTES[wave]
    return _share_of([p for p in answering if "reseller" in p.roles], resellers, "quotes", wave, seed) | _share_of(
        [p for p in answering if "reseller" not in p.roles], others, "quotes", wave, seed
    )


def other_topic(partner: DemoPartner, avoid: Sequence[str], rng: Random) -> str:
    """Return one of the topics the story doesn't fix, as likely as the partner's roles and market make it."""
    weights = dict(_WEIGHTS)
    for trait in (*partner.roles, partner.market):
        for topic, factor in _FACTORS[trait].items():
            weights[topic] *= factor
    for topic in avoid:
        weights.pop(topic, None)
    return rng.choices(tuple(weights), tuple(weights.values()))[0]
