"""Where talk is that a person can give a theme to: posts and minutes. Higher domains, which know both, put them in."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from app.identity.viewer import Viewer

ONE_OF = {"post": "a post", "item": "a point of an agenda", "minutes": "a paragraph of the minutes"}
SOURCE_NAMES = {"post": "post", "item": "point of an agenda", "minutes": "minutes"}


@dataclass(frozen=True)
class Said:
    """Something that was said: what its source calls its place, the words, who or what said it, where it stands."""

    source: str
    place: str
    text: str
    who: str
    url: str
    at: dt.datetime


Source = Callable[[Viewer, Collection[str] | None], list[Said]]
"""Gives what the viewer may read, the newest first: of these places, or all there is."""

SOURCES: dict[str, Source] = {}


def all_said(viewer: Viewer) -> list[Said]:
    """Return all talk that the viewer may read, the newest first."""
    return sorted((one for source in SOURCES.values() for one in source(viewer, None)), key=_newest_first)


def said_at(viewer: Viewer, places: Collection[tuple[str, str]]) -> list[Said]:
    """Return what stands at these places, each a source and a place, as far as the viewer may read it."""
    found = []
    for kind, source in SOURCES.items():
        if wanted := {place for name, place in places if name == kind}:
            found += source(viewer, wanted)
    return sorted(found, key=_newest_first)


def _newest_first(said: Said) -> tuple[float, str]:
    return -said.at.timestamp(), said.place
