"""Reads of programs."""

from collections.abc import Sequence

from sqlalchemy import select

from app.db import database
from app.programs.models import Program
from app.shared.errors import DomainError
from app.shared.found import found


def the_program(key: str | None) -> Program:
    """Return the program with this key; without a key the only one. Raises DomainError that lists the choices."""
    known = database.session.scalars(select(Program).order_by(Program.key)).all()
    named = [program for program in known if key is None or program.key == key]
    if len(named) == 1:
        return named[0]
    choices = ", ".join(program.key for program in known)
    if not known:
        raise DomainError("There is no program yet: make one with ./parley programs create KEY --name NAME.")
    raise DomainError(
        f"There is no program {key}. Programs: {choices}." if key else f"Say which program with --program: {choices}."
    )


def programs() -> Sequence[Program]:
    """Return all programs by name."""
    return database.session.scalars(select(Program).order_by(Program.name)).all()


def program(program_id: int) -> Program:
    """Return a program by its row. Raises NotFoundError."""
    return found(database.session.get(Program, program_id))
