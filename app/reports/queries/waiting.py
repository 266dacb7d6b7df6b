"""What waits for one person, the oldest promise first."""

import datetime as dt
from dataclasses import dataclass

from app.council import queries as council
from app.identity.viewer import Viewer
from app.outcomes import queries as outcomes
from app.proposals import queries as proposals
from app.pulse import queries as pulse
from app.shared import clock
from app.themes import queries as themes
from app.web.subjects import subject_url

DAYS_AHEAD = 45
"""Promises due later don't wait yet."""


@dataclass(frozen=True)
class Task:
    """One thing to do. `by` is its day; `late` that the day is past."""

    url: str
    title: str
    detail: str = ""
    by: dt.date | None = None
    late: bool = False
    verb: str = "Begin with the first"
    """What the button says where the task is the most urgent one."""
    is_date: bool = False
    """Whether `by` is when it takes place, rather than a day by which it is due."""


def waiting_for(viewer: Viewer) -> list[Task]:
    """Return what the viewer should do next: late things first, then by day, then what has none."""
    tasks = [*_promises(viewer), *_decisions(viewer), *_votes(viewer), *_reading(viewer), *_drafts(viewer)]
    tasks += [*_session(viewer), *_wave(viewer)]
    return sorted(tasks, key=lambda task: (not task.late, task.by or dt.date.max))


def _promises(viewer: Viewer) -> list[Task]:
    if not viewer.may("outcomes.tell"):
        return []
    today = clock.now().date()
    soon = today + dt.timedelta(days=DAYS_AHEAD)
    rows = []
    for outcome in outcomes.outcomes(viewer.program_id):
        if outcome.promised_by is None or outcome.promised_by > soon:
            continue
        theme = themes.theme_by_id(outcome.theme_id)
        rows.append(
            Task(
                f"/outcomes/{theme.public_id}",
                f"Tell partners what came of “{theme.name}”",
                f"Promised by {outcome.promised_by:%-d %B}",
                outcome.promised_by,
                outcome.promised_by < today,
            )
        )
    return rows


def _decisions(viewer: Viewer) -> list[Task]:
    if not viewer.may("decisions.answer"):
        return []
    today = clock.now().date()
    return [
        Task(
            subject_url(f"decision:{decision.public_id}"),
            f"Answer the council: {decision.ballot.question}",
            decision.sentence,
            decision.answer_due,
            decision.answer_due < today,
        )
        for decision in council.answers_due(viewer.program_id)
    ]


def _votes(viewer: Viewer) -> list[Task]:
    rows = []
    for ballot in council.waiting(viewer).ballots:
        proposal = proposals.of_subject(ballot.subject)
        title = proposal.title if proposal else ballot.question
        url = subject_url(ballot.subject)
        rows.append(Task(url, f"Vote: {title}", ballot.question, ballot.closes_at.date(), verb="Read it and vote"))
    return rows


def _reading(viewer: Viewer) -> list[Task]:
    if not viewer.may("themes.edit") or not (number := themes.waiting_clusters(viewer.program_id)):
        return []
    known = sum(cluster.proposed_theme_id is not None for cluster in themes.clusters_to_read(viewer.program_id))
    detail = f"{known} look like themes you already have" if known > 1 else ""
    if known == 1:
        detail = "One looks like a theme you already have"
    return [Task("/themes/inbox", f"Read {number} new {'cluster' if number == 1 else 'clusters'}", detail)]


def _drafts(viewer: Viewer) -> list[Task]:
    if not viewer.may("proposals.write"):
        return []
    return [
        Task(f"/proposals/{draft.public_id}", f"Finish the draft “{draft.title}”", f"Proposal {draft.number}")
        for draft in proposals.in_state(viewer.program_id, "draft")
    ]


def _session(viewer: Viewer) -> list[Task]:
    session = council.waiting(viewer).next_session
    if session is None or not (viewer.may("council.run") or viewer.may("ballots.vote")):
        return []
    url = f"/sessions/{session.public_id}"
    place, day = session.place or "Council session", session.starts_at.date()
    return [Task(url, session.title, place, day, verb="Open the session", is_date=True)]


def _wave(viewer: Viewer) -> list[Task]:
    wave = pulse.open_wave(viewer.program_id)
    if wave is None or wave.closes_at is None or not viewer.may("waves.run"):
        return []
    answered = pulse.response(wave)
    detail = f"{answered.answered} of {answered.invited} have answered"
    return [Task(f"/waves/{wave.public_id}", f"{wave.label} closes", detail, wave.closes_at.date(), is_date=True)]
