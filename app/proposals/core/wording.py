"""Words for values that rules and partners' segments are written in."""

from collections.abc import Iterable

ROLE_WORDS = {"reseller": "resellers", "msp": "MSPs", "service_provider": "service providers", "builder": "builders"}


def result_word(result: str) -> str:
    """Return a result as people say it: gold → Gold."""
    return result.replace("_", " ").capitalize()


def selector_words(selector: dict[str, str]) -> list[str]:
    """Return for whom a value is, as the rulebook's sentences name it: MSP, mature markets."""
    words = []
    for dimension, value in selector.items():
        word = "MSP" if value == "msp" else value.replace("_", " ")
        words.append(f"{word} markets" if dimension == "market" else word)
    return words


def whom(roles: Iterable[str], markets: Iterable[str]) -> str:
    """Return the partners of a segment: partners, MSPs in mature markets, resellers and builders."""
    named = " and ".join(ROLE_WORDS.get(role, role.replace("_", " ")) for role in roles) or "partners"
    places = " and ".join(markets)
    return f"{named} in {places} markets" if places else named
