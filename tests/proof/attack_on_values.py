"""The attack on a question's figures: which values' counts follow from those that show, the mean and its interval."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.pulse.queries import Numbers, PublishedFacts
from app.pulse.queries.answers import text_lengths, written_values
from app.themes import queries as themes
from surveys.disclosure import HiddenReason, Published
from surveys.instrument import QuestionType
from surveys.scoring import number_of
from surveys.student import t_of_95_percent
from tests.proof.solver import MOST, Fact, Knowledge


@dataclass(frozen=True)
class Pinned:
    """A hidden count that can be nothing else."""

    what: str
    count: int


@dataclass
class Attacked:
    """How many hidden small counts were attacked, and those that fell."""

    cells: int
    pinned: list[Pinned]

    def __add__(self, other: "Attacked") -> "Attacked":
        return Attacked(self.cells + other.cells, self.pinned + other.pinned)


def attack_values(wave: Wave, *, alone: bool) -> Attacked:
    """Return what falls of the counts of ratings and of choices that take one value."""
    found = Attacked(0, [])
    written = written_values(wave.id)
    for key, figures in pulse.facts(wave).questions.items():
        if figures.question.type in {QuestionType.RATING, QuestionType.CHOICE}:
            truth = Counter(value for _, values in written.get(key, []) for value in values)
            found += _attack_question(figures, truth, wave.k, alone=alone)
    return found


def _attack_question(figures: PublishedFacts, truth: Counter[str], k: int, *, alone: bool) -> Attacked:
    known = Knowledge()
    values = list(figures.counts)
    known.learn_sum(
        values, figures.answered.value or 0, MOST if figures.answered.value is None else figures.answered.value
    )
    told = {count.hidden for count in figures.counts.values()}
    for value, count in figures.counts.items():
        _learn_count(known, [value], count, k if alone else MOST, HiddenReason.too_few in told)
    numeric = [value for value in values if number_of(value) is not None]
    if figures.numbers.value and figures.numbers.value.numeric and figures.question.type is QuestionType.RATING:
        known.learn_sum(numeric, figures.numbers.value.numeric, figures.numbers.value.numeric)
    worlds = list(_worlds(known, figures, numeric)) or [[]]
    hidden = [value for value, count in figures.counts.items() if not count.shown and truth[value] < k]
    fell = [
        Pinned(f"{figures.question.key}={value}", truth[value])
        for value in hidden
        if known.is_told([value], truth[value], worlds)
    ]
    return Attacked(len(hidden), fell)


def _learn_count(known: Knowledge, names: list[str], count: Published[int], small: int, reasons_told: bool) -> None:
    if count.value is not None:
        known.learn_sum(names, count.value, count.value)
    elif count.hidden is HiddenReason.too_few:
        known.learn_sum(names, 0, small - 1)
    elif count.hidden is HiddenReason.complementary and reasons_told and small < MOST:
        known.learn_sum(names, small, MOST)


def _worlds(known: Knowledge, figures: PublishedFacts, numeric: list[str]) -> Iterator[list[Fact]]:
    """Yield what each whole sum that rounds to the mean would mean for the counts and for the sum of squares."""
    numbers = figures.numbers.value
    if (
        numbers is None
        or numbers.mean is None
        or numbers.step is None
        or figures.question.type is not QuestionType.RATING
    ):
        return
    ratings = {value: number_of(value) or 0.0 for value in numeric}
    squares = {value: number**2 for value, number in ratings.items()}
    sizes = [numbers.numeric] if numbers.numeric else range(1, (figures.answered.value or 0) + 1)
    for size in sizes:
        least, most = ((numbers.mean + turn * numbers.step / 2) * size for turn in (-1, 1))
        for total in range(math.ceil(least - 1e-9), math.floor(most + 1e-9) + 1):
            low, high = _spread(numbers, total, size, figures.question.lowest, figures.question.highest)
            yield [(ratings, total, total), (squares, low, high), (dict.fromkeys(numeric, 1.0), size, size)]


def _spread(numbers: Numbers, total: int, size: int, lowest: int, highest: int) -> tuple[float, float]:
    """Return between what the sum of squares is, by the interval's rounded ends."""
    least, most, step = 0.0, float(MOST), numbers.step or 0.0
    if numbers.low is None or numbers.high is None or size < 2 or numbers.mean is None:
        return least, most
    by = t_of_95_percent(size - 1) / math.sqrt(size)
    if inside := [end for end in (numbers.low, numbers.high) if lowest < end < highest]:
        reach = abs(inside[0] - numbers.mean)
        most = _squares((reach - step / 2) / by, total, size)
        least = _squares(max(0.0, reach - 1.5 * step) / by, total, size)
    return least - 1e-6, most + 1e-6


def _squares(deviation: float, total: int, size: int) -> float:
    return deviation**2 * (size - 1) + total**2 / size


def attack_texts(wave: Wave) -> Attacked:
    """Return what falls of how many wrote to a question, or beside `other`, by the comments that Themes counts.

    The attacker knows that it counts those of questions that enough people wrote to.
    """
    known, written = Knowledge(), {key: len(rows) for key, rows in text_lengths(wave.id).items()}
    questions = pulse.facts(wave).questions
    for key in (texts := ("change", "keep")):
        _learn_count(known, [key], questions[key].answered, wave.k, reasons_told=False)
    total = themes.wave_summary(wave.program_id, wave).comments.value
    beside = None if total is None else total - sum(questions[key].answered.value or 0 for key in texts)
    known.learn_sum(["lost-Comment"], beside or 0, beside or MOST)
    hidden = [key for key in (*texts, "lost-Comment") if written.get(key, 0) < wave.k]
    fell = [Pinned(f"texts {key}", written.get(key, 0)) for key in hidden if known.is_told([key], written.get(key, 0))]
    return Attacked(len(hidden), fell)
