"""Pages of Ask: surveys, waves, and what the respondent sees."""

from flask import Blueprint

bp = Blueprint("pulse", __name__, template_folder="../templates")

from app.pulse.views import respondent, surveys, wave_actions, waves  # noqa: E402

__all__ = ["bp", "respondent", "surveys", "wave_actions", "waves"]
