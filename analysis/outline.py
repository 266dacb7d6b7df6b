"""Orders groups into themes and sub-themes and gives them their ids, largest first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.cluster import Labels


@dataclass(frozen=True, slots=True)
class OutlinedTheme:
    """A theme's id, its groups (indices, largest first) and their ids as sub-themes, and its size in comments."""

    id: str
    groups: tuple[int, ...]
    subtheme_ids: tuple[str, ...]
    size: int


def outline(theme_of_group: Labels, group_sizes: NDArray[np.int64]) -> list[OutlinedTheme]:
    """Return the themes, largest first: t01 with its sub-themes t01.1, t01.2 …; groups without comments are left out.

    theme_of_group and group_sizes have an entry for each group. Of equal sizes the first group comes first.
    """
    groups: dict[int, list[int]] = {}
    for group in sorted(range(len(group_sizes)), key=lambda g: (-int(group_sizes[g]), g)):
        if group_sizes[group] > 0:
            groups.setdefault(int(theme_of_group[group]), []).append(group)
    ordered = sorted(groups.values(), key=lambda members: (-_size(members, group_sizes), members[0]))
    themes = []
    for number, members in enumerate(ordered, start=1):
        theme_id = f"t{number:02d}"
        subtheme_ids = tuple(f"{theme_id}.{place}" for place in range(1, len(members) + 1))
        themes.append(OutlinedTheme(theme_id, tuple(members), subtheme_ids, _size(members, group_sizes)))
    return themes


def _size(groups: list[int], group_sizes: NDArray[np.int64]) -> int:
    return int(group_sizes[groups].sum())
