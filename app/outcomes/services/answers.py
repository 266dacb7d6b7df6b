"""Answers themes: promised when one is accepted, then planned, done or declined with the reason."""

import datetime as dt
from typing import NoReturn

from app.audit.services import record
from app.db import database, emit
from app.identity.viewer import Viewer
from app.outcomes import queries
from app.outcomes.events import OutcomeChanged
from app.outcomes.models import Outcome
from app.proposals import queries as proposals
from app.proposals.models import Proposal
from app.pulse import queries as pulse
from app.rules import queries as rules
from app.shared import clock
from app.shared.errors import ConflictError, DomainError
from app.themes import queries as themes
from app.themes.models import Theme

STATES = ("planned", "done", "declined")
DAYS_TO_ANSWER = 45
LONGEST_TEXT = 2000
LONGEST_FOR_YOU = 300


def promise_outcome(theme_id: int) -> None:
    """Promise partners an answer to a theme that was accepted, by the day its wave promised or in 45 days."""
    if queries.outcome_of(theme_id) is not None:
        return
    theme = themes.theme_by_id(theme_id)
    wave = pulse.latest_closed_wave(theme.program_id)
    today = rules.today(theme.program_id)
    promised = wave.answer_promised_by if wave and wave.answer_promised_by and wave.answer_promised_by > today else None
    database.session.add(
        Outcome(
            program_id=theme.program_id,
            theme_id=theme.id,
            state="promised",
            promised_by=promised or today + dt.timedelta(days=DAYS_TO_ANSWER),
        )
    )
    database.session.flush()


def set_outcome(
    theme: Theme,
    state: str,
    text: str,
    *,
    for_you: str = "",
    promised_by: dt.date | None = None,
    proposal: Proposal | None = None,
    tell_again: bool = False,
    seen: str | None = None,
    by: Viewer,
) -> Outcome:
    """Answer a theme: planned (with a day), done or declined (with the reason), and have partners told.

    Partners are told of another state; of other words or another day only with `tell_again`. `seen` is what `seen_of`
    gave when the form was shown: raises ConflictError where somebody has answered since.
    """
    by.must("outcomes.tell")
    _check(theme, state, text, for_you, promised_by)
    known = queries.outcome_of(theme.id)
    outcome = outcome_to_answer(theme)
    if seen is not None and seen != seen_of(outcome if known else None):
        raise ConflictError("Somebody has answered this theme meanwhile. Your answer was not stored: compare the two.")
    is_news = outcome.state != state or tell_again
    answer(outcome, state, text.strip(), promised_by, proposal.id if proposal else None, tell=is_news)
    outcome.for_you, outcome.person_id = for_you.strip(), by.person_id
    database.session.flush()
    record("outcome.tell", f"theme:{theme.public_id}", by=by, state=state, told=is_news)
    return outcome


def answer(
    outcome: Outcome, state: str, text: str, promised_by: dt.date | None, proposal_id: int | None, *, tell: bool
) -> None:
    """Write what became of a theme; with `tell` everyone who was asked gets to know."""
    outcome.state, outcome.text, outcome.promised_by, outcome.proposal_id = state, text, promised_by, proposal_id
    outcome.changed_at = clock.now()
    if tell:
        outcome.told_at = outcome.changed_at
        emit(OutcomeChanged(outcome.id), outcome.program_id)


def fulfil(outcome: Outcome) -> bool:
    """Say that a plan is done whose change of the rules has come into force, and have partners told; False if not."""
    if outcome.state != "planned" or outcome.proposal_id is None:
        return False
    proposal = proposals.proposal_by_id(outcome.proposal_id)
    effective = proposal.effective_on
    if proposal.state != "in_force" or effective is None or effective > rules.today(outcome.program_id):
        return False
    answer(outcome, "done", outcome.text, None, proposal.id, tell=True)
    theme = themes.theme_by_id(outcome.theme_id)
    record("outcome.tell", f"theme:{theme.public_id}", by=None, program_id=outcome.program_id, state="done")
    return True


def seen_of(outcome: Outcome | None) -> str:
    """Return what tells one answer from a later one."""
    return outcome.changed_at.isoformat() if outcome else ""


def outcome_to_answer(theme: Theme) -> Outcome:
    """Return the theme's outcome, held against others until the transaction ends; a new one where it has none."""
    known = queries.outcome_of(theme.id)
    if known is not None:
        return queries.outcome_by_id(known.id)
    outcome = Outcome(program_id=theme.program_id, theme_id=theme.id, state="promised")
    database.session.add(outcome)
    database.session.flush()
    return outcome


def _check(theme: Theme, state: str, text: str, for_you: str, promised_by: dt.date | None) -> None:
    if theme.state != "accepted" and queries.outcome_of(theme.id) is None:
        raise ConflictError("This theme is no longer in the codebook.")
    if state not in STATES:
        _refuse("state", "An answer is done, planned or declined.")
    if not text.strip():
        _refuse("text", "Give the reason." if state == "declined" else "Say what was done or is planned.")
    if len(text) > LONGEST_TEXT:
        _refuse("text", f"Keep the answer under {LONGEST_TEXT:,} characters.")
    if len(for_you) > LONGEST_FOR_YOU:
        _refuse("for_you", f"Keep what it means under {LONGEST_FOR_YOU} characters.")
    if state == "planned" and promised_by is None:
        _refuse("promised_by", "Say by when it is planned.")
    if promised_by is not None and promised_by < rules.today(theme.program_id):
        _refuse("promised_by", "Choose a day that is still to come.")


def _refuse(field: str, words: str) -> NoReturn:
    raise DomainError(words, fields={field: words})
