"""Tables of Ask: what is asked, who is asked, what was answered."""

from app.pulse.models.answers import Answer, Comment, Draft, Submission
from app.pulse.models.surveys import InstrumentVersion, Survey
from app.pulse.models.waves import Invitation, Wave

__all__ = ["Answer", "Comment", "Draft", "InstrumentVersion", "Invitation", "Submission", "Survey", "Wave"]
