"""Digests of what a proposal freezes, so that a later change of it is seen."""

import hashlib
import json
from typing import Any


def digest(content: Any) -> str:
    """Return the SHA-256 over a value that JSON can hold, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
