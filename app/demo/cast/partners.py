"""The 240 partner organisations of the demo: invented names, several roles, six countries, two kinds of market."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from random import Random

from app.demo.cast.bands import Band, assign_bands, revenue_eur
from app.demo.cast.countries import CODES, Country, country
from app.demo.cast.people import DemoContact, ascii_slug, contacts_of

ROLES = ("reseller", "msp", "service_provider", "builder")
_FIRST_ROLE = (38, 34, 15, 13)
_FURTHER_ROLE = {
    "reseller": (0, 60, 20, 20),
    "msp": (50, 0, 28, 22),
    "service_provider": (22, 58, 0, 20),
    "builder": (26, 50, 24, 0),
}
_FIRST_DAY, _LAST_OLD_DAY, _LAST_DAY = date(2016, 3, 1), date(2025, 9, 30), date(2026, 9, 15)
_NEWCOMERS = 0.06


@dataclass(frozen=True)
class DemoPartner:
    """A partner organisation; `annual_revenue_eur` is what it sells of Northwind a year, `country` an ISO code.

    `band` says how strong it is in the story; it is no fact of the program.
    """

    external_id: str
    name: str
    domain: str
    country: str
    market: str
    roles: tuple[str, ...]
    employees: int
    annual_revenue_eur: Decimal
    joined: date
    contacts: tuple[DemoContact, ...]
    band: Band


# Three organisations that the story of the demo names; each takes the place of a generated one in its country.
_NAMED: dict[str, tuple[tuple[str, str, tuple[str, ...], int], ...]] = {
    "DE": (("Fjord Systems", "Kai Lindqvist", ("msp",), 64),),
    "GB": (("Corvus Managed", "Ines Duarte", ("msp",), 118),),
    "PL": (("Baltica IT", "Tomasz Lewandowski", ("reseller", "msp"), 11),),
}


def _names(place: Country, rng: Random) -> Iterator[str]:
    """Yield company names of a country, its patterns in turn, no word used again before all were used."""
    decks = {"word": place.words, "place": place.places, "surname": place.surnames}
    shuffled = {kind: rng.sample(words, len(words)) for kind, words in decks.items()}
    turn = dict.fromkeys(decks, 0)
    seen: set[str] = set()
    for pattern in chain.from_iterable(rng.sample(place.patterns, len(place.patterns)) for _ in range(1000)):
        filled = pattern.replace("{surname2}", rng.choice(place.surnames))
        for kind, deck in shuffled.items():
            if "{" + kind + "}" in filled:
                filled = filled.replace("{" + kind + "}", deck[turn[kind] % len(deck)])
                turn[kind] += 1
        if filled not in seen and len(set(filled.split())) == len(filled.split()):
            seen.add(filled)
            yield filled


def _roles(rng: Random) -> tuple[str, ...]:
    roles = [rng.choices(ROLES, _FIRST_ROLE)[0]]
    for _ in range(rng.choices((0, 1, 2), (55, 35, 10))[0]):
        further = rng.choices(ROLES, _FURTHER_ROLE[roles[0]])[0]
        if further in roles:
            further = next(role for role in ROLES if role not in roles)
        roles.append(further)
    return tuple(roles)


def _joined(rng: Random) -> date:
    first, last = (_LAST_OLD_DAY, _LAST_DAY) if rng.random() < _NEWCOMERS else (_FIRST_DAY, _LAST_OLD_DAY)
    return first + timedelta(days=rng.randrange(1, (last - first).days))


def _employees(place: Country, rng: Random) -> int:
    return max(4, round(rng.lognormvariate(3.5 if place.market == "mature" else 3.2, 0.85)))


def _draft(
    number: int, place: Country, name: str, rng: Random, named: tuple[str, tuple[str, ...], int] | None
) -> DemoPartner:
    """Return an organisation whose strength and revenue are still to be given."""
    domain = f"{ascii_slug(name)}.example"
    employees, roles, joined = _employees(place, rng), _roles(rng), _joined(rng)
    contacts = contacts_of(place, domain, rng.choices((1, 2, 3), (22, 38, 40))[0], rng)
    if named is not None:
        person, roles, employees = named
        joined = min(joined, date(2021, 5, 3))
        first = DemoContact(person, f"{ascii_slug(person, '.')}@{domain}", "en", place.time_zone)
        contacts = (first, *contacts[1:])
    return DemoPartner(
        external_id=f"NW-{1000 + number}",
        name=name,
        domain=domain,
        country=place.code,
        market=place.market,
        roles=roles,
        employees=employees,
        annual_revenue_eur=Decimal(0),
        joined=joined,
        contacts=contacts,
        band="registered",
    )


@lru_cache(maxsize=2)
def partners(seed: int = 2026) -> tuple[DemoPartner, ...]:
    """Return the 240 partner organisations, the same for the same seed."""
    made: list[DemoPartner] = []
    for code in CODES:
        place, rng = country(code), Random(f"{seed}/{code}")  # noqa: S311 - invention, not secrecy
        names = _names(place, rng)
        named = {company: (person, roles, size) for company, person, roles, size in _NAMED.get(code, ())}
        for name in (*named, *(next(names) for _ in range(place.partners - len(named)))):
            made.append(_draft(len(made) + 1, place, name, rng, named.get(name)))
    rng = Random(f"{seed}/bands")  # noqa: S311
    standing = assign_bands(made, rng)
    return tuple(
        replace(
            partner,
            band=standing[partner.external_id],
            annual_revenue_eur=Decimal(revenue_eur(standing[partner.external_id], partner.market, rng)),
        )
        for partner in made
    )
