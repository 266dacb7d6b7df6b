"""`audit verify` says whether the log holds, for people and for programs."""

import json

from click.testing import CliRunner
from flask import Flask
from sqlalchemy import update

from app.audit.models import AuditEntry
from app.audit.services import record
from app.cli import parley
from app.db import database, transaction


def test_verify_names_the_first_broken_link(app: Flask) -> None:
    with transaction():
        record("first", "a:1", by=None)
        record("second", "a:2", by=None)
    run = CliRunner()
    good = run.invoke(parley, ["audit", "verify", "--json"], obj=lambda: app)
    assert (good.exit_code, json.loads(good.stdout)) == (0, {"ok": True, "entries": 2, "broken": None})
    with transaction():
        database.session.execute(update(AuditEntry).where(AuditEntry.verb == "second").values(subject="a:3"))
    bad = run.invoke(parley, ["audit", "verify", "--json"], obj=lambda: app)
    assert bad.exit_code == 1
    assert json.loads(bad.stdout)["broken"]["position"] == 2
    assert "entry 2" in bad.stderr
