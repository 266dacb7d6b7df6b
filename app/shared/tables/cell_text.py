"""Makes the text of a cell fit to be kept: composed, on one line, without characters nobody sees."""

import re
import unicodedata

from app.shared.tables.faults import BadCell

# Zero-width space, byte-order mark, the two codes that XML forbids, and the marks that turn the direction of the text.
_UNSEEN = re.compile("[\u200b\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_NO_CHARACTER = {"Cc", "Cs"}


def clean(cell: str) -> str:
    """Return the text in NFC with single spaces, without control and unseen characters."""
    text = " ".join(cell.split())
    if text.isascii() and text.isprintable():
        return text
    text = "".join(mark for mark in text if unicodedata.category(mark) not in _NO_CHARACTER)
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def clean_at_most(cell: str, characters: int) -> str:
    """Return the clean text; raises BadCell too_long."""
    text = clean(cell)
    if len(text) > characters:
        raise BadCell("too_long", f"{len(text):,} characters are too many; at most {characters} fit.")
    return text


def quoted(cell: str) -> str:
    """Return the beginning of a cell in quotation marks, for a message."""
    text = clean(cell)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
