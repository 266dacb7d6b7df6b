"""People at partner organisations: names that fit the country, addresses at the organisation's own domain."""

import unicodedata
from dataclasses import dataclass
from random import Random

from app.demo.cast.countries import Country

_PLAIN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ł": "l", "Ł": "l", "Ä": "ae", "Ö": "oe", "Ü": "ue"}
)


@dataclass(frozen=True)
class DemoContact:
    """A person at a partner: `language` is en, de or fr, `time_zone` an IANA name."""

    name: str
    email: str
    language: str
    time_zone: str


def ascii_slug(text: str, separator: str = "-") -> str:
    """Return `text` in lower-case ASCII letters and digits, everything else turned into `separator`."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore").decode()
    return separator.join("".join(c if c.isalnum() else " " for c in plain.lower()).split())


def address(name: str, domain: str, style: int) -> str:
    """Return an e-mail address for `name` at `domain`; `style` 0–3 chooses the house's way of writing it."""
    first, last = (ascii_slug(part, "") for part in name.split(" ", 1))
    local = (f"{first}.{last}", f"{first[0]}.{last}", f"{first}", f"{last}.{first[0]}")[style]
    return f"{local}@{domain}"


def contacts_of(country: Country, domain: str, count: int, rng: Random) -> tuple[DemoContact, ...]:
    """Return `count` people with distinct names and addresses at one organisation."""
    style = rng.choice((0, 0, 0, 1, 2, 3))
    people: list[DemoContact] = []
    for given in rng.sample(country.given, count):
        name = f"{given} {rng.choice(country.surnames)}"
        language = country.language if rng.random() < country.language_share else "en"
        email = address(name, domain, style)
        if any(person.email == email for person in people):
            email = address(name, domain, 0)
        people.append(DemoContact(name, email, language, country.time_zone))
    return tuple(people)
