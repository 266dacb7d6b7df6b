"""On the map no circle and no name lies over another, whatever the themes are."""

import itertools
import math

import numpy as np
import pytest

from analysis.embed import unit
from analysis.report_map import HEIGHT, WIDTH, laid_out, named, nearest_theme, packed

COUNTS = [1, 2, 3, 12, 40, 150]


def vectors(count: int, width: int = 24) -> np.ndarray:
    return unit(np.random.default_rng(count).normal(size=(count, width)).astype(np.float32))


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("skewed", [True, False])
def test_circles_stand_apart_inside_the_map_and_the_largest_theme_has_the_largest(count: int, skewed: bool) -> None:
    sizes = [1000 // (n + 1) + 1 if skewed else 7 for n in range(count)]
    circles = laid_out(vectors(count), sizes)
    for one, other in itertools.combinations(circles, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius - 1
    for circle in circles:
        assert circle.radius <= circle.x <= WIDTH - circle.radius
        assert circle.radius <= circle.y <= HEIGHT - circle.radius
    assert circles[0].radius == max(circle.radius for circle in circles)


def test_themes_with_the_same_middle_stand_apart_too() -> None:
    circles = laid_out(np.repeat(vectors(1), 5, axis=0), [5] * 5)
    assert len({(round(circle.x), round(circle.y)) for circle in circles}) == 5


def test_similar_themes_lie_nearer_than_different_ones() -> None:
    pair, far = vectors(2), -vectors(2)
    circles = laid_out(unit(np.stack([pair[0], pair[0] + 0.1 * pair[1], far[0]])), [5, 5, 5])
    near, wide = (math.hypot(circles[0].x - other.x, circles[0].y - other.y) for other in circles[1:])
    assert near < wide
    assert nearest_theme(np.stack([pair[0], far[0], far[0]]).astype(np.float32)) == [1, 2, 1]
    assert nearest_theme(vectors(1)) == [None]


@pytest.mark.parametrize("count", COUNTS)
def test_names_overlap_neither_one_another_nor_another_circle(count: int) -> None:
    circles = laid_out(vectors(count), [300 // (n + 1) + 1 for n in range(count)])
    names = named(circles, [f"Certification number {n}, and what it costs in a year" for n in range(count)])
    placed = [(name.box, n) for n, name in enumerate(names) if name]
    assert placed
    for (one, _), (other, _) in itertools.combinations(placed, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for (left, top, right, bottom), n in placed:
        assert 0 <= left < right <= WIDTH
        assert 0 <= top < bottom <= HEIGHT
        for circle in circles[:n] + circles[n + 1 :]:
            x, y = min(max(circle.x, left), right), min(max(circle.y, top), bottom)
            assert math.hypot(x - circle.x, y - circle.y) >= circle.radius


@pytest.mark.parametrize("sizes", [[3, 2], [50, 20, 10, 5, 5, 1], [1] * 30])
def test_sub_themes_stand_apart_inside_their_theme(sizes: list[int]) -> None:
    whole = laid_out(vectors(1), [100])[0]
    parts = packed(whole, sizes)
    for part in parts:
        assert math.hypot(part.x - whole.x, part.y - whole.y) + part.radius <= whole.radius + 1e-6
    for one, other in itertools.combinations(parts, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius - 1.5
