"""Finds a country by its code or its English name."""

import unicodedata
from functools import cache

_ALSO_KNOWN_AS = {
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "u.s.": "US",
    "u.s.a.": "US",
    "america": "US",
    "holland": "NL",
    "turkey": "TR",
    "russia": "RU",
    "ivory coast": "CI",
    "cape verde": "CV",
    "swaziland": "SZ",
    "macedonia": "MK",
    "burma": "MM",
    "east timor": "TL",
    "vatican": "VA",
    "palestine": "PS",
    "brunei": "BN",
    "uae": "AE",
    "czech republic": "CZ",
    "congo-brazzaville": "CG",
    "congo-kinshasa": "CD",
}


def find_country(text: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code for a code of two or three letters or an English name, or None."""
    name = _folded(text)
    return _codes().get(name.removeprefix("the "), _codes().get(name))


@cache
def _codes() -> dict[str, str]:
    import pycountry  # late: reading its tables takes a moment

    codes = {_folded(name): code for name, code in _ALSO_KNOWN_AS.items()}
    for country in pycountry.countries:
        for attribute in ("alpha_2", "alpha_3", "name", "official_name", "common_name"):
            name = getattr(country, attribute, None)
            if name:
                codes[_folded(name)] = country.alpha_2
    return codes


def _folded(name: str) -> str:
    """Without case and accents: `Côte d’Ivoire` and `cote d'ivoire` are one."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'").replace("&", "and")).casefold()
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
