"""The words of invitations, reminders and new links. `{link}` is where the personal link goes."""

from zoneinfo import ZoneInfo

from app.identity.models import Person
from app.programs.models import Program
from app.pulse import queries
from app.pulse.models import Wave
from app.pulse.wording import promise
from app.web.formats import city
from surveys.plain_text import folded

Mail = tuple[str, str]


def promise_of(wave: Wave, program: Program, language: str = "en") -> str:
    """Return the privacy promise in one or two sentences, as it is printed on the page."""
    name, sentences = promise(wave.privacy, program.vendor_name, wave.k, language)
    return f"{name} {sentences}"


def invitation_mail(wave: Wave, program: Program, person: Person) -> Mail:
    """Return subject and text of an invitation."""
    vendor = program.vendor_name
    number = len(queries.instrument(wave).questions)
    questions = f"{number} questions" if number != 1 else "One question"
    text = (
        f"Hello {person.name},\n\n"
        f"{questions}, a few minutes: tell {vendor} how working together goes. Your personal link:\n\n"
        "{link}\n\n"
        f"{_until(wave, program)}{promise_of(wave, program)}\n\n"
        "The link is yours alone: whoever has it can answer in your place.\n"
    )
    return folded(f"{vendor}: {wave.survey.name}, {wave.label}"), text


def reminder_mail(wave: Wave, program: Program, person: Person) -> Mail:
    """Return subject and text of a reminder."""
    text = (
        f"Hello {person.name},\n\n"
        f"your answers to {wave.survey.name}, {wave.label}, would still count. This link replaces the earlier one:\n\n"
        "{link}\n\n"
        f"{_until(wave, program)}{promise_of(wave, program)}\n\n"
        "We write to you at most three times about one pulse.\n"
    )
    return folded(f"Still open: {program.vendor_name}, {wave.label}"), text


def new_link_mail(wave: Wave, program: Program, person: Person) -> Mail:
    """Return subject and text of the mail to somebody who asked for a new link."""
    text = (
        f"Hello {person.name},\n\n"
        f"you asked for a new link to {wave.survey.name}, {wave.label}. It replaces the earlier ones:\n\n"
        "{link}\n\n"
        f"{_until(wave, program)}{promise_of(wave, program)}\n\n"
        "If you did not ask for it, use it all the same or leave it: nobody else has got it.\n"
    )
    return folded(f"Your new link: {program.vendor_name}, {wave.label}"), text


def _until(wave: Wave, program: Program) -> str:
    if wave.closes_at is None:
        return ""
    local = wave.closes_at.astimezone(ZoneInfo(program.time_zone))
    return f"Open until {local:%-d %B %Y, %H:%M} ({city(program.time_zone)} time). "
