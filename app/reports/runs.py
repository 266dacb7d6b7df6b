"""Sees to it that a wave's comments are grouped before its report is written."""

from collections.abc import Callable

from app.db import database, transaction
from app.pulse import queries as pulse
from app.themes import queries as themes
from app.themes import services
from app.themes.queries.groups import newest_run
from app.themes.tasks import run_theming


def finish_theming(wave_id: int, say: Callable[[str], None]) -> None:
    """Run the theming of a closed wave here and now where no finished run is there."""
    wave = pulse.wave_by_id(wave_id)
    if wave.state != "closed" or newest_run(wave_id) is not None:
        return
    waiting = themes.unfinished_runs(wave.program_id, wave_id)
    if waiting:
        run_id = waiting[0].id
    else:
        with transaction():
            run_id = services.ask_for_run(pulse.wave_by_id(wave_id), by=None).id
    database.session.rollback()
    say("Grouping the comments of this wave")
    run_theming.run(run_id=run_id)
