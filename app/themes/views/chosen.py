"""What the address of a page chooses: wave, role, market, search, page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from app.identity.viewer import the_viewer
from app.pulse import queries as pulse
from app.pulse.models import Wave


@dataclass(frozen=True)
class Choice:
    """The chosen wave among those to choose from, and the filters that exist in it."""

    waves: Sequence[Wave]
    wave: Wave | None
    previous: Wave | None
    roles: Sequence[str]
    markets: Sequence[str]
    role: str
    market: str
    search: str

    @property
    def filtered(self) -> bool:
        return bool(self.role or self.market or self.search)


def chosen() -> Choice:
    """Return what the address chooses; without a wave the one that ended last. Raises NotFoundError."""
    program_id = the_viewer().program_id
    waves = [wave for wave in pulse.waves(program_id) if pulse.results_can_be_seen(wave) and wave.state != "draft"]
    wave = chosen_wave()
    frame = pulse.frame(wave) if wave else None
    roles, markets = (frame.roles, frame.markets) if frame else ((), ())
    role, market = request.args.get("role", ""), request.args.get("market", "")
    return Choice(
        waves,
        wave,
        pulse.previous_wave(wave) if wave else None,
        roles,
        markets,
        role if role in roles else "",
        market if market in markets else "",
        request.args.get("search", "")[:100],
    )


def chosen_wave() -> Wave | None:
    """Return the wave of the address, else the one that ended last. Raises NotFoundError."""
    program_id = the_viewer().program_id
    asked = request.args.get("wave", "")
    return pulse.wave(program_id, asked) if asked else pulse.latest_closed_wave(program_id)
