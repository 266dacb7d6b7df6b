"""The mail that tells somebody what became of a theme."""

import datetime as dt

from app.notify.links import absolute
from app.outcomes.wording import STATE_WORDS
from app.programs import queries as programs
from app.themes.models import Theme

NAME = "{name}"
"""Where the reader's name goes."""


def notice(theme: Theme, state: str, text: str, for_you: str, promised_by: dt.date | None) -> tuple[str, str]:
    """Return subject and text of the mail; the text has NAME for the reader's name."""
    program = programs.program(theme.program_id)
    vendor = program.vendor_name
    lines = [
        f"Hello {NAME},",
        f"partners told us: {theme.name}.",
        f"{STATE_WORDS[state]}: {text.strip()}",
        _day(state, promised_by),
        f"What it means for you: {for_you.strip()}" if for_you.strip() else "",
        f"What changed for you: {absolute('/what-changed')}\nAll that came of what partners said: "
        f"{absolute('/changes')}",
        f"You get this mail because {vendor} asked you in a pulse.",
    ]
    return f"{vendor}: “{theme.name}” – {STATE_WORDS[state].lower()}", "\n\n".join(filter(None, lines)) + "\n"


def _day(state: str, promised_by: dt.date | None) -> str:
    if promised_by is None:
        return ""
    day = f"{promised_by:%-d %B %Y}"
    return f"Planned by {day}." if state == "planned" else f"You will hear more by {day}."
