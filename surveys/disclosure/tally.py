"""Who stands behind a figure: counts of organisations, people and answers. Raw, so never for a reader's eyes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self


class Contribution(NamedTuple):
    """One answer or comment, by the opaque keys of its organisation and person."""

    organisation: str
    person: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Distinct organisations and people, answers, and the answers of the organisation with most of them."""

    organisations: int
    people: int
    answers: int
    largest: int

    @classmethod
    def of(cls, contributions: Iterable[Contribution]) -> Self:
        """Return the tally of these contributions; one that is listed twice is two answers."""
        people: set[str] = set()
        answers: Counter[str] = Counter()
        for contribution in contributions:
            people.add(contribution.person)
            answers[contribution.organisation] += 1
        return cls(len(answers), len(people), answers.total(), max(answers.values(), default=0))

    @property
    def largest_share(self) -> float:
        """The largest organisation's share of the answers, 0–1; 0 where there is no answer."""
        return self.largest / self.answers if self.answers else 0.0

    def with_one_more(self) -> "Tally":
        """Return the tally as it would be with one more organisation giving one answer."""
        return Tally(self.organisations + 1, self.people + 1, self.answers + 1, max(self.largest, 1))

    def with_one_less(self) -> "Tally | None":
        """Return the tally without one organisation of a single answer, or None where none can be spared."""
        if self.organisations == self.answers == 1:
            return Tally(0, 0, 0, 0)
        if self.organisations < 2 or self.people < 2:
            return None
        return Tally(self.organisations - 1, self.people - 1, self.answers - 1, self.largest)
