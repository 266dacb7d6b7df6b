"""Reads of proposals."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.council import queries as councils
from app.db import database
from app.identity.viewer import Viewer
from app.programs import queries as programs
from app.proposals.models import Citation, Evidence, ExpectedEffect, ParameterChange, Proposal, Simulation
from app.pulse import queries as pulse
from app.shared.errors import NotFoundError
from app.shared.found import found
from surveys.instrument import QuestionType


def subject_of(proposal: Proposal) -> str:
    """Return the name under which councils, discussions and the audit log know the proposal."""
    return f"proposal:{proposal.public_id}"


def proposals(program_id: int) -> Sequence[Proposal]:
    """Return the program's proposals, the newest first."""
    wanted = select(Proposal).where(Proposal.program_id == program_id).order_by(Proposal.number.desc())
    return database.session.scalars(wanted).all()


def in_state(program_id: int, *states: str) -> list[Proposal]:
    """Return the program's proposals in one of the states, the newest first."""
    return [proposal for proposal in proposals(program_id) if proposal.state in states]


def drafts(program_id: int) -> int:
    """Return how many drafts wait to be opened."""
    wanted = select(func.count(Proposal.id)).where(Proposal.program_id == program_id, Proposal.state == "draft")
    return database.session.scalar(wanted) or 0


def proposal(program_id: int, public_id: str) -> Proposal:
    """Return a proposal of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(
            select(Proposal).where(Proposal.program_id == program_id, Proposal.public_id == public_id)
        )
    )


def readable(viewer: Viewer, public_id: str) -> Proposal:
    """Return a proposal that the viewer may read: a draft only for those who write them. Raises NotFoundError."""
    found = proposal(viewer.program_id, public_id)
    if found.state == "draft" and not viewer.may("proposals.write"):
        raise NotFoundError
    return found


def proposal_by_id(proposal_id: int) -> Proposal:
    """Return a proposal by its row. Raises NotFoundError."""
    return found(database.session.get(Proposal, proposal_id))


def of_subject(subject: str) -> Proposal | None:
    """Return the proposal that a ballot or thread is about; None where it is about something else."""
    kind, _, public_id = subject.partition(":")
    if kind != "proposal":
        return None
    return database.session.scalar(select(Proposal).where(Proposal.public_id == public_id))


def title_of(public_id: str) -> str | None:
    """Return the title of a proposal, for those who know only its id."""
    return database.session.scalar(select(Proposal.title).where(Proposal.public_id == public_id))


def of_theme(theme_id: int) -> Sequence[Proposal]:
    """Return the proposals that rest on a theme, the newest first."""
    return database.session.scalars(
        select(Proposal).join(Citation).where(Citation.theme_id == theme_id).order_by(Proposal.id.desc())
    ).all()


def citations(proposal_id: int) -> Sequence[Citation]:
    """Return what the proposal rests on, in the order in which it was cited."""
    return database.session.scalars(
        select(Citation).where(Citation.proposal_id == proposal_id).order_by(Citation.id)
    ).all()


def changes_of(proposal_id: int) -> Sequence[ParameterChange]:
    """Return the parameter changes that the proposal names, in order."""
    return database.session.scalars(
        select(ParameterChange)
        .where(ParameterChange.proposal_id == proposal_id)
        .order_by(ParameterChange.position, ParameterChange.id)
    ).all()


def change(proposal_id: int, change_id: int) -> ParameterChange:
    """Return one change of the proposal by its row. Raises NotFoundError."""
    found = database.session.get(ParameterChange, change_id)
    if found is None or found.proposal_id != proposal_id:
        raise NotFoundError
    return found


def effects_of(proposal_id: int) -> Sequence[ExpectedEffect]:
    """Return the effects that were registered for the proposal."""
    return database.session.scalars(
        select(ExpectedEffect).where(ExpectedEffect.proposal_id == proposal_id).order_by(ExpectedEffect.id)
    ).all()


def effect(proposal_id: int, public_id: str) -> ExpectedEffect:
    """Return one expected effect of the proposal. Raises NotFoundError."""
    return found(
        database.session.scalar(
            select(ExpectedEffect).where(
                ExpectedEffect.proposal_id == proposal_id, ExpectedEffect.public_id == public_id
            )
        )
    )


def evidence_of(proposal_id: int) -> Evidence | None:
    """Return the evidence that was frozen when the proposal opened."""
    return database.session.scalar(select(Evidence).where(Evidence.proposal_id == proposal_id))


def simulation_of(proposal_id: int) -> Simulation | None:
    """Return the simulation that was frozen when the proposal opened."""
    return database.session.scalar(select(Simulation).where(Simulation.proposal_id == proposal_id))


def own_partner(viewer: Viewer) -> str | None:
    """Return the public id of the organisation that the viewer sits for or works at; None for the vendor's people."""
    seat = councils.seat_in_program(viewer.person_id, viewer.program_id)
    if seat and seat.partner:
        return seat.partner.public_id
    contact = programs.contact_of(viewer.person_id, viewer.program_id)
    return contact.partner.public_id if contact else None


def own_moves(simulation: Simulation, viewer: Viewer) -> list[dict[str, str]] | None:
    """Return what the change would do to the viewer's own organisation; None for those who have none."""
    own = own_partner(viewer)
    return [move for move in simulation.moved if move["partner"] == own] if own else None


def rating_questions(program_id: int) -> dict[str, str]:
    """Return {"survey/question": title} of the questions that give a number, the newest text of each survey."""
    found: dict[str, str] = {}
    for survey in pulse.surveys(program_id):
        version = pulse.version_of(survey.id)
        for question in pulse.instrument_of(version).questions if version else ():
            if question.type is QuestionType.RATING:
                found[f"{survey.key}/{question.key}"] = question.title.default
    return found
