"""What is particular to each country of the demo: market, people's names and how companies are called there."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.demo.texts import lines, read_yaml

CODES = ("DE", "FR", "GB", "PL", "BR", "IN")


@dataclass(frozen=True)
class Country:
    """A country's market and the words its names are made of; `language_share` (0–1) of people write in `language`."""

    code: str
    market: str
    time_zone: str
    partners: int
    language: str
    language_share: float
    given: tuple[str, ...]
    surnames: tuple[str, ...]
    patterns: tuple[str, ...]
    words: tuple[str, ...]
    places: tuple[str, ...]


@cache
def country(code: str) -> Country:
    """Return the country with this ISO code; raises FileNotFoundError for one that is not in the demo."""
    raw = read_yaml(Path(__file__).parent / f"{code}.yaml")
    return Country(
        code=code,
        market=raw["market"],
        time_zone=raw["time_zone"],
        partners=int(raw["partners"]),
        language=raw["language"],
        language_share=float(raw["language_share"]),
        given=tuple(raw["given"].split()),
        surnames=tuple(raw["surnames"].split()),
        patterns=lines(raw["patterns"]),
        words=tuple(word.replace("-", " ") for word in raw["words"].split()),
        places=tuple(word.replace("-", " ") for word in raw["places"].split()),
    )
