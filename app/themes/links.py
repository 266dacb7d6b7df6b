"""Where higher domains say what became of a theme, so that its pages can link there."""

from collections.abc import Callable

Links = Callable[[int], list[tuple[str, str]]]

in_the_loop: list[Links] = []
"""Each takes a theme's row and returns (label, url) in the order of the loop; proposals and outcomes add theirs."""


def links_of(theme_id: int) -> list[tuple[str, str]]:
    """Return the links of a theme to what followed from it."""
    return [link for links in in_the_loop for link in links(theme_id)]
