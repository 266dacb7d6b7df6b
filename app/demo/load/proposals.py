"""The three proposals of the story: drafted, discussed, voted on, answered."""

import datetime as dt
import re
from typing import Any

from sqlalchemy import select

from app.council import queries as council
from app.council import services as ballots
from app.council.queries import standing_of
from app.db import database
from app.demo.load.council import proposal_titled, the_council
from app.demo.load.moments import Calendar
from app.demo.load.people import Cast
from app.demo.load.themes import theme_of
from app.demo.texts import reflowed
from app.discussion import services as discussion
from app.discussion.models import Concern, Post
from app.proposals import queries, services
from app.proposals.models import Proposal

LONGEST_NAME = 80


def draft(actors: Cast, told: dict[str, Any], calendar: Calendar) -> None:
    """Write the draft with its change and the effects expected of it."""
    owner = actors.viewer("program_owner")
    theme = theme_of(actors.program_id, told["theme"])
    proposal = services.draft_from_theme(theme, by=owner)
    change, expected = told["changes"][0], told["expected_effect"]
    services.edit(proposal, told["title"], reflowed(told["body"]), calendar.day(change["effective"]), by=owner)
    services.add_change(proposal, change["parameter"], change["selector"], str(change["to"]), by=owner)
    roles = [expected["among"]["role"]] if "role" in expected["among"] else []
    markets = [expected["among"]["market"]] if "market" in expected["among"] else []
    until = calendar.day(quarter_end(expected["due"]))
    services.expect(
        proposal, "theme", theme.public_id, expected["direction"], until, roles, markets, expected["to"], by=owner
    )
    if "metric" in expected:
        services.expect(proposal, "metric", expected["metric"], "down", until, roles, markets, 6.0, by=owner)
    if isinstance(told["proposed_by"], int):
        proposal.author_id = actors.person(told["proposed_by"]).id


def open_for_discussion(actors: Cast, told: dict[str, Any]) -> None:
    """Open the proposal: evidence and simulation are frozen."""
    services.open_proposal(_proposal(actors, told), by=actors.viewer("program_owner"))


def write_post(actors: Cast, told: dict[str, Any], said: dict[str, Any], earlier: dict[int, int]) -> Post:
    """Write one post of the discussion; `earlier` holds the rows of the posts before, by their number."""
    proposal = _proposal(actors, told)
    who = said["by"]
    standing = standing_of(actors.seat(who)) if isinstance(who, int) else who.replace("_", " ")
    parent = database.session.get_one(Post, earlier[said["answers"]]) if "answers" in said else None
    concern = said.get("concern", "")
    return discussion.write_post(
        queries.subject_of(proposal),
        actors.program_id,
        said["text"],
        standing=standing,
        parent=parent,
        concern_name=_name_of(said["text"]) if concern else "",
        blocking=concern == "blocking",
        by=actors.viewer(who),
    )


def resolve(actors: Cast, post_id: int, said: dict[str, Any]) -> None:
    """Have the one who raised a concern say what resolved it."""
    concern = database.session.scalars(select(Concern).where(Concern.post_id == post_id)).one()
    discussion.resolve_concern(concern, said["resolved_by"], by=actors.viewer(said["by"]))


def open_ballot(actors: Cast, told: dict[str, Any], calendar: Calendar) -> None:
    """Put the proposal to the vote; seats that the story lets vote are not held back by the simulation."""
    ballot = told["ballot"]
    services.open_ballot(
        _proposal(actors, told),
        the_council(actors),
        question=ballot["question"],
        secret=ballot["secret"],
        threshold="two_thirds",
        quorum=ballot["rule"]["quorum"],
        closes_at=calendar.moment(ballot["closes_at"]),
        lifted=[actors.seat(number).public_id for number in ballot["votes"]],
        extra_recusals={actors.seat(one["seat"]).id: one["reason"] for one in told.get("recusals", [])},
        by=actors.viewer("facilitator"),
    )


def cast_votes(actors: Cast, told: dict[str, Any]) -> None:
    """Cast the votes of the story."""
    ballot = council.ballots_of(queries.subject_of(_proposal(actors, told)))[0]
    for number, choice in told["ballot"]["votes"].items():
        ballots.cast(ballot, actors.seat(number), choice, by=actors.viewer(number))


def close(actors: Cast, told: dict[str, Any]) -> None:
    """Close the ballot when its time is up."""
    ballots.close_ballot(council.ballots_of(queries.subject_of(_proposal(actors, told)))[0], by=None)


def answer(actors: Cast, told: dict[str, Any]) -> None:
    """Give the vendor's answer to the council's decision."""
    decision = council.decision_of(queries.subject_of(_proposal(actors, told)))
    if decision is None:
        raise LookupError(told["title"])
    said = "accept" if decision.result == "adopted" else "decline"
    reasons = told["decision"]["owner_answer"]["text"]
    ballots.answer_decision(decision, said, reasons, by=actors.viewer("program_owner"))


def quarter_end(written: str) -> dt.date:
    """Return the last day of a quarter written "Q2 2027"."""
    found = re.fullmatch(r"Q([1-4]) (\d{4})", written)
    if found is None:
        raise ValueError(written)
    quarter, year = int(found[1]), int(found[2])
    after = dt.date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return after - dt.timedelta(days=1)


def _proposal(actors: Cast, told: dict[str, Any]) -> Proposal:
    return proposal_titled(actors.program_id, told["title"])


def _name_of(text: str) -> str:
    """Return a name for a concern: its first sentence, shortened at a word."""
    first = re.split(r"(?<=[.!?]) ", text.strip())[0].rstrip(".")
    return first if len(first) <= LONGEST_NAME else first[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"
