"""Reads of councils and seats."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from app.council.models import Council, Seat
from app.db import database
from app.programs import queries as programs
from app.shared import clock
from app.shared.found import found


def councils(program_id: int) -> Sequence[Council]:
    """Return the program's councils."""
    return database.session.scalars(
        select(Council).where(Council.program_id == program_id).order_by(Council.name)
    ).all()


def council(program_id: int, public_id: str) -> Council:
    """Return a council of the program. Raises NotFoundError."""
    wanted = select(Council).where(Council.program_id == program_id, Council.public_id == public_id)
    return found(database.session.scalar(wanted))


def seats(council_id: int, on: dt.date) -> list[Seat]:
    """Return the seats held on a day, by the holders' names."""
    held = (Seat.council_id == council_id, Seat.term_starts <= on, Seat.term_ends >= on)
    there = database.session.scalars(select(Seat).where(*held)).unique().all()
    return sorted(there, key=lambda seat: (seat.person.name, seat.id))


def coming_seats(council_id: int, on: dt.date) -> list[Seat]:
    """Return the seats given for a term that begins after a day, the next first."""
    ahead = (Seat.council_id == council_id, Seat.term_starts > on)
    there = database.session.scalars(select(Seat).where(*ahead)).unique().all()
    return sorted(there, key=lambda seat: (seat.term_starts, seat.person.name, seat.id))


def seat(council_id: int, public_id: str) -> Seat:
    """Return a seat of the council. Raises NotFoundError."""
    wanted = select(Seat).where(Seat.council_id == council_id, Seat.public_id == public_id)
    return found(database.session.scalar(wanted))


def seat_of(person_id: int, council_id: int) -> Seat | None:
    """Return the seat that the person holds on the council today."""
    mine = [seat for seat in seats(council_id, clock.now().date()) if seat.person_id == person_id]
    return mine[0] if mine else None


def seat_in_program(person_id: int, program_id: int) -> Seat | None:
    """Return a seat that the person holds today on one of the program's councils."""
    today = clock.now().date()
    wanted = (
        select(Seat)
        .join(Council)
        .where(
            Council.program_id == program_id,
            Seat.person_id == person_id,
            Seat.term_starts <= today,
            Seat.term_ends >= today,
        )
        .order_by(Seat.id)
    )
    return database.session.scalars(wanted).unique().first()


def standing_of(seat: Seat) -> str:
    """Return as whom a member speaks, e.g. "Corvus Managed · MSP seat"."""
    role = "MSP" if seat.partner_role == "msp" else seat.partner_role.replace("_", " ")
    organisation = seat.partner or (programs.partner_by_id(seat.partner_id) if seat.partner_id else None)
    return f"{organisation.name} · {role} seat" if organisation else f"{role} seat"


def standing_in_program(person_id: int, program_id: int) -> str | None:
    """Return as whom the person speaks in the program, if they hold a seat."""
    mine = seat_in_program(person_id, program_id)
    return standing_of(mine) if mine else None
