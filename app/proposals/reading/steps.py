"""Where a proposal is on its way, with the dates of each step."""

import datetime as dt
from dataclasses import dataclass

from app.council import queries as councils
from app.council.models import Ballot, Decision
from app.proposals import queries
from app.proposals.models import Proposal
from app.rules import queries as rules
from app.web.filters import day, moment

DONE, CURRENT, AHEAD = "done", "current", ""


@dataclass(frozen=True)
class Step:
    """One step: its label with the date, and whether it is done, current or ahead (nothing)."""

    label: str
    state: str = AHEAD


def steps(proposal: Proposal) -> list[Step]:
    """Return the steps from drafting to being in force; a proposal that ended earlier stops there."""
    ballots = [ballot for ballot in councils.ballots_of(queries.subject_of(proposal)) if ballot.state != "void"]
    ballot = ballots[0] if ballots else None
    decision = councils.decision_of_ballot(ballot.id) if ballot else None
    taken = [f"Drafted {day(proposal.created_at)}"]
    if proposal.opened_at:
        taken.append(f"Opened {day(proposal.opened_at)}")
    if ballot:
        taken.append(_ballot_label(ballot, decision))
    if proposal.state in {"withdrawn", "declined"}:
        return _ended(taken, _end_label(proposal, decision))
    in_force = f"In force from {day(proposal.effective_on)}" if proposal.effective_on else "In force"
    if proposal.state == "in_force":
        begun = bool(proposal.effective_on and proposal.effective_on <= rules.today(proposal.program_id))
        taken.append(f"Accepted {day(_answered_at(decision))}")
        return [*(Step(label, DONE) for label in taken), Step(in_force, DONE if begun else CURRENT)]
    if proposal.state == "decided" and decision:
        taken.append(f"Owner answers by {day(decision.answer_due)}")
    ahead = ["Opened", "Ballot", "Owner answers"][len(taken) - 1 :]
    if ballot and proposal.state == "ballot":
        answer_due = ballot.closes_at + dt.timedelta(days=ballot.council.answer_within_days)
        ahead = [f"Owner answers by {day(answer_due)}"]
    if proposal.state == "open" and ballot:
        ahead = ["New ballot", "Owner answers"]
    done = [Step(label, DONE) for label in taken[:-1]]
    return [*done, Step(taken[-1], CURRENT), *(Step(label) for label in [*ahead, in_force])]


def _ballot_label(ballot: Ballot, decision: Decision | None) -> str:
    if decision is None:
        return f"Ballot until {moment(ballot.closes_at)}"
    words = {"adopted": "Adopted", "rejected": "Rejected by the council", "no_quorum": "Too few voted"}
    return f"{words[decision.result]} {day(decision.decided_at)}"


def _end_label(proposal: Proposal, decision: Decision | None) -> str | None:
    if proposal.state == "withdrawn":
        return f"Withdrawn {day(proposal.decided_at)}"
    return f"Declined {day(_answered_at(decision))}" if decision and decision.result == "adopted" else None


def _ended(taken: list[str], last: str | None) -> list[Step]:
    labels = [*taken, last] if last else taken
    return [*(Step(label, DONE) for label in labels[:-1]), Step(labels[-1], CURRENT)]


def _answered_at(decision: Decision | None) -> dt.datetime | None:
    answer = councils.answer_to(decision.id) if decision else None
    return answer.at if answer else None
