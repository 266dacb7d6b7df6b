"""Makes as many comments as wanted out of a few: drawn again and again, each with words dropped, swapped, mistyped."""

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

_WORDS_FOR_A_CHANGE = 6


def perturbed(texts: Sequence[str], count: int, *, seed: int = 1) -> Iterator[str]:
    """Yield `count` comments, one change for each six words of them; the same seed gives the same."""
    chance = random.Random(seed)
    for _ in range(count):
        words = chance.choice(texts).split()
        for _ in range(1 + len(words) // _WORDS_FOR_A_CHANGE if words else 0):
            _change(words, chance)
        yield " ".join(words)


def write_perturbed(source: Path, target: Path, count: int) -> None:
    """Write a CSV of id and text from the text column of another."""
    texts = texts_of(source)
    with target.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "text"])
        writer.writerows(enumerate(perturbed(texts, count), start=1))


def texts_of(source: Path) -> list[str]:
    with source.open(newline="", encoding="utf-8-sig") as stream:
        return [row["text"] for row in csv.DictReader(stream)]


def _change(words: list[str], chance: random.Random) -> None:
    place, kind = chance.randrange(len(words)), chance.choice(["drop", "swap", "mistype"])
    if kind == "drop" and len(words) > 2:
        del words[place]
    elif kind == "swap" and len(words) > 1:
        other = chance.randrange(len(words))
        words[place], words[other] = words[other], words[place]
    elif len(word := words[place]) > 1:
        cut = chance.randrange(len(word) - 1)
        words[place] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
