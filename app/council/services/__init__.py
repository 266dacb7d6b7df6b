"""The verbs of Decide."""

from app.council.services.ballots import close_ballot, digest_of, open_ballot
from app.council.services.councils import create_council, give_seat, give_seat_to
from app.council.services.decisions import answer_decision
from app.council.services.minutes import publish_minutes, save_minutes
from app.council.services.sessions import (
    add_agenda_item,
    end_session,
    plan_session,
    seats_of,
    set_attendance,
    settle_item,
    start_session,
)
from app.council.services.votes import cast, recuse, vote_of

__all__ = [
    "add_agenda_item",
    "answer_decision",
    "cast",
    "close_ballot",
    "create_council",
    "digest_of",
    "end_session",
    "give_seat",
    "give_seat_to",
    "open_ballot",
    "plan_session",
    "publish_minutes",
    "recuse",
    "save_minutes",
    "seats_of",
    "set_attendance",
    "settle_item",
    "start_session",
    "vote_of",
]
