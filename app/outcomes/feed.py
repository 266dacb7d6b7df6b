"""Writes what partners were told as an Atom feed (RFC 4287)."""

import datetime as dt
import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from app.notify.links import absolute
from app.outcomes.core.verdict import VERDICT_WORDS, Verdict
from app.outcomes.queries import PublicChange
from app.outcomes.wording import STATE_WORDS

ATOM = "http://www.w3.org/2005/Atom"
PAGE = "/changes"
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write (§2.2); a text that holds one would break the whole feed."""


def atom(changes: Sequence[PublicChange], path: str) -> bytes:
    """Return the feed, the newest change first; `path` is its own."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", absolute(path))
    _add(feed, "title", "What partners said, and what was done")
    _add(feed, "updated", max((change.told_on for change in changes), default=NEVER).isoformat())
    _add(feed, "link", href=absolute(path), rel="self", type="application/atom+xml")
    _add(feed, "link", href=absolute(PAGE), rel="alternate", type="text/html")
    for change in changes:
        _add_entry(feed, change)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(feed: ET.Element, change: PublicChange) -> None:
    entry, outcome = _add(feed, "entry"), change.outcome
    address = absolute(f"{PAGE}#change-{outcome.public_id}")
    words = [f"{STATE_WORDS[outcome.state]}: {outcome.text}"]
    if change.effect:
        words.append(f"Did it help? {VERDICT_WORDS[Verdict(change.effect.verdict)].capitalize()}.")
    _add(entry, "id", address)
    _add(entry, "title", f"{change.theme_name} – {STATE_WORDS[outcome.state].lower()}")
    _add(entry, "updated", change.told_on.isoformat())
    _add(_add(entry, "author"), "name", change.program_name)
    _add(entry, "link", href=address, rel="alternate", type="text/html")
    _add(entry, "content", "\n\n".join(words), type="text")


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = _NOT_IN_XML.sub("", text) if text is not None else None
    return element
