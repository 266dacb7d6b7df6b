"""Short ways to write tallies and policies in tests of the disclosure gate."""

from surveys.disclosure import Contribution, Policy, PrivacyMode, Tally

CONFIDENTIAL = Policy(PrivacyMode.confidential)
IDENTIFIED = Policy(PrivacyMode.identified)


def answers(count: int, prefix: str = "o") -> list[Contribution]:
    """Return one answer of one person from each of `count` organisations."""
    return [Contribution(f"{prefix}{n}", f"{prefix}{n}-person") for n in range(count)]


def of(count: int) -> Tally:
    return Tally.of(answers(count))
