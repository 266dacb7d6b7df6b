"""What Listen does by itself when something happens elsewhere."""

from app.pulse import queries as pulse
from app.themes import services


def group_comments_of_closed_wave(wave_id: int) -> None:
    """Ask for a run over a wave that has ended or was imported."""
    services.ask_for_run(pulse.wave_by_id(wave_id), by=None)
