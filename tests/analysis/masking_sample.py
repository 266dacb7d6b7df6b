"""Reads the labelled sentences for masking and measures how much of them is found."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from analysis.masking import NameList, mask

SAMPLE = Path(__file__).with_name("masking_sample.txt")
# Written before the rules and lists were widened and only counted since, so that its recall is no flattery.
HELD_OUT = Path(__file__).with_name("masking_held_out.txt")
_MARK = re.compile(r"\{(\w+):([^}]*)\}")


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the (kind, start, end) of what must be masked in it."""

    text: str
    truth: frozenset[tuple[str, int, int]]


@dataclass
class Measured:
    """Characters that should be masked and were, that were masked in vain, and the sentences that went wrong."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    in_vain: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found.total() / self.wanted.total()

    @property
    def precision(self) -> float:
        return self.found.total() / (self.found.total() + self.in_vain.total())


def read_sample(path: Path = SAMPLE) -> tuple[list[Sentence], NameList]:
    """Return the sentences and the list of names they are masked with."""
    sentences, lists = [], {"companies": [""], "people": [""], "kept": [""]}
    for line in path.read_text(encoding="utf-8").splitlines():
        head, _, rest = line.partition(": ")
        if head in lists:
            lists[head] = rest.split(", ")
        elif line and not line.startswith("#"):
            sentences.append(_sentence(line))
    return sentences, NameList(lists["people"], lists["companies"], lists["kept"])


def measure(sentences: list[Sentence], names: NameList) -> Measured:
    """Return what masking finds, counted in characters by kind: half a name left readable counts as half."""
    measured = Measured()
    for sentence in sentences:
        found = mask(sentence.text, names)
        masked = {place: f.kind for f in found.findings for place in range(f.start, f.end)}
        wanted = {place: kind for kind, start, end in sentence.truth for place in range(start, end)}
        measured.wanted.update(wanted.values())
        measured.found.update(kind for place, kind in wanted.items() if place in masked)
        measured.in_vain.update(kind for place, kind in masked.items() if place not in wanted)
        if masked != wanted:
            measured.wrong.append((sentence.text, found.text))
    return measured


def _sentence(line: str) -> Sentence:
    truth, text, position = set(), "", 0
    for match in _MARK.finditer(line):
        text += line[position : match.start()]
        truth.add((match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        position = match.end()
    return Sentence(text + line[position:], frozenset(truth))
