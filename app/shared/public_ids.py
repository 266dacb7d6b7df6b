"""Ids for addresses: they sort by the time they were made and can't be guessed."""

import secrets

from app.shared import clock

PUBLIC_ID_LENGTH = 26
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_RANDOM_BITS = 80


def new_public_id() -> str:
    """Return 26 lower-case characters: 48 bits of milliseconds since 1970, then 80 random bits.

    Laid out like a ULID (https://github.com/ulid/spec). The time can be read from it, so what must stay
    anonymous gets none.
    """
    milliseconds = int(clock.now().timestamp() * 1000)
    number = (milliseconds << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
    shifts = range(5 * (PUBLIC_ID_LENGTH - 1), -1, -5)
    return "".join(_DIGITS[(number >> shift) & 31] for shift in shifts)
