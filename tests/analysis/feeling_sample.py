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
    """A sentence and how a reader takes it: +, −, or 0 for neither."""

    language: str
    kind: str
    sign: str
    text: str

    @property
    def judged(self) -> str:
        """The sign that the judge gives it; 0 where it finds nothing to judge."""
        score = feeling(self.text, self.language)
        return "0" if score is None else _SIGNS[feeling_band(score)]


def read_sample() -> list[Sentence]:
    """Return the sentences in the order of the file."""
    lines = [line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return [Sentence(*line.split(" ", 3)) for line in lines]


def accuracy(sentences: Iterable[Sentence]) -> tuple[int, int]:
    """Return how many of the sentences are judged as a reader takes them, and how many there are."""
    right = [sentence.judged == sentence.sign for sentence in sentences]
    return sum(right), len(right)
