"""Themes are numbered by their size, sub-themes within them."""

import numpy as np

from analysis.outline import outline


def test_the_largest_theme_comes_first_though_its_groups_are_small() -> None:
    themes = outline(np.array([0, 1, 1, 2]), np.array([5, 4, 4, 0]))
    assert [(t.id, t.groups, t.subtheme_ids, t.size) for t in themes] == [
        ("t01", (1, 2), ("t01.1", "t01.2"), 8),
        ("t02", (0,), ("t02.1",), 5),
    ]


def test_equal_sizes_keep_the_order_of_the_groups() -> None:
    themes = outline(np.array([1, 0, 2]), np.array([3, 3, 3]))
    assert [theme.groups for theme in themes] == [(0,), (1,), (2,)]
