"""The verbs of Ask."""

from app.pulse.services.drafts import draft_of, drop_draft, save_draft
from app.pulse.services.invitations import ask_for_new_link, send_invitation, write_new_link, write_reminder
from app.pulse.services.judging import judge, rating_of
from app.pulse.services.past_waves import import_wave
from app.pulse.services.submissions import own_answers, submit
from app.pulse.services.surveys import add_version, import_survey
from app.pulse.services.waves import close_wave, create_wave, edit_wave, open_wave, remind

__all__ = [
    "add_version",
    "ask_for_new_link",
    "close_wave",
    "create_wave",
    "draft_of",
    "drop_draft",
    "edit_wave",
    "import_survey",
    "import_wave",
    "judge",
    "open_wave",
    "own_answers",
    "rating_of",
    "remind",
    "save_draft",
    "send_invitation",
    "submit",
    "write_new_link",
    "write_reminder",
]
