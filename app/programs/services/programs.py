"""Makes programs."""

import re

from sqlalchemy import select

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.programs.models import Program
from app.shared.errors import ConflictError, DomainError

_KEY = re.compile(r"[a-z][a-z0-9-]{0,59}\Z")


def create_program(key: str, name: str, *, vendor: str = "", by: Viewer | None = None) -> Program:
    """Return a new program. Raises DomainError for a bad key and ConflictError for one that is taken."""
    if not _KEY.match(key):
        raise DomainError(f"“{key}” can't be a program's key: small letters, digits and hyphens, a letter first.")
    if not name.strip():
        raise DomainError("A program has a name.", fields={"name": "is missing"})
    if database.session.scalar(select(Program.id).where(Program.key == key)):
        raise ConflictError(f"There is a program {key} already.")
    program = Program(key=key, name=name.strip()[:200], vendor=vendor or name.strip()[:200])
    database.session.add(program)
    database.session.flush()
    record("program.create", f"program:{program.public_id}", by=by, program_id=program.id, key=key)
    return program
