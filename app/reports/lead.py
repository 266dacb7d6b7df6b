"""The sentence that the overview begins with, written by the data."""

import datetime as dt
from zoneinfo import ZoneInfo

from app.council import queries as council
from app.council.models import Ballot
from app.identity.viewer import Viewer
from app.proposals import queries as proposals
from app.reports.queries import Overview, Task
from app.shared import clock


def overview_lead(viewer: Viewer, tasks: list[Task], shown: Overview) -> str:
    """Return one or two sentences on what is most urgent."""
    parts = []
    wave = shown.wave
    if wave is not None and wave.state == "open" and wave.closes_at is not None:
        parts.append(f"The {wave.label} pulse closes {_when(viewer, wave.closes_at)}.")
    if viewer.may("decisions.answer"):
        parts += [_ballot_sentence(viewer, ballot) for ballot in council.open_ballots(viewer.program_id)[:1]]
    late = sum(task.late for task in tasks)
    if late:
        parts.append(f"{'One promise is' if late == 1 else f'{late} promises are'} late.")
    elif tasks:
        parts.append("Nothing is late.")
    else:
        parts.append("Nothing waits for you.")
    return " ".join(parts)


def _ballot_sentence(viewer: Viewer, ballot: Ballot) -> str:
    proposal = proposals.of_subject(ballot.subject)
    name = f"on proposal {proposal.number}" if proposal else f"“{ballot.question}”"
    return f"The ballot {name} closes {_when(viewer, ballot.closes_at)}."


def _when(viewer: Viewer, moment: dt.datetime) -> str:
    zone = ZoneInfo(viewer.time_zone)
    days = (moment.astimezone(zone).date() - clock.now().astimezone(zone).date()).days
    return "today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"
