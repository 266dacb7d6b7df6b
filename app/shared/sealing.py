"""Encrypts what only the server may read: drafts, and originals of comments in identified waves."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@lru_cache(maxsize=16)
def _cipher(secret: str, purpose: str) -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=f"parley {purpose}".encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def seal(text: str, *, secret: str, purpose: str) -> bytes:
    """Return the text encrypted under a key of its own for this purpose (HKDF, RFC 5869; Fernet)."""
    return _cipher(secret, purpose).encrypt(text.encode())


def unseal(sealed: bytes, *, secret: str, purpose: str) -> str | None:
    """Return the text, or None where it was sealed under another secret or changed."""
    try:
        return _cipher(secret, purpose).decrypt(sealed).decode()
    except InvalidToken:
        return None
