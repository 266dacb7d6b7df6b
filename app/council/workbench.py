"""What the page of a council session shows: everything to the facilitator, agenda and published minutes to others."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.council import queries, services
from app.council.models import AgendaItem, CouncilSession, Minutes, Seat
from app.identity.viewer import Viewer


@dataclass(frozen=True)
class Place:
    """A seat at the table, and whether its holder is there: present, excused or nothing."""

    seat: Seat
    standing: str
    state: str


@dataclass(frozen=True)
class Workbench:
    """A session as the viewer sees it. `minutes` are drafts only for who runs the council."""

    session: CouncilSession
    agenda: Sequence[AgendaItem]
    places: list[Place]
    minutes: Minutes | None
    may_run: bool

    @property
    def present(self) -> int:
        return sum(place.state == "present" for place in self.places)

    @property
    def quorum(self) -> int:
        return self.session.council.quorum

    @property
    def is_quorate(self) -> bool:
        return self.present >= self.quorum


def workbench(session: CouncilSession, viewer: Viewer) -> Workbench:
    """Return the session as the viewer sees it."""
    states = {entry.seat_id: entry.state for entry in queries.attendance(session.id)}
    places = [Place(seat, queries.standing_of(seat), states.get(seat.id, "")) for seat in services.seats_of(session)]
    may_run, minutes = viewer.may("council.run"), queries.minutes(session.id)
    if minutes is not None and minutes.published_at is None and not may_run:
        minutes = None
    return Workbench(session, queries.agenda(session.id), places, minutes, may_run)
