"""Writes the mails that carry personal links. Only the hash of a link's secret is stored."""

import secrets

from app.db import emit
from app.identity import queries as people
from app.identity import slow_down
from app.identity.sessions import hash_secret
from app.notify.links import absolute
from app.notify.services import write_message
from app.programs import queries as programs
from app.pulse import queries
from app.pulse.events import NewLinkAsked
from app.pulse.models import Invitation
from app.pulse.services.mail_texts import invitation_mail, new_link_mail, reminder_mail
from app.shared import clock


def send_invitation(invitation: Invitation) -> bool:
    """Write the mail with a new personal link; False where it was written before."""
    if invitation.invited_at is not None:
        return False
    subject, text = invitation_mail(invitation.wave, programs.program(invitation.wave.program_id), invitation.person)
    return _write("invitation", f"invitation:{invitation.public_id}", invitation, subject, text)


def write_reminder(invitation: Invitation) -> bool:
    """Write a reminder with the link once more; the earlier link ends, for its secret isn't known any more."""
    if (
        invitation.answered_at is not None
        or invitation.invited_at is None
        or not queries.takes_answers(invitation.wave)
    ):
        return False
    number = invitation.reminders + 1
    subject, text = reminder_mail(invitation.wave, programs.program(invitation.wave.program_id), invitation.person)
    return _write("reminder", f"reminder:{invitation.public_id}:{number}", invitation, subject, text)


def write_new_link(invitation: Invitation, request_key: str) -> bool:
    """Write a mail with a new link to somebody who asked for one; the earlier link ends."""
    if invitation.invited_at is None or not queries.takes_answers(invitation.wave):
        return False
    subject, text = new_link_mail(invitation.wave, programs.program(invitation.wave.program_id), invitation.person)
    return _write("new_link", f"new_link:{invitation.public_id}:{request_key}", invitation, subject, text)


def ask_for_new_link(email: str, *, network: str | None) -> None:
    """Have new links mailed to an address. Who asks is not told whether anybody has it; raises TooOftenError."""
    slow_down.count_attempt(email, network)
    person = people.person_by_email(email)
    emit(NewLinkAsked(person.id if person else 0, secrets.token_urlsafe(12)))


def personal_link(invitation: Invitation) -> str:
    """Give the invitation a new secret of 128 bits and return the link."""
    token = secrets.token_urlsafe(16)
    invitation.token_hash = hash_secret(token)
    return absolute(f"/p/{token}")


def _write(kind: str, key: str, invitation: Invitation, subject: str, text: str) -> bool:
    wave, earlier = invitation.wave, invitation.token_hash
    text = text.replace("{link}", personal_link(invitation))
    if write_message(kind, key, invitation.person, subject, text, wave.program_id) is None:
        invitation.token_hash = earlier
        return False
    if kind == "invitation":
        invitation.invited_at = clock.now()
    elif kind == "reminder":
        invitation.reminded_at, invitation.reminders = clock.now(), invitation.reminders + 1
    return True
