"""Pages of Decide: councils, sessions, ballots, decisions."""

from flask import Blueprint

from app.council.queries import standing_in_program
from app.discussion.standing import add_standing

bp = Blueprint("council", __name__, template_folder="../templates")
add_standing(standing_in_program)

from app.council.views import ballots, councils, decisions, minutes, sessions  # noqa: E402

__all__ = ["ballots", "bp", "councils", "decisions", "minutes", "sessions"]
