"""Looks at everything an installation needs to work: settings, database, migrations, mail, worker, clock."""

import datetime as dt
import smtplib
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.db import database
from app.db.migrations import is_current
from app.jobs import queries as jobs
from app.jobs.tasks import SWEEP_EVERY
from app.notify.smtp import connect
from app.shared import clock
from config import Settings

MOST_SKEW = dt.timedelta(seconds=30)
MOST_SILENCE = 2 * SWEEP_EVERY + dt.timedelta(minutes=1)
MOST_WAITING = dt.timedelta(minutes=5)
MAIL_TIMEOUT_SECONDS = 5.0


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    found: str


def examine(settings: Settings) -> list[Check]:
    """Return all checks in the order in which one would put things right."""
    checks = [_settings(settings), _database()]
    if not checks[-1].ok:
        return [*checks, _mail(settings)]
    checks.append(_migrations())
    if checks[-1].ok:
        checks += [_worker(), _queue()]
    return [*checks, _clock(), _mail(settings)]


def is_ready() -> bool:
    """Whether the database answers and has all migrations."""
    return _database().ok and _migrations().ok


def _settings(settings: Settings) -> Check:
    if settings.production and not settings.base_url.startswith("https://"):
        return Check("settings", False, "BASE_URL is not https:// in production: cookies travel unprotected")
    return Check("settings", True, f"profile {settings.profile}, reached at {settings.base_url}")


def _database() -> Check:
    try:
        database.session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        database.session.rollback()
        return Check("database", False, f"does not answer: {type(error).__name__}")
    return Check("database", True, f"{database.engine.dialect.name} answers")


def _migrations() -> Check:
    if is_current():
        return Check("migrations", True, "all are there")
    return Check("migrations", False, "some are missing: run './parley db upgrade'")


def _worker() -> Check:
    seen = jobs.worker_last_seen()
    if seen is None:
        return Check("worker", False, "none has worked yet: './parley serve' starts one")
    silence = clock.now() - seen
    return Check("worker", silence <= MOST_SILENCE, f"last seen {_minutes(silence)} ago")


def _queue() -> Check:
    wait, failed = jobs.longest_wait(), jobs.counts_by_state()["failed"]
    found = f"the oldest job that is due waits {_minutes(wait)}; {failed} failed for good"
    return Check("queue", wait <= MOST_WAITING, found)


def _clock() -> Check:
    epoch = "strftime('%s','now')" if database.engine.dialect.name == "sqlite" else "extract(epoch from now())"
    there = dt.datetime.fromtimestamp(float(database.session.scalar(text(f"SELECT {epoch}"))), dt.UTC)
    skew = abs(clock.now() - there)
    return Check("clock", skew <= MOST_SKEW, f"{skew.total_seconds():.0f} seconds from the database's")


def _mail(settings: Settings) -> Check:
    if not settings.smtp_url:
        return Check("mail", True, "no mail server is set: mails stay in the outbox page")
    try:
        with connect(settings.smtp_url, timeout=MAIL_TIMEOUT_SECONDS) as server:
            server.noop()
    except (smtplib.SMTPException, OSError) as error:
        return Check("mail", False, f"the mail server does not take us: {error}")
    return Check("mail", True, "the mail server answers")


def _minutes(span: dt.timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes} minutes" if minutes else f"{max(0, int(span.total_seconds()))} seconds"
