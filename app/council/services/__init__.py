"""The verbs of Decide."""

from app.council.services.ballots import cast, close_ballot, open_ballot, recuse
from app.council.services.councils import create_council, give_seat
from app.council.services.decisions import answer_decision
from app.council.services.sessions import (
    add_agenda_item,
    end_session,
    plan_session,
    publish_minutes,
    save_minutes,
    set_attendance,
    settle_item,
    start_session,
)

__all__ = [
    "add_agenda_item",
    "answer_decision",
    "cast",
    "close_ballot",
    "create_council",
    "end_session",
    "give_seat",
    "open_ballot",
    "plan_session",
    "publish_minutes",
    "recuse",
    "save_minutes",
    "set_attendance",
    "settle_item",
    "start_session",
]
