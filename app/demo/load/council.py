"""The council: its seats, its sessions, and what was written down."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from app.council import queries, services
from app.council.models import Council
from app.db import database
from app.demo.cast.partners import DemoPartner
from app.demo.cast.staff import council as seats_of_the_cast
from app.demo.load.moments import Calendar
from app.demo.load.people import Cast
from app.demo.story import story
from app.demo.texts import reflowed
from app.identity.models import Person
from app.programs.models import Partner
from app.proposals.models import Proposal

TERM = ("2025-10-01", "2027-09-30")


def load_council(program_id: int, partners: Sequence[DemoPartner], calendar: Calendar) -> None:
    """Make the council and give its twelve seats."""
    told = story()["program"]
    council = services.create_council(program_id, told["council"], charter=told["charter"], by=None)
    for seat in seats_of_the_cast(tuple(partners)):
        person = database.session.scalars(select(Person).where(Person.email == seat.person_email)).one()
        partner = database.session.scalars(
            select(Partner).where(Partner.program_id == program_id, Partner.external_id == seat.partner_external_id)
        ).one()
        starts, ends = (calendar.day(day) for day in TERM)
        services.give_seat(council, person, partner, seat.role, term_starts=starts, term_ends=ends, by=None)


def plan_session(actors: Cast, told: dict[str, Any], calendar: Calendar) -> None:
    """Plan a session with the part of its agenda that is no proposal's."""
    facilitator = actors.viewer("facilitator")
    starts, ends = calendar.moment(told["starts_at"]), calendar.moment(told["ends_at"])
    minutes_long = int((ends - starts) / dt.timedelta(minutes=1))
    session = services.plan_session(
        the_council(actors), told["title"], starts, minutes_long=minutes_long, place=told["place"], by=facilitator
    )
    for item in told["agenda"]:
        if "proposal" not in item:
            services.add_agenda_item(session, item["title"], by=facilitator)


def hold_session(actors: Cast, told: dict[str, Any], calendar: Calendar) -> None:
    """Hold a session: who was there, and the minutes."""
    facilitator = actors.viewer("facilitator")
    session = next(s for s in queries.sessions(actors.program_id) if s.title == told["title"])
    present = {actors.seat(number).id: "present" for number in range(1, 13) if number not in told["absent"]}
    excused = {actors.seat(number).id: "excused" for number in told["absent"]}
    services.start_session(session, by=facilitator)
    services.set_attendance(session, present | excused, by=facilitator)
    services.save_minutes(session, _with_actions(told, calendar), 0, by=facilitator)
    services.end_session(session, by=facilitator)
    services.publish_minutes(session, by=facilitator)


def the_council(actors: Cast) -> Council:
    """Return the demo's council."""
    return queries.councils(actors.program_id)[0]


def proposal_titled(program_id: int, title: str) -> Proposal:
    """Return a proposal of the story."""
    wanted = select(Proposal).where(Proposal.program_id == program_id, Proposal.title == title)
    return database.session.scalars(wanted).unique().one()


def _with_actions(told: dict[str, Any], calendar: Calendar) -> str:
    lines = [f"- {action['text']} (by {calendar.day(action['due']):%-d %B})" for action in told["actions"]]
    return reflowed(told["minutes"]) + ("\n\nTo do:\n" + "\n".join(lines) if lines else "")
