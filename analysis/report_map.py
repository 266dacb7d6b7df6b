"""Lays themes out as a map: near one another where they are said in similar words, without overlaps."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.embed import Vectors

WIDTH, HEIGHT = 960.0, 620.0
_EDGE = 14.0
_FILLED = 0.2  # of the map's area, by all circles together
_FILLED_WITHIN = 0.5
_SMALLEST, _LARGEST = 11.0, 105.0
_GAP = 16.0
_ROUNDS = 400
_REACH_OF_FEW = 0.3
_SAME = 1e-6
_LETTER, _LINE = 7.6, 16.0
_LETTERS_IN_A_LINE, _LETTERS_WITHIN = 24, 15
Points = NDArray[np.float64]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle of the map, in its units."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name's lines, each centred on x, the first with its baseline at y."""

    x: float
    y: float
    lines: tuple[str, ...]

    @property
    def box(self) -> Box:
        """Left, top, right and bottom."""
        half = max(map(len, self.lines)) * _LETTER / 2
        top = self.y - 0.8 * _LINE
        return self.x - half, top, self.x + half, top + len(self.lines) * _LINE


def laid_out(centroids: Vectors, sizes: Sequence[int]) -> list[Circle]:
    """Return a circle for each theme, its area by its size, none over another.

    centroids: themes × width, unit vectors. Metric scaling of their cosine distances (SMACOF: de Leeuw, 1977) from
    their principal components, so that the same themes always lie the same way; then circles are pushed apart.
    """
    if not sizes:
        return []
    area = _FILLED * WIDTH * HEIGHT
    radii = np.clip(np.sqrt(np.array(sizes) / sum(sizes) * area / math.pi), _SMALLEST, _LARGEST)
    # Many themes at the smallest radius must still fit.
    radii *= min(1.0, math.sqrt(2 * area / float((math.pi * radii**2).sum())))
    room = np.array([WIDTH, HEIGHT]) / 2 - _EDGE - float(radii.max())
    flat = _flat(centroids)
    reach = np.abs(flat).max(axis=0)
    spread = room * min(1.0, _REACH_OF_FEW + len(sizes) / 12)
    places = flat / np.where(reach > 0, reach, 1) * spread + np.array([WIDTH, HEIGHT]) / 2
    gap = min(_GAP, float(radii.min()))
    for _ in range(_ROUNDS):
        places = places + _push(places, radii, gap)
        places = np.clip(places, radii[:, None] + _EDGE, np.array([WIDTH, HEIGHT]) - radii[:, None] - _EDGE)
    return [Circle(*map(float, row)) for row in np.column_stack([places, radii])]


def packed(circle: Circle, sizes: Sequence[int]) -> list[Circle]:
    """Return a circle for each sub-theme inside the theme's, none over another."""
    share = np.array(sizes) / max(1, sum(sizes))
    radii = circle.radius * np.sqrt(share * _FILLED_WITHIN)
    turn = np.arange(len(sizes)) * math.pi * (3 - math.sqrt(5))
    places = (circle.radius - radii)[:, None] * np.column_stack([np.cos(turn), np.sin(turn)]) * 0.6
    for _ in range(_ROUNDS):
        places = places + _push(places, radii, 1.0)
        away = np.linalg.norm(places, axis=1)
        most = np.maximum(circle.radius - radii - 1, 0)
        places *= np.where(away > most, most / np.where(away > 0, away, 1), 1)[:, None]
    return [Circle(circle.x + x, circle.y + y, r) for x, y, r in np.column_stack([places, radii]).tolist()]


def named(circles: Sequence[Circle], names: Sequence[str]) -> list[Name | None]:
    """Return where each name stands, in its circle or beside it, the first ones first; None where nowhere is room."""
    found: list[Name | None] = []
    for circle, name in zip(circles, names, strict=True):
        taken = [other.box for other in found if other]
        within = Name(circle.x, circle.y + 1.5 * _LINE, _lines(name, _LETTERS_WITHIN))
        beside = _candidates(circle, _lines(name, _LETTERS_IN_A_LINE))
        fitting = (one for one in beside if _is_free(one.box, circles, taken))
        found.append(within if _holds(circle, within.box) else next(fitting, None))
    return found


def nearest_theme(centroids: Vectors) -> list[int | None]:
    """Return for each theme the row of the one most alike; None for a theme alone."""
    if len(centroids) < 2:
        return [None] * len(centroids)
    likeness = centroids @ centroids.T
    np.fill_diagonal(likeness, -np.inf)
    return [int(row) for row in likeness.argmax(axis=1)]


def _flat(centroids: Vectors) -> Points:
    from sklearn.decomposition import PCA
    from sklearn.manifold import smacof

    count = len(centroids)
    if count < 3:
        return np.column_stack([np.linspace(-1, 1, count) if count > 1 else np.zeros(1), np.zeros(count)])
    alike = centroids.astype(np.float64)
    distances = np.clip(1 - alike @ alike.T, 0, None)
    distances = (distances + distances.T) / 2
    np.fill_diagonal(distances, 0)
    if distances.max() < _SAME:
        return np.zeros((count, 2))
    start = PCA(2, svd_solver="full").fit_transform(alike)
    flat: Points = smacof(distances, n_components=2, init=start, n_init=1)[0]
    centred: Points = flat - flat.mean(axis=0)
    return centred


def _push(places: Points, radii: Points, gap: float) -> Points:
    """Return how far each circle moves to stand `gap` clear of those it overlaps."""
    apart = places[:, None] - places[None]
    distance = np.linalg.norm(apart, axis=2)
    # Circles on the same place part along a direction of their own.
    turn = np.arange(len(places)) * 2.4
    apart[distance == 0] += (np.column_stack([np.cos(turn), np.sin(turn)])[:, None] + 0 * apart)[distance == 0]
    lack = np.clip(radii[:, None] + radii[None] + gap - distance, 0, None)
    np.fill_diagonal(lack, 0)
    length = np.maximum(np.linalg.norm(apart, axis=2), 1e-9)
    moved: Points = (apart / length[..., None] * lack[..., None] / 2).sum(axis=1)
    return moved


def _holds(circle: Circle, box: Box) -> bool:
    left, top, right, bottom = box
    return all(math.hypot(x - circle.x, y - circle.y) < circle.radius - 2 for x in (left, right) for y in (top, bottom))


def _lines(name: str, letters: int) -> tuple[str, ...]:
    lines = [""]
    for word in name.split():
        fits = not lines[-1] or len(lines[-1]) + 1 + len(word) <= letters
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits else [*lines, word]
    return tuple(lines[:3])


def _candidates(circle: Circle, lines: tuple[str, ...]) -> list[Name]:
    half = max(map(len, lines)) * _LETTER / 2
    middle = circle.y - (len(lines) - 1) * _LINE / 2 + 0.3 * _LINE
    below, above = circle.y + circle.radius + _LINE, circle.y - circle.radius - len(lines) * _LINE + 0.6 * _LINE
    aside = circle.radius + half + 5
    return [
        Name(circle.x, below, lines),
        Name(circle.x + aside, middle, lines),
        Name(circle.x - aside, middle, lines),
        Name(circle.x, above, lines),
    ]


def _is_free(
    box: Box,
    circles: Sequence[Circle],
    taken: Sequence[Box],
) -> bool:
    left, top, right, bottom = box
    if left < 2 or top < 2 or right > WIDTH - 2 or bottom > HEIGHT - 2:
        return False
    if any(left < o[2] + 4 and o[0] < right + 4 and top < o[3] and o[1] < bottom for o in taken):
        return False
    for circle in circles:
        x, y = min(max(circle.x, left), right), min(max(circle.y, top), bottom)
        if math.hypot(x - circle.x, y - circle.y) < circle.radius + 1:
            return False
    return True
