"""The share of organisations that raise a theme, by partner role and market, through the disclosure gate."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, Self

from analysis.stats import wilson_interval
from app.programs.core.partner_facts import PARTNER_ROLES
from surveys.disclosure import (
    ALL,
    UNKNOWN,
    CellInput,
    Contribution,
    Policy,
    Published,
    PublishedTable,
    Segment,
    Tally,
    combine,
    publish_at_most,
    publish_table,
    round_share,
)

WHOLE: Segment = (ALL, ALL)
_MARKETS = ("mature", "emerging")

Counts = tuple[int, int]
"""Of organisations and of people."""


@dataclass(frozen=True, slots=True)
class PeopleShare:
    """The share (0–1) of people who raise a theme with its 95 % interval; counts as of `Prevalence`."""

    share: float
    low: float
    high: float
    people: int
    base: int
    population: int | None = None

    @property
    def complete(self) -> bool:
        """Whether everybody who was asked answered, so that there is nothing to be unsure of."""
        return self.population == self.base > 0


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
    people: PeopleShare
    population: int | None = None

    @property
    def complete(self) -> bool:
        """Whether every organisation that was asked answered, so that there is nothing to be unsure of."""
        return self.population == self.base > 0


@dataclass(frozen=True, slots=True)
class Few:
    """So few organisations raise a theme that their number is hidden: at most so many of `base` that answered."""

    at_most: int
    base: int

    @property
    def share(self) -> float:
        """The largest share (0–1) that it can be."""
        return self.at_most / self.base


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


@dataclass(frozen=True)
class Answered:
    """Who answered a wave and who was asked, by segment: what the shares of all its themes have in common."""

    policy: Policy
    members: Mapping[Segment, Sequence[Organisation]]
    bases: Mapping[Segment, Tally]
    asked: Mapping[Segment, tuple[int, int]]
    """How many organisations and people were asked."""

    @classmethod
    def by(cls, policy: Policy, answered: Sequence[Organisation], asked: Sequence[Organisation]) -> Self:
        """Sort organisations into every segment that was asked.

        Who was asked is not known of an imported wave: give nobody, and those who answered make the segments.
        """
        segments = segments_of([*answered, *asked]) or [WHOLE]
        members = {segment: [one for one in answered if one.is_in(segment)] for segment in segments}
        bases = {segment: Tally.of(who for one in some for who in one.people) for segment, some in members.items()}
        inside = {segment: [len(one.people) for one in asked if one.is_in(segment)] for segment in segments}
        return cls(policy, members, bases, {segment: (len(some), sum(some)) for segment, some in inside.items()})


def prevalence_table(
    answered: Answered, raisers: Set[Contribution], *, only_whole: bool = False
) -> PublishedTable[Prevalence]:
    """Return the published shares of every segment; `raisers` are those whose comments carry the theme.

    With `only_whole` the work for the other segments is spared; the whole shows exactly where it does among them.
    """
    raising = Counter(raiser.organisation for raiser in raisers)
    segments = [WHOLE] if only_whole else list(answered.members)
    table = publish_table(answered.policy, {segment: _cell(answered, segment, raising) for segment in segments})
    return PublishedTable(
        {
            segment: combine(
                lambda counts, segment=segment: _prevalence(
                    answered.policy, counts, _base(answered.bases[segment]), answered.asked[segment]
                ),
                cell,
            )
            for segment, cell in table.cells.items()
        }
    )


def few_raise(answered: Answered, raisers: Set[Contribution]) -> Published[Few]:
    """Return that fewer than k organisations raise a theme, where that is why its whole is hidden."""
    cell = _cell(answered, WHOLE, Counter(raiser.organisation for raiser in raisers))
    assert cell.raisers is not None
    assert cell.others is not None
    at_most = publish_at_most(answered.policy, cell.raisers, cell.others)
    return combine(lambda most: Few(most, cell.base.organisations), at_most)


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


def _cell(answered: Answered, segment: Segment, raising: Mapping[str, int]) -> CellInput[Counts]:
    """Return how many organisations and people of a segment raise the theme, with who raises it and who doesn't."""
    raised: list[int] = []
    others: list[int] = []
    for organisation in answered.members[segment]:
        raisers = raising.get(organisation.key, 0)
        (raised if raisers else others).append(raisers or len(organisation.people))
    return CellInput(answered.bases[segment], (len(raised), sum(raised)), _tally(raised), _tally(others))


def _tally(people: Sequence[int]) -> Tally:
    """Return the tally of organisations that have so many people each, who belong to no other and answer once."""
    return Tally(len(people), sum(people), sum(people), max(people, default=0))


def _base(tally: Tally) -> Counts:
    return tally.organisations, tally.people


@lru_cache(maxsize=4096)
def _prevalence(policy: Policy, raising: Counts, base: Counts, asked: Counts) -> Prevalence:
    of_organisations, of_people = (_share(policy, *counts) for counts in zip(raising, base, asked, strict=True))
    people = PeopleShare(*of_people[:3], raising[1], base[1], of_people[3])
    return Prevalence(*of_organisations[:3], raising[0], base[0], people, of_organisations[3])


def _share(policy: Policy, raising: int, base: int, asked: int) -> tuple[float, float, float, int | None]:
    """Return a share with both ends of its interval, and how many were asked if that is known to hold the base."""
    population = asked if asked >= max(base, 1) else None
    if not base:
        return 0.0, 0.0, 0.0, population
    interval = wilson_interval(raising, base, population=population)
    share, low, high = (round_share(policy, one, base) for one in (raising / base, interval.low, interval.high))
    return share, low, high, population
