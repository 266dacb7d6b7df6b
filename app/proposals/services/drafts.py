"""Writes drafts: from a theme or from nothing, edited and cited by whoever owns the program."""

import datetime as dt

from sqlalchemy import delete, func, select

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.programs.models import Program
from app.proposals import queries
from app.proposals.core.frozen import digest
from app.proposals.errors import ChangedMeanwhileError
from app.proposals.models import Citation, Proposal
from app.proposals.services.states import hold
from app.shared import clock
from app.shared.errors import ConflictError, DomainError, NotFoundError
from app.themes.models import Theme
from surveys.plain_text import plain_text, says_something

TITLE_LENGTH = 200
TEXT_LENGTH = 20_000


def new_proposal(title: str, text: str = "", effective_on: dt.date | None = None, *, by: Viewer) -> Proposal:
    """Return a new draft with the program's next number."""
    by.must("proposals.write")
    title, text = _checked(title, text)
    # The program's row is held so that two drafts begun at once get different numbers.
    database.session.execute(select(Program.id).where(Program.id == by.program_id).with_for_update())
    last = select(func.max(Proposal.number)).where(Proposal.program_id == by.program_id)
    proposal = Proposal(
        program_id=by.program_id,
        number=(database.session.scalar(last) or 0) + 1,
        title=title,
        text=text,
        author_id=by.person_id,
        effective_on=effective_on,
    )
    database.session.add(proposal)
    database.session.flush()
    record("proposal.draft", queries.subject_of(proposal), by=by, number=proposal.number)
    return proposal


def draft_from_theme(theme: Theme, *, by: Viewer) -> Proposal:
    """Return a draft that cites the theme and begins with its name as title."""
    proposal = new_proposal(theme.name, by=by)
    cite(proposal, theme, by=by)
    return proposal


def seen(proposal: Proposal) -> str:
    """Return the digest of what a page shows of a draft: another one later means that somebody else saved it."""
    effective_on = proposal.effective_on.isoformat() if proposal.effective_on else None
    return digest([proposal.title, proposal.text, effective_on])


def edit(
    proposal: Proposal, title: str, text: str, effective_on: dt.date | None, *, as_seen: str | None = None, by: Viewer
) -> None:
    """Change a draft. Raises ChangedMeanwhileError where `as_seen` is given and not what is stored any more."""
    by.must("proposals.write")
    proposal = hold(proposal, "draft")
    if as_seen is not None and as_seen != seen(proposal):
        raise ChangedMeanwhileError
    proposal.title, proposal.text = _checked(title, text)
    proposal.effective_on = effective_on
    database.session.flush()
    record("proposal.edit", queries.subject_of(proposal), by=by)


def cite(proposal: Proposal, theme: Theme, *, by: Viewer) -> None:
    """Have a draft rest on a theme; a second time changes nothing."""
    by.must("proposals.write")
    proposal = hold(proposal, "draft")
    if theme.program_id != proposal.program_id:
        raise NotFoundError
    if theme.state != "accepted":
        raise ConflictError(f"“{theme.name}” is no theme of the codebook any more.")
    if theme.id in {citation.theme_id for citation in queries.citations(proposal.id)}:
        return
    database.session.add(Citation(proposal_id=proposal.id, theme_id=theme.id))
    database.session.flush()
    record("proposal.cite", queries.subject_of(proposal), by=by, theme=theme.public_id)


def uncite(proposal: Proposal, theme: Theme, *, by: Viewer) -> None:
    """Have a draft rest on a theme no longer."""
    by.must("proposals.write")
    proposal = hold(proposal, "draft")
    database.session.execute(delete(Citation).where(Citation.proposal_id == proposal.id, Citation.theme_id == theme.id))
    record("proposal.uncite", queries.subject_of(proposal), by=by, theme=theme.public_id)


def withdraw(proposal: Proposal, *, by: Viewer) -> None:
    """Take a draft or an open proposal back; with a ballot running it is too late."""
    by.must("proposals.write")
    proposal = hold(proposal, "draft", "open")
    proposal.state, proposal.decided_at = "withdrawn", clock.now()
    database.session.flush()
    record("proposal.withdraw", queries.subject_of(proposal), by=by)


def _checked(title: str, text: str) -> tuple[str, str]:
    """Return both as they are stored. Raises DomainError for what is missing or too long."""
    title, text = plain_text(title, many_lines=False), plain_text(text)
    if not says_something(title):
        raise DomainError("Write a title.", fields={"title": "is missing"})
    if len(title) > TITLE_LENGTH:
        raise DomainError(f"Write a title of at most {TITLE_LENGTH} characters.", fields={"title": "is too long"})
    if len(text) > TEXT_LENGTH:
        raise DomainError(f"Write at most {TEXT_LENGTH:,} characters.", fields={"text": "is too long"})
    return title, text
