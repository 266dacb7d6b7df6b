"""Links in mails: absolute when written, blanked once the mail is on its way."""

import re

from app.web.links import absolute

__all__ = ["absolute", "blank_personal_links", "text_parts"]

_PERSONAL = re.compile(r"(https?://\S+?/(?:p|sign-in|what-changed)/)[\w-]{16,}")
_LINK = re.compile(r"(https?://[^\s…]+)(?=\s|$)")


def blank_personal_links(text: str) -> str:
    """Return a mail's text without the secrets in its links: whoever reads the outbox can't use them."""
    return _PERSONAL.sub(r"\1…", text)


def text_parts(text: str) -> list[tuple[str, bool]]:
    """Return a mail's text in parts, each with whether it is a link that can be followed."""
    return [(part, bool(_LINK.fullmatch(part))) for part in _LINK.split(text) if part]
