"""Splits masked text at its masks, so that a template can mark them without trusting the text."""

import re

_MASK = re.compile(r"\[([a-z][a-z -]{0,30})\]")


def mask_parts(text: str) -> list[tuple[str, bool]]:
    """Return the text as parts, each with whether it is a mask such as `[company]`, brackets taken off."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for found in _MASK.finditer(text):
        parts += [(text[at : found.start()], False), (found.group(1), True)]
        at = found.end()
    return [part for part in [*parts, (text[at:], False)] if part[0]]
