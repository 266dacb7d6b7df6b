"""The sentence that the overview begins with, written by the data."""

from zoneinfo import ZoneInfo

from app.identity.viewer import Viewer
from app.reports.queries import Overview, Task
from app.shared import clock


def overview_lead(viewer: Viewer, tasks: list[Task], shown: Overview) -> str:
    """Return one or two sentences on what is most urgent."""
    parts = []
    wave = shown.wave
    if wave is not None and wave.state == "open" and wave.closes_at is not None:
        days = (wave.closes_at.astimezone(ZoneInfo(viewer.time_zone)).date() - clock.now().date()).days
        when = "today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"
        parts.append(f"The {wave.label} pulse closes {when}.")
    late = sum(task.late for task in tasks)
    if late:
        parts.append(f"{'One promise is' if late == 1 else f'{late} promises are'} late.")
    elif tasks:
        parts.append("Nothing is late.")
    else:
        parts.append("Nothing waits for you.")
    return " ".join(parts)
