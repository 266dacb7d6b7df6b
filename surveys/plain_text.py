"""Cleaning of text that people or files hand in, so that what is stored can always be written and shown."""

import unicodedata


def plain_text(raw: str, *, many_lines: bool = True) -> str:
    """Return the text in Unicode form NFC, trimmed, without control characters and halves of surrogate pairs.

    Line ends become `\\n`, or a space unless `many_lines`; tabs stay. Joiners and marks of writing direction
    stay, because languages need them.
    """
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    if not many_lines:
        lines = lines.replace("\n", " ")
    kept = (sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def says_something(text: str) -> bool:
    """Return whether the text holds anything but spaces and invisible signs."""
    return any(unicodedata.category(sign)[0] not in "ZC" for sign in text)


def folded(text: str) -> str:
    """Return the text with every run of white space, non-breaking spaces too, as one space, trimmed."""
    return " ".join(text.split())
