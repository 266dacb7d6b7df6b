"""Digests that cover an entry and all before it, and the signature at the end of the chain."""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

START = "0" * 64
"""Stands for the entry before the first."""


def plain(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return details as JSON gives them back, so that what is stored is what was digested."""
    written: dict[str, Any] = json.loads(json.dumps(dict(details), default=str))
    return written


def entry_digest(
    *,
    at: dt.datetime,
    person_id: int | None,
    program_id: int | None,
    verb: str,
    subject: str,
    details: Mapping[str, Any],
    previous: str,
) -> str:
    """Return the SHA-256 of an entry's fields as canonical JSON: sorted keys, no spaces, UTC moments."""
    fields = {
        "at": at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "person_id": person_id,
        "program_id": program_id,
        "verb": verb,
        "subject": subject,
        "details": details,
        "previous": previous,
    }
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def signature(secret: str, entries: int, digest: str) -> str:
    """Return the HMAC-SHA-256 of the chain's length and end."""
    return hmac.new(f"audit {secret}".encode(), f"{entries} {digest}".encode(), hashlib.sha256).hexdigest()
