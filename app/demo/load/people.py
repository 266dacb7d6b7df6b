"""Those who act in the demo's story, as viewers, by the names that the story gives them."""

from sqlalchemy import select

from app.council.models import Seat
from app.db import database
from app.identity.models import Person
from app.identity.permissions import Role
from app.identity.viewer import Viewer


class Cast:
    """The staff by grant and the council's members by the number of their seat."""

    def __init__(self, program_id: int, staff: dict[str, int], members: dict[int, str]) -> None:
        self.program_id = program_id
        self._staff = staff
        self._members = members

    def viewer(self, who: str | int) -> Viewer:
        """Return the person who acts: a grant ("program_owner") or a seat's number."""
        person = self.person(who)
        role = Role(who) if isinstance(who, str) else Role.council_member
        return Viewer(person.id, person.name, self.program_id, frozenset({role}), person.time_zone, person.language)

    def person(self, who: str | int) -> Person:
        """Return the person's row."""
        if isinstance(who, str):
            return database.session.get_one(Person, self._staff[who])
        return database.session.scalars(select(Person).where(Person.email == self._members[who])).one()

    def seat(self, number: int) -> Seat:
        """Return the seat with that number."""
        return database.session.scalars(select(Seat).where(Seat.person_id == self.person(number).id)).one()
