"""What the vendor answered to the themes, and that those who were asked were told."""

from typing import Any

from app.db import database
from app.demo.load.council import proposal_titled
from app.demo.load.moments import Calendar
from app.demo.load.people import Cast
from app.demo.load.themes import theme_of
from app.demo.story import story
from app.demo.voices import TOPICS
from app.outcomes import queries, services
from app.outcomes.models import Notice
from app.pulse import queries as pulse
from app.themes import queries as themes

OPEN_PROMISE = "2027-02-26"
IN_COUNCIL = {"certification": "2026-12-17"}
THANKS = "Passed on to those it is about, by name of their team. We go on like this."


def answer_theme(actors: Cast, told: dict[str, Any], calendar: Calendar) -> None:
    """Answer a theme as the story says."""
    titles = {proposal["key"]: proposal["title"] for proposal in story()["proposals"]}
    proposal = proposal_titled(actors.program_id, titles[told["proposal"]]) if "proposal" in told else None
    promised = told.get("due") or told.get("promised_by")
    outcome = services.set_outcome(
        theme_of(actors.program_id, told["theme"]),
        told["state"],
        " ".join([told["text"].strip(), told.get("open", "")]).strip(),
        for_you=told.get("for_you", ""),
        promised_by=calendar.day(promised) if promised else None,
        proposal=proposal,
        by=actors.viewer("program_owner"),
    )
    _tell_everyone(outcome.id, actors.program_id, told["state"])


def thank_for_praise(actors: Cast) -> None:
    """Answer what partners like, and move the promises on themes still in hand to a day ahead."""
    owner = actors.viewer("program_owner")
    for topic in TOPICS:
        if topic.praise:
            outcome = services.set_outcome(theme_of(actors.program_id, topic.key), "done", THANKS, by=owner)
            _tell_everyone(outcome.id, actors.program_id, "done")


def promise_the_rest(actors: Cast, calendar: Calendar) -> None:
    """Give the themes that nobody has answered yet a day that is still to come."""
    in_council = {theme_of(actors.program_id, topic).id: day for topic, day in IN_COUNCIL.items()}
    for theme in themes.themes(actors.program_id):
        outcome = queries.outcome_of(theme.id)
        if outcome is not None and outcome.state == "promised":
            outcome.promised_by = calendar.day(in_council.get(theme.id, OPEN_PROMISE))


def _tell_everyone(outcome_id: int, program_id: int, state: str) -> None:
    """Past notices were read long ago: that they were sent is kept, their mails are not."""
    database.session.add_all(
        Notice(outcome_id=outcome_id, person_id=asked.person_id, partner_id=asked.partner_id, state=state)
        for asked in pulse.people_asked(program_id)
    )
    database.session.flush()
