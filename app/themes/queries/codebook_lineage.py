"""Reads how the themes of a program go on from wave to wave, with published shares."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.pulse import queries as pulse
from app.themes.core.lineage import LineageRow, LineageTheme, LineageWave, lineage_rows
from app.themes.models import Cluster, ThemingRun
from app.themes.queries.changes import whole_of
from app.themes.queries.codebook import all_themes, lineage_of_all, themes
from app.themes.queries.readable import too_small_to_read
from app.themes.queries.reading import read_wave

MOST_WAVES = 8


@dataclass(frozen=True, slots=True)
class LineageTable:
    """The last waves that have ended, the oldest first, and a row for each theme; `k` of each wave is kept."""

    waves: tuple[LineageWave, ...] = ()
    ks: tuple[int, ...] = ()
    rows: tuple[LineageRow, ...] = ()
    earlier: int = 0
    """How many waves came before those."""


def vectors_to_share(program_id: int) -> dict[str, bytes]:
    """Return the centroids (float32) by the key of the theme, of those that show in the wave that ended last.

    A centroid of few comments could be turned back into what they say, so it is shared only where their share is, and
    not where it is that of a cluster too small to read, however many raise the theme since.
    """
    wave = pulse.latest_closed_wave(program_id)
    accepted = [theme for theme in themes(program_id) if theme.centroid]
    if wave is None or not accepted:
        return {}
    reading = read_wave(wave, [theme.id for theme in accepted])
    shown = [theme for theme in accepted if (found := whole_of(reading, theme.id).value) and found.organisations]
    of_few = _centroids_of_few(program_id, [theme.centroid for theme in shown if theme.centroid])
    return {theme.guid: theme.centroid for theme in shown if theme.centroid and theme.centroid not in of_few}


def _centroids_of_few(program_id: int, centroids: Collection[bytes]) -> set[bytes]:
    """Return those of these centroids that came from clusters too small to read."""
    of_program = select(Cluster).join(ThemingRun).where(ThemingRun.program_id == program_id)
    clusters = database.session.scalars(of_program.where(Cluster.centroid.in_(centroids))).all() if centroids else ()
    small = too_small_to_read(clusters)
    return {one.centroid for one in clusters if one.id in small and one.centroid}


def lineage_table(program_id: int) -> LineageTable:
    """Return the lineage over the last waves with answers; each wave is read once."""
    rows = all_themes(program_id)
    accepted = [row.id for row in rows if row.state == "accepted"]
    ended = [wave for wave in reversed(pulse.waves(program_id)) if wave.state == "closed"]
    readings = {wave.id: read_wave(wave, accepted) for wave in ended[-MOST_WAVES:]}
    waves = [wave for wave in ended[-MOST_WAVES:] if readings[wave.id].organisations]
    shares = {(theme_id, wave.id): whole_of(readings[wave.id], theme_id) for wave in waves for theme_id in accepted}
    history = lineage_of_all(program_id)
    told = [
        LineageTheme(
            row.id,
            row.public_id,
            row.name,
            row.created_at,
            tuple(history.get(row.id, ())),
            row.merged_into_id,
            row.state != "accepted",
        )
        for row in rows
    ]
    columns = tuple(LineageWave(wave.id, wave.label, wave.closed_at or wave.closes_at) for wave in waves)
    return LineageTable(
        columns,
        tuple(wave.k for wave in waves),
        lineage_rows(columns, told, shares),
        max(0, len(ended) - MOST_WAVES),
    )
