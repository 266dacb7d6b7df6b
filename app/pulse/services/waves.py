"""Runs a wave: prepare, open on a frozen frame, remind, close."""

import datetime as dt
from typing import Any

from sqlalchemy import delete, func, select

from app.audit.services import record
from app.db import database, emit
from app.identity.viewer import Viewer
from app.programs.core.partner_facts import size_of
from app.pulse import queries
from app.pulse.events import RemindersAsked, WaveClosed, WaveOpened
from app.pulse.models import Draft, Invitation, Survey, Wave
from app.shared import clock
from app.shared.errors import ConflictError, DomainError
from surveys.disclosure import PrivacyMode

LIVE_MODES = (PrivacyMode.confidential, PrivacyMode.identified)


def create_wave(
    survey: Survey,
    label: str,
    *,
    by: Viewer | None,
    closes_at: dt.datetime,
    privacy: str = PrivacyMode.confidential,
    k: int = 5,
    frame_filter: dict[str, Any] | None = None,
    answer_promised_by: dt.date | None = None,
) -> Wave:
    """Return a draft wave with the survey's newest text."""
    if by:
        by.must("waves.run")
    version = queries.version_of(survey.id)
    if version is None:
        raise DomainError("This survey has no questions yet: import its questionnaire first.", code="no_instrument")
    wave = Wave(
        program_id=survey.program_id,
        survey_id=survey.id,
        instrument_version_id=version.id,
        label=free_label(survey, label),
        privacy=privacy,
        k=k,
        frame_filter=frame_filter or {},
        closes_at=closes_at,
        answer_promised_by=answer_promised_by,
        position=next_position(survey.id),
    )
    _check(wave)
    database.session.add(wave)
    database.session.flush()
    record("wave.create", f"wave:{wave.public_id}", by=by, program_id=wave.program_id, label=wave.label)
    return wave


def edit_wave(wave: Wave, *, by: Viewer, **values: Any) -> None:
    """Change a draft; what was fixed at opening can't be changed."""
    by.must("waves.run")
    wave = _locked(wave)
    if wave.state != "draft":
        raise ConflictError("This wave has opened: its promise, its questions and whom it asks are fixed.")
    if values.get("label", wave.label) != wave.label:
        values["label"] = free_label(wave.survey, values["label"])
    for name, value in values.items():
        setattr(wave, name, value)
    _check(wave)
    record("wave.edit", f"wave:{wave.public_id}", by=by, program_id=wave.program_id)


def open_wave(wave: Wave, *, by: Viewer | None) -> Wave:
    """Freeze the frame, the text and the promise, and have the invitations sent."""
    if by:
        by.must("waves.run")
    wave = _locked(wave)
    if wave.state != "draft":
        raise ConflictError("This wave is open already." if wave.state == "open" else "This wave is closed.")
    _check(wave)
    if wave.closes_at is None or wave.closes_at <= clock.now():
        raise DomainError("Choose a closing time that is still to come.", fields={"closes_at": "is in the past"})
    contacts = queries.contacts_to_ask(wave)
    if not contacts:
        raise DomainError("Nobody would be asked: no contact of a partner matches. Widen whom the wave asks.")
    for contact in contacts:
        partner = contact.partner
        database.session.add(
            Invitation(
                wave_id=wave.id,
                person_id=contact.person_id,
                partner_id=partner.id,
                roles=list(partner.roles),
                market=partner.market,
                country=partner.country,
                size=size_of(partner.employees),
            )
        )
    wave.state, wave.opened_at = "open", clock.now()
    database.session.flush()
    record("wave.open", f"wave:{wave.public_id}", by=by, program_id=wave.program_id, asked=len(contacts))
    emit(WaveOpened(wave.id), wave.program_id)
    return wave


def remind(wave: Wave, *, by: Viewer | None) -> int:
    """Have those reminded who have not answered and got no mail since yesterday; return how many."""
    if by:
        by.must("waves.run")
    wave = _locked(wave)
    if wave.state != "open":
        raise ConflictError("Only an open wave has anybody to remind.")
    waiting = len(queries.to_remind(wave))
    if waiting:
        record("wave.remind", f"wave:{wave.public_id}", by=by, program_id=wave.program_id, reminded=waiting)
        emit(RemindersAsked(wave.id), wave.program_id)
    return waiting


def close_wave(wave: Wave, *, by: Viewer | None) -> Wave:
    """End the wave: no answer is taken any more, drafts and links go."""
    if by:
        by.must("waves.run")
    wave = _locked(wave)
    if wave.state != "open":
        raise ConflictError("Only an open wave can be closed.")
    wave.state, wave.closed_at = "closed", clock.now()
    mine = select(Invitation.id).where(Invitation.wave_id == wave.id)
    database.session.execute(delete(Draft).where(Draft.invitation_id.in_(mine)))
    record("wave.close", f"wave:{wave.public_id}", by=by, program_id=wave.program_id)
    emit(WaveClosed(wave.id), wave.program_id)
    return wave


def _locked(wave: Wave) -> Wave:
    """Return the wave as it is now, held against others until the transaction ends."""
    return database.session.scalars(
        select(Wave).where(Wave.id == wave.id).with_for_update(of=Wave).execution_options(populate_existing=True)
    ).one()


def next_position(survey_id: int) -> int:
    """Return the place of the survey's next wave."""
    return (database.session.scalar(select(func.max(Wave.position)).where(Wave.survey_id == survey_id)) or 0) + 1


def free_label(survey: Survey, label: str) -> str:
    """Return the label, its spaces folded. Raises DomainError where it is no name, ConflictError where it is taken."""
    label = " ".join(label.split())
    if not label or len(label) > 60 or "/" in label:
        raise DomainError("A wave's name has 1 to 60 characters and no slash.", fields={"label": "is not a name"})
    taken = select(Wave.id).where(Wave.survey_id == survey.id, Wave.label == label)
    if database.session.scalar(taken):
        raise ConflictError(f"{survey.key} has a wave {label} already. Choose another name.")
    return label


def _check(wave: Wave) -> None:
    if wave.privacy not in LIVE_MODES:
        raise DomainError("A wave is confidential or identified.", fields={"privacy": "is not one of these"})
    if not 3 <= wave.k <= 50:
        raise DomainError("Show groups from at least 3 to at most 50 organisations.", fields={"k": "is not 3 to 50"})
