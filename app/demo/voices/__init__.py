"""The voices of the demo: a written grammar of comments, and who answers what in each wave."""

from app.demo.voices.bank import LANGUAGES, TOPICS, Topic
from app.demo.voices.compose import Feeling, write_comment, write_non_answer

__all__ = [
    "LANGUAGES",
    "TOPICS",
    "Feeling",
    "Topic",
    "write_comment",
    "write_non_answer",
]
