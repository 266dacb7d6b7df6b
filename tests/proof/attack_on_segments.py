"""The attack on tables of segments, by an owner who knows every partner's roles and market and how many were asked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from unittest.mock import patch

from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.pulse.queries.answers import RatingRow
from app.themes import queries as themes
from app.themes.core.segments import Organisation
from app.themes.queries.reading import read_wave
from surveys.disclosure import ALL, HiddenReason, Published, Segment, part_means
from surveys.disclosure.means import STEPS, step_for
from surveys.instrument import QuestionType
from tests.proof.attack_on_values import Attacked, Pinned
from tests.proof.solver import MOST, Fact, Knowledge

REAL_STEP = part_means.step_of_parts
Kind = tuple[frozenset[str], str]
"""The roles and the market that some partners have in common: an owner can tell no more about who answered."""


def attack_themes(wave: Wave, theme_ids: Iterable[int]) -> Attacked:
    """Return what falls of how many organisations of a segment raise a theme, or answered and don't raise it."""
    found, ids = Attacked(0, []), list(theme_ids)
    reading = read_wave(wave, ids)
    kinds = {organisation.key: _kind(organisation) for organisation in reading.organisations.values()}
    asked = Counter(_kind(one) for one in _asked(wave))
    for theme_id in ids:
        raising = {who.organisation for who in reading.raisers(theme_id)}
        raisers = Counter(kinds[who.organisation] for who in reading.raisers(theme_id))
        people = Counter(kinds[who.organisation] for one in reading.organisations.values() for who in one.people)
        truth = {
            "raised": Counter(kind for key, kind in kinds.items() if key in raising),
            "rest": Counter(kind for key, kind in kinds.items() if key not in raising),
            "raisers": raisers,
            "others": people - raisers,
        }
        found += _attack_theme(wave, theme_id, truth, asked)
    return found


def _attack_theme(wave: Wave, theme_id: int, truth: Mapping[str, Counter[Kind]], asked: Mapping[Kind, int]) -> Attacked:
    table, known = themes.segment_table(theme_id, wave), Knowledge()
    known.learn_sum([(layer, kind) for kind in asked for layer in ("raised", "rest")], *_twice(_answering(wave)))
    for kind in asked:
        # In each organisation that raises it at least one person does; people who don't are in any.
        known.learn({("raisers", kind): 1, ("raised", kind): -1}, 0, MOST)
        known.learn({("raisers", kind): 1, ("others", kind): 1, ("raised", kind): -1, ("rest", kind): -1}, 0, MOST)
        known.learn({("others", kind): 1, ("rest", kind): -1}, 0, MOST)
        known.learn({("raisers", kind): 1, ("raised", kind): -MOST}, -MOST * MOST, 0)
    few = themes.few(theme_id, wave)
    if few is not None and few.value is not None:
        known.learn_sum([("raised", kind) for kind in asked], 0, few.value.at_most)
        known.learn_sum([(layer, kind) for kind in asked for layer in ("raised", "rest")], *_twice(few.value.base))
    told = {cell.hidden for segment, cell in table.cells.items() if segment != (ALL, ALL)}
    worlds: list[list[Fact]] = [[]]
    for segment, cell in table.cells.items():
        inside = [kind for kind in asked if _is_in(kind, segment)]
        both = {layer: [(layer, kind) for kind in inside] for layer in ("raised", "rest")}
        if cell.value is not None:
            known.learn_sum(both["raised"], *_twice(cell.value.organisations))
            known.learn_sum([*both["raised"], *both["rest"]], *_twice(cell.value.base))
            known.learn_sum([("raisers", kind) for kind in inside], *_twice(cell.value.people.people))
            voices = [(layer, kind) for kind in inside for layer in ("raisers", "others")]
            known.learn_sum(voices, *_twice(cell.value.people.base))
        elif cell.hidden is HiddenReason.complementary and HiddenReason.too_few in told:
            known.learn_sum(both["raised"], wave.k, MOST)
            known.learn_sum(both["rest"], wave.k, MOST)
        elif cell.hidden is HiddenReason.too_few:
            either = ("either", segment)
            known.learn({either: 1}, 0, 1)
            known.learn({**dict.fromkeys(both["raised"], 1.0), either: -MOST}, -MOST, wave.k - 1)
            known.learn({**dict.fromkeys(both["rest"], 1.0), either: MOST}, 0, MOST + wave.k - 1)
    return _judge(known, table.cells, truth, asked, wave.k, worlds)


def _judge(
    known: Knowledge,
    cells: Mapping[Segment, Published[Any]],
    truth: Mapping[str, Counter[Kind]],
    kinds: Iterable[Kind],
    k: int,
    worlds: list[list[Fact]],
) -> Attacked:
    assert known.is_possible(), "the attacker believes something that isn't so"
    attacked = Attacked(0, [])
    for segment, cell in cells.items():
        for layer, counts in truth.items():
            count = sum(number for kind, number in counts.items() if _is_in(kind, segment))
            if cell.shown or count >= k:
                continue
            attacked.cells += 1
            inside = [(layer, kind) for kind in kinds if _is_in(kind, segment)]
            if known.is_told(inside, count, worlds):
                attacked.pinned.append(Pinned(f"{layer} {segment}", count))
    return attacked


def attack_means(wave: Wave) -> Attacked:
    """Return what falls of how often each value was given in a segment.

    The attacker knows to what the means are rounded, and how many people of a segment gave a number where none gave
    a mark in its place.
    """
    found = Attacked(0, [])
    for figures in pulse.facts(wave).questions.values():
        if figures.question.type is not QuestionType.RATING:
            continue
        steps: list[float | None] = []
        with patch.object(part_means, "step_of_parts", _told_to(steps)):
            table = pulse.segment_means(wave, figures)
        if table is not None:
            step = (steps and steps[-1]) or STEPS[-1]
            found += _attack_means(wave, figures, table.cells, pulse.ratings(wave.id, figures.question.key), step)
    return found


def _told_to(steps: list[float | None]) -> Callable[..., float | None]:
    """Return the function that chooses the step, which adds its choice to the list."""

    def choose(*given: Any) -> float | None:
        steps.append(REAL_STEP(*given))
        return steps[-1]

    return choose


def _attack_means(
    wave: Wave,
    figures: pulse.PublishedFacts,
    cells: Mapping[Segment, Published[float | None]],
    rows: list[RatingRow],
    step: float,
) -> Attacked:
    known, numbers = Knowledge(), figures.numbers.value
    whole = (numbers and numbers.step) or STEPS[-1]
    values = range(figures.question.lowest, figures.question.highest + 1)
    given: dict[int, Counter[Kind]] = defaultdict(Counter)
    for row in rows:
        given[int(row.number)][frozenset(row.contributor.roles), row.contributor.market] += 1
    kinds = {kind for counts in given.values() for kind in counts}
    for segment, cell in cells.items():
        inside = [(value, kind) for value in values for kind in kinds if _is_in(kind, segment)]
        people = sum(given[value][kind] for value, kind in inside)
        if cell.value is None or not inside:
            continue
        half = (whole if segment == (ALL, ALL) else max(step, step_for(people))) / 2
        if numbers and numbers.numeric is not None:
            known.learn_sum(inside, *_twice(people))
        known.learn({(value, kind): value - cell.value - half for value, kind in inside}, -MOST, 1e-6)
        known.learn({(value, kind): value - cell.value + half for value, kind in inside}, -1e-6, MOST)
    for value in values:
        count = figures.counts[str(value)].value
        if count is not None:
            known.learn_sum([(value, kind) for kind in kinds], *_twice(count))
    fell, cells_attacked = [], 0
    if not known.facts:
        return Attacked(0, [])
    assert known.is_possible()
    for segment in cells:
        for value in values:
            inside = [(value, kind) for kind in kinds if _is_in(kind, segment)]
            count = sum(given[value][kind] for _, kind in inside)
            if inside and 0 < count < wave.k:
                cells_attacked += 1
                if all(name in known.places for name in inside) and known.is_told(inside, count):
                    fell.append(Pinned(f"{figures.question.key}={value} {segment}", count))
    return Attacked(cells_attacked, fell)


def _asked(wave: Wave) -> list[Organisation]:
    from app.themes.queries.reading import _asked as asked

    return asked(wave.id)


def _answering(wave: Wave) -> int:
    return pulse.response(wave).organisations_answered


def _kind(organisation: Organisation) -> Kind:
    return frozenset(organisation.roles), organisation.market


def _is_in(kind: Kind, segment: Segment) -> bool:
    return segment[0] in {ALL, *kind[0]} and segment[1] in {ALL, kind[1]}


def _twice(number: int) -> tuple[int, int]:
    return number, number
