"""The share of organisations that raise a theme, by partner role and market, through the disclosure gate."""

from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from analysis.stats import wilson_interval
from app.programs.core.partner_facts import PARTNER_ROLES
from surveys.disclosure import (
    ALL,
    UNKNOWN,
    CellInput,
    Contribution,
    Policy,
    PublishedTable,
    Segment,
    Tally,
    publish_table,
    round_share,
)

WHOLE: Segment = (ALL, ALL)
_MARKETS = ("mature", "emerging")


@dataclass(frozen=True, slots=True)
class Prevalence:
    """The share (0–1) of organisations that raise a theme with its 95 % interval, and the counts that it is made of.

    `base` is how many organisations answered; `population` how many were asked, where that is known.
    """

    share: float
    low: float
    high: float
    organisations: int
    base: int
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that answered or was asked, with its people's contributions."""

    key: str
    roles: tuple[str, ...]
    market: str
    people: tuple[Contribution, ...] = ()

    def is_in(self, segment: Segment) -> bool:
        role, market = segment
        return (role == ALL or role in self.roles) and market in (ALL, self.market)


class _Answering(Protocol):
    @property
    def organisation(self) -> str: ...
    @property
    def person(self) -> str: ...
    @property
    def roles(self) -> tuple[str, ...]: ...
    @property
    def market(self) -> str: ...


def organisations_of(contributors: Iterable[_Answering]) -> list[Organisation]:
    """Return the organisations behind these people: one market each, the first known, so that cells add up."""
    by_key: dict[str, list[_Answering]] = {}
    for contributor in contributors:
        by_key.setdefault(contributor.organisation, []).append(contributor)
    return [
        Organisation(
            key,
            roles=tuple(dict.fromkeys(role for one in people for role in one.roles)),
            market=next((one.market for one in people if one.market != UNKNOWN), UNKNOWN),
            people=tuple(Contribution(one.organisation, one.person) for one in people),
        )
        for key, people in by_key.items()
    ]


def prevalence_table(
    policy: Policy, answered: Sequence[Organisation], raisers: Set[Contribution], asked: Sequence[Organisation]
) -> PublishedTable[Prevalence]:
    """Return the published shares of every segment that was asked; `raisers` are those whose comments carry it.

    Who was asked is not known of an imported wave: give nobody, and those who answered make the segments.
    """
    segments = segments_of([*answered, *asked]) or [WHOLE]
    return publish_table(policy, {s: _cell(policy, s, answered, raisers, asked) for s in segments})


def whole_prevalence(
    policy: Policy, answered: Sequence[Organisation], raisers: Set[Contribution], asked: Sequence[Organisation]
) -> PublishedTable[Prevalence]:
    """Return the table of the whole alone, which shows exactly where that of the full table does."""
    return publish_table(policy, {WHOLE: _cell(policy, WHOLE, answered, raisers, asked)})


def segments_of(organisations: Collection[Organisation]) -> list[Segment]:
    """Return the segments that have somebody in them, totals first, roles and markets in their usual order."""
    filled = {
        (role, market)
        for organisation in organisations
        for role in (ALL, *organisation.roles)
        for market in (ALL, organisation.market)
    }
    roles = _in_order({role for role, _ in filled}, (ALL, *PARTNER_ROLES), ())
    markets = _in_order({market for _, market in filled}, (ALL, *_MARKETS), (UNKNOWN,))
    return [(role, market) for role in roles for market in markets if (role, market) in filled]


def _in_order(names: Set[str], first: tuple[str, ...], last: tuple[str, ...]) -> list[str]:
    middle = sorted(names - {*first, *last})
    return [name for name in (*first, *middle, *last) if name in names]


def _cell(
    policy: Policy,
    segment: Segment,
    answered: Sequence[Organisation],
    raisers: Set[Contribution],
    asked: Sequence[Organisation],
) -> CellInput[Prevalence]:
    base: list[Contribution] = []
    raising: list[Contribution] = []
    others: list[Contribution] = []
    count = organisations = 0
    for organisation in answered:
        if not organisation.is_in(segment):
            continue
        count += 1
        base.extend(organisation.people)
        who = [person for person in organisation.people if person in raisers]
        organisations += bool(who)
        raising.extend(who)
        others.extend(organisation.people if not who else ())
    population = sum(one.is_in(segment) for one in asked) or None
    value = _prevalence(policy, organisations, count, population)
    return CellInput(Tally.of(base), value, Tally.of(raising), Tally.of(others))


def _prevalence(policy: Policy, organisations: int, base: int, population: int | None) -> Prevalence:
    if not base:
        return Prevalence(0.0, 0.0, 0.0, 0, 0, population)
    if population is not None and population < base:
        population = None
    interval = wilson_interval(organisations, base, population=population)
    share, low, high = (round_share(policy, one, base) for one in (organisations / base, interval.low, interval.high))
    return Prevalence(share, low, high, organisations, base, population)
