"""Slows down guessing: so many attempts an address and a network in a quarter of an hour, and no more."""

import datetime as dt
import hashlib
import hmac
import ipaddress

from flask import current_app
from sqlalchemy import ColumnElement, delete, select

from app.db import database
from app.identity.errors import TooOftenError
from app.identity.models import SignInAttempt
from app.shared import clock

PER_ADDRESS = 5
PER_NETWORK = 30
WINDOW = dt.timedelta(minutes=15)
KEPT = dt.timedelta(hours=1)


def count_attempt(email: str, network: str | None) -> None:
    """Count an attempt before it is judged. Raises TooOftenError where there were too many, whoever the address is."""
    address_hash, network_hash = _hashed("address", _same(email)), _hashed("network", network_of(network))
    _stop_at(PER_ADDRESS, SignInAttempt.address_hash == address_hash)
    _stop_at(PER_NETWORK, SignInAttempt.network_hash == network_hash)
    database.session.add(SignInAttempt(address_hash=address_hash, network_hash=network_hash))


def forget_attempts_for(email: str) -> None:
    """Forget the attempts for an address: its owner has just signed in."""
    database.session.execute(
        delete(SignInAttempt).where(SignInAttempt.address_hash == _hashed("address", _same(email)))
    )


def forget_old_attempts() -> None:
    """Remove the attempts that no longer count."""
    database.session.execute(delete(SignInAttempt).where(SignInAttempt.at < clock.now() - KEPT))


def network_of(address: str | None) -> str:
    """Return the network that stands for one household or machine: an IPv4 address, an IPv6 /64."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _stop_at(most: int, whose: ColumnElement[bool]) -> None:
    recent = select(SignInAttempt.at).where(whose, SignInAttempt.at > clock.now() - WINDOW)
    newest_first = database.session.scalars(recent.order_by(SignInAttempt.at.desc()).limit(most)).all()
    if len(newest_first) >= most:
        raise TooOftenError(round((newest_first[-1] + WINDOW - clock.now()).total_seconds()))


def _same(email: str) -> str:
    return email.strip().casefold()


def _hashed(kind: str, value: str) -> str:
    """Return a keyed hash: without the installation's secret nobody can try out which address it stands for."""
    secret = current_app.config["SETTINGS"].secret_key
    return hmac.new(f"attempt {secret}".encode(), f"{kind} {value}".encode(), hashlib.sha256).hexdigest()
