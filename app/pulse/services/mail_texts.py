"""The words of invitations and reminders. `{link}` is where the personal link goes."""

from app.identity.models import Person
from app.programs.models import Program
from app.pulse import queries
from app.pulse.models import Wave

PROMISES = {
    "confidential": "Confidential: {vendor} never sees your name or company beside an answer. "
    "Results of fewer than {k} companies are not shown.",
    "identified": "Not anonymous: {vendor} sees your name and company beside your answers.",
    "anonymous": "Anonymous: nobody can connect your answers with you, {vendor} included.",
}


def promise_of(wave: Wave, program: Program) -> str:
    """Return the privacy promise in one or two sentences, as it is printed on the page."""
    return PROMISES[wave.privacy].format(vendor=program.vendor or program.name, k=wave.k)


def invitation_mail(wave: Wave, program: Program, person: Person) -> tuple[str, str]:
    """Return subject and text of an invitation."""
    vendor = program.vendor or program.name
    number = len(queries.instrument(wave).questions)
    questions = f"{number} questions" if number != 1 else "One question"
    text = (
        f"Hello {person.name},\n\n"
        f"{questions}, a few minutes: tell {vendor} how working together goes. Your personal link:\n\n"
        "{link}\n\n"
        f"{_until(wave)}{promise_of(wave, program)}\n\n"
        "The link is yours alone: whoever has it can answer in your place.\n"
    )
    return f"{vendor}: {wave.survey.name}, {wave.label}", text


def reminder_mail(wave: Wave, program: Program, person: Person) -> tuple[str, str]:
    """Return subject and text of a reminder."""
    vendor = program.vendor or program.name
    text = (
        f"Hello {person.name},\n\n"
        f"your answers to {wave.survey.name}, {wave.label}, would still count. This link replaces the earlier one:\n\n"
        "{link}\n\n"
        f"{_until(wave)}{promise_of(wave, program)}\n\n"
        f"We write to you at most three times about one pulse.\n"
    )
    return f"Still open: {vendor}, {wave.label}", text


def _until(wave: Wave) -> str:
    return f"Open until {wave.closes_at:%-d %B %Y, %H:%M} UTC. " if wave.closes_at else ""
