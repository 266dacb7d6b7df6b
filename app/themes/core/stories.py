"""What a theme's lineage says in words."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Protocol


class Step(Protocol):
    """A row of the lineage."""

    @property
    def kind(self) -> str: ...
    @property
    def from_theme_id(self) -> int | None: ...
    @property
    def wave_id(self) -> int | None: ...
    @property
    def note(self) -> str: ...
    @property
    def at(self) -> dt.datetime: ...


_COUNTED = re.compile(r"\b(?:a|\d+) comments?\b")


def without_counts(sentence: str) -> str:
    """Return a sentence of the history without how many comments it tells of: a hidden theme may be meant."""
    return _COUNTED.sub("comments", sentence)


def is_new_in(steps: Sequence[Step], wave_id: int) -> bool:
    """Whether the theme was first accepted from a cluster of this wave."""
    firsts = [step for step in steps if step.kind in ("accepted", "split")]
    return bool(firsts) and firsts[0].kind == "accepted" and firsts[0].wave_id == wave_id


def in_short(steps: Sequence[Step], wave_id: int, names: Mapping[int, str]) -> str:
    """Return where the theme came from since it was first accepted, in a few words: new, the same, merged, split."""
    if is_new_in(steps, wave_id) and not any(step.from_theme_id for step in steps):
        return "new"
    merged = [step for step in steps if step.kind == "merged" and step.from_theme_id]
    if len(merged) > 1:
        return f"merged from {len(merged) + 1}"
    if merged:
        return f"merged with “{names.get(merged[0].from_theme_id or 0, 'another')}”"
    for step in steps:
        if step.kind == "split" and step.from_theme_id:
            return f"split from “{names.get(step.from_theme_id, 'another')}”"
    return "the same"


def in_full(steps: Sequence[Step], names: Mapping[int, str], waves: Mapping[int, str]) -> list[str]:
    """Return the lineage step by step, each in a few words; the waves that it went on in are one step."""
    told: list[str] = []
    again: list[str] = []
    found_in = {step.wave_id for step in steps[:1] if step.kind == "accepted"}
    for step in steps:
        if step.kind == "merged" and not step.from_theme_id:
            # Another cluster of the wave that it was found in is no going on.
            if step.wave_id not in found_in:
                again.append(waves.get(step.wave_id or 0, "a wave"))
        else:
            told.append(_in_words(step, names, waves))
    if again:
        told.append(f"goes on in {', '.join(dict.fromkeys(again))}")
    return told


def _in_words(step: Step, names: Mapping[int, str], waves: Mapping[int, str]) -> str:
    other = f"“{names.get(step.from_theme_id or 0, 'another theme')}”"
    wave = waves.get(step.wave_id or 0, "")
    sentences = {
        "accepted": f"Found in {wave}" if wave else "Accepted",
        "merged": f"Took in {other}",
        "split": f"Split from {other}",
    }
    return sentences.get(step.kind, step.note)
