"""The commands of Ask."""

from app.pulse.cli.past_waves import facts, import_past_wave
from app.pulse.cli.surveys import surveys
from app.pulse.cli.waves import waves

waves.add_command(import_past_wave)
waves.add_command(facts)

__all__ = ["surveys", "waves"]
