"""Small made-up populations of organisations, for attacks on the disclosure gate."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from surveys.disclosure import ALL, CellInput, Contribution, Segment, Tally

ROLES = ("builder", "msp", "reseller", "service_provider")
MARKETS = ("emerging", "mature", "unknown")


@dataclass(frozen=True)
class Organisation:
    """An organisation that answered: where it belongs, who answered for it, whether it raises the theme."""

    key: str
    roles: frozenset[str]
    market: str
    people: tuple[str, ...]
    raises: bool


def population(
    random: Random, size: int, *, roles: int = 4, markets: int = 3, overlap: float = 0.4
) -> list[Organisation]:
    """Return `size` organisations; each further role of one has the probability `overlap`."""
    share = random.choice((0.05, 0.2, 0.5, 0.9))
    weights = [random.choice((1, 3, 10)) for _ in range(markets)]
    organisations = []
    for number in range(size):
        first = random.choice(ROLES[:roles])
        others = {role for role in ROLES[:roles] if random.random() < overlap}
        people = tuple(f"{number}-{person}" for person in range(random.choice((1, 1, 2, 4))))
        market = random.choices(MARKETS[:markets], weights)[0]
        raises = random.random() < share
        organisations.append(Organisation(str(number), frozenset({first} | others), market, people, raises))
    return organisations


def segment_of(organisations: Iterable[Organisation], segment: Segment) -> list[Organisation]:
    role, market = segment
    return [o for o in organisations if role in {ALL, *o.roles} and market in {ALL, o.market}]


def tally(organisations: Iterable[Organisation], among: Callable[[Organisation], bool] = lambda _: True) -> Tally:
    return Tally.of(Contribution(o.key, person) for o in organisations if among(o) for person in o.people)


def share_cells(organisations: list[Organisation], roles: int = 4, markets: int = 3) -> dict[Segment, CellInput[int]]:
    """Return the input of a table whose value is how many organisations raise the theme."""
    cells = {}
    for role in (*ROLES[:roles], ALL):
        for market in (*MARKETS[:markets], ALL):
            members = segment_of(organisations, (role, market))
            raisers = tally(members, lambda o: o.raises)
            others = tally(members, lambda o: not o.raises)
            cells[role, market] = CellInput(tally(members), raisers.organisations, raisers, others)
    return cells
