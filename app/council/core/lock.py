"""What a ballot fixes when it opens, as one digest, and the key under which a vote lies in the box."""

import hashlib
import hmac
import json
from collections.abc import Iterable


def locked_digest(
    *, question: str, subject: str, secret: bool, threshold: str, quorum: int, closes_at: str, roll: Iterable[str]
) -> str:
    """Return the SHA-256 over everything that a ballot fixes at opening; `roll` holds the seats' public ids."""
    fixed = {
        "question": question,
        "subject": subject,
        "secret": secret,
        "threshold": threshold,
        "quorum": quorum,
        "closes_at": closes_at,
        "roll": sorted(roll),
    }
    return hashlib.sha256(json.dumps(fixed, sort_keys=True).encode()).hexdigest()


def box_key(server_secret: str, ballot: str, seat: str) -> str:
    """Return the key of a seat's vote: the same seat finds its vote again, the tables alone can't join the two.

    Whoever controls the running server knows the secret and could; the ballot's page says so.
    """
    return hmac.new(server_secret.encode(), f"vote|{ballot}|{seat}".encode(), hashlib.sha256).hexdigest()
