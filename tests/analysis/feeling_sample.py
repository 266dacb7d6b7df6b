"""Reads our sentences with the feeling that a reader takes from them, and measures how many are judged so."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from analysis.sentiment import FeelingBand, feeling, feeling_band

SAMPLE = Path(__file__).with_name("feeling_sample.txt")
_SIGNS = {
    FeelingBand.VERY_NEGATIVE: "-",
    FeelingBand.NEGATIVE: "-",
    FeelingBand.NEUTRAL: "0",
    FeelingBand.POSITIVE: "+",
    FeelingBand.VERY_POSITIVE: "+",
}


@dataclass(frozen=True)
class Sentence:
    """A sentence and how a reader takes it: +, −, or 0 for neither; `seen` while the word lists were written."""

    language: str
    kind: str
    sign: str
    text: str
    seen: bool

    @property
    def judged(self) -> str:
        """The sign that the judge gives it; 0 where it finds nothing to judge."""
        score = feeling(self.text, self.language)
        return "0" if score is None else _SIGNS[feeling_band(score)]


def read_sample() -> list[Sentence]:
    """Return the sentences in the order of the file."""
    lines = [line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    found = []
    for place, line in enumerate(lines):
        language, kind, sign, text = line.split(" ", 3)
        found.append(Sentence(language, kind, sign, text, seen=place % 2 == 0))
    return found


def accuracy(sentences: Iterable[Sentence]) -> tuple[int, int]:
    """Return how many of the sentences are judged as a reader takes them, and how many there are."""
    right = [sentence.judged == sentence.sign for sentence in sentences]
    return sum(right), len(right)
