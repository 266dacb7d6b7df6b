"""Sign-ins that end: a row that can be revoked, and a cookie that goes stale when unused."""

import datetime as dt
import hashlib
import secrets
from typing import Any

from flask import Flask, g, request, session
from flask_login import UserMixin, login_user, logout_user
from sqlalchemy import select, update

from app.db import database
from app.extensions import login_manager
from app.identity.models import Grant, Person, SignIn
from app.identity.permissions import Role
from app.identity.viewer import Viewer
from app.shared import clock
from config import Settings


class SignedIn(UserMixin):
    """What Flask-Login keeps: the sign-in's secret as id, and its person."""

    def __init__(self, key: str, person: Person) -> None:
        self.id = key
        self.person = person


def hash_secret(secret: str) -> str:
    """Return the SHA-256 under which a random secret is stored."""
    return hashlib.sha256(secret.encode()).hexdigest()


def begin(person: Person, settings: Settings) -> None:
    """Sign a person in on this browser with a new session. Inside a transaction."""
    key = secrets.token_urlsafe(32)
    database.session.add(
        SignIn(
            person_id=person.id,
            key_hash=hash_secret(key),
            ends_at=clock.now() + dt.timedelta(hours=settings.session_hours),
            agent=(request.user_agent.string or "")[:200],
        )
    )
    kept = {name: session[name] for name in ("next",) if name in session}
    session.clear()  # a new session at sign-in, so that one fixed beforehand is worth nothing
    session.update(kept)
    session.permanent = True
    login_user(SignedIn(key, person))
    session["used"] = int(clock.now().timestamp())


def end() -> None:
    """Sign this browser out. Inside a transaction."""
    key = session.get("_user_id")
    if key:
        _end_where(SignIn.key_hash == hash_secret(key))
    logout_user()
    session.clear()


def end_other(person_id: int, public_id: str) -> None:
    """End one of a person's sign-ins, named by its public id. Inside a transaction."""
    _end_where(SignIn.person_id == person_id, SignIn.public_id == public_id)


def end_all_others(person_id: int) -> None:
    """End all sign-ins of a person but the one of this browser. Inside a transaction."""
    _end_where(SignIn.person_id == person_id, SignIn.key_hash != this_key_hash())


def this_key_hash() -> str:
    """Return the hash of this browser's sign-in; one that no sign-in has where there is none."""
    return hash_secret(session.get("_user_id", ""))


def _end_where(*conditions: Any) -> None:
    database.session.execute(update(SignIn).where(*conditions, SignIn.ended_at.is_(None)).values(ended_at=clock.now()))


def load(key: str) -> SignedIn | None:
    """Return the signed-in person of a session key; None when the sign-in is over. Reads only."""
    found = database.session.execute(
        select(SignIn, Person)
        .join(Person, Person.id == SignIn.person_id)
        .where(SignIn.key_hash == hash_secret(key), SignIn.ended_at.is_(None), SignIn.ends_at > clock.now())
    ).first()
    return SignedIn(key, found.Person) if found else None


def choose_viewer(settings: Settings) -> None:
    """Put the viewer of this request into `g`: the signed-in person in the program they chose, or their first."""
    g.viewer = None
    if request.endpoint == "static" or "_user_id" not in session:
        return
    idle = dt.timedelta(minutes=settings.idle_minutes).total_seconds()
    if clock.now().timestamp() - session.get("used", 0) > idle:
        logout_user()
        session.clear()
        return
    signed_in = load(session["_user_id"])
    if signed_in is None:
        return
    session["used"] = int(clock.now().timestamp())
    person = signed_in.person
    grants = database.session.execute(
        select(Grant.program_id, Grant.role).where(Grant.person_id == person.id).order_by(Grant.id)
    ).all()
    if not grants:
        return
    programs: list[int] = [row.program_id for row in grants]
    chosen = session.get("program")
    if chosen not in programs:
        chosen = programs[0]
    roles = frozenset(Role(row.role) for row in grants if row.program_id == chosen)
    g.viewer = Viewer(person.id, person.name, chosen, roles, time_zone=person.time_zone, language=person.language)


def init_sessions(app: Flask, settings: Settings) -> None:
    """Bind sign-ins to the application."""
    app.permanent_session_lifetime = dt.timedelta(hours=settings.session_hours)
    login_manager.init_app(app)
    login_manager.user_loader(load)
    app.before_request(lambda: choose_viewer(settings))
