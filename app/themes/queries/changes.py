"""How the shares of themes changed since the wave before: all themes of a wave are judged together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.themes.core.changes import Change, Raisers, changes, overlap, raisers_of
from app.themes.core.segments import WHOLE, Few, Prevalence, few_raise, prevalence_table
from app.themes.queries.codebook import theme_by_id, themes
from app.themes.queries.reading import WaveReading, read_wave
from surveys.disclosure import ALL, Published, PublishedTable, Segment, combine


@dataclass(frozen=True, slots=True)
class SharesCompared:
    """Two shares, each with its number or that it is too small to show, and how they differ."""

    before: Prevalence | Few
    after: Prevalence | Few
    change: Change


def table_of(reading: WaveReading, theme_id: int) -> PublishedTable[Prevalence]:
    """Return the published table of a theme from a wave that has been read."""
    return prevalence_table(reading.answered, reading.raisers(theme_id))


def whole_of(reading: WaveReading, theme_id: int) -> Published[Prevalence]:
    """Return the published share over all segments, without the work of the others."""
    return prevalence_table(reading.answered, reading.raisers(theme_id), only_whole=True).whole


def few_of(reading: WaveReading, theme_id: int) -> Published[Few] | None:
    """Return that fewer than k organisations raise the theme; None where its share shows."""
    if whole_of(reading, theme_id).shown:
        return None
    return few_raise(reading.answered, reading.raisers(theme_id))


def few(theme_id: int, wave: Wave) -> Published[Few] | None:
    """Return the same of a wave that has still to be read."""
    return few_of(read_wave(wave, [theme_id]), theme_id)


def change_since_last(theme_id: int, wave: Wave) -> Published[Change] | None:
    """Return how the share changed since the wave before, judged with the program's other themes; None without one."""
    before = pulse.previous_wave(wave)
    if before is None:
        return None
    ids = {theme_id, *(theme.id for theme in themes(theme_by_id(theme_id).program_id))}
    return changes_between(read_wave(wave, ids), read_wave(before, ids), ids)[theme_id]


def changes_between(
    now: WaveReading, before: WaveReading, theme_ids: Iterable[int], segment: Segment = WHOLE
) -> Mapping[int, Published[Change]]:
    """Return the changes of these themes between two waves that have been read; none of segments not asked in both.

    Over all partners, those who answered both are compared with themselves. Of a segment both waves count as if others
    had answered: what many segments tell together of the same pairs isn't guarded.
    """
    found = {}
    for theme_id in theme_ids:
        later, earlier = (_raisers(reading, theme_id, segment) for reading in (now, before))
        if later is not None and earlier is not None:
            shown = later.shown and earlier.shown and segment == WHOLE
            found[theme_id] = (later, earlier, _overlap(now, before, theme_id) if shown else None)
    return changes(found)


def shares_between(
    theme_id: int, waves: tuple[Wave, Wave], roles: Sequence[str] = (), markets: Sequence[str] = ()
) -> Published[SharesCompared] | None:
    """Return the shares of an earlier and a later wave, of one role and one market at most, and how they differ.

    None where the segment was asked of nobody in one of them.
    """
    segment = (roles[0] if roles else ALL, markets[0] if markets else ALL)
    then, now = (read_wave(wave, [theme_id]) for wave in waves)
    before, after = _shown(then, theme_id, segment), _shown(now, theme_id, segment)
    if before is None or after is None:
        return None
    change = changes_between(now, then, [theme_id], segment)[theme_id]
    return combine(lambda one, other, found: SharesCompared(one, other, found), before, after, change)


def _shown(reading: WaveReading, theme_id: int, segment: Segment) -> Published[Prevalence | Few] | None:
    cell = table_of(reading, theme_id).cells.get(segment)
    few = few_of(reading, theme_id) if segment == WHOLE else None
    if cell is None:
        return None
    return combine(_either, few if few is not None and few.shown else cell)


def _either(share: Prevalence | Few) -> Prevalence | Few:
    return share


def _raisers(reading: WaveReading, theme_id: int, segment: Segment) -> Published[Raisers] | None:
    if segment == WHOLE:
        return raisers_of(whole_of(reading, theme_id), few_of(reading, theme_id))
    cell = table_of(reading, theme_id).cells.get(segment)
    return raisers_of(cell, None) if cell is not None else None


def _overlap(now: WaveReading, before: WaveReading, theme_id: int) -> Published[float] | None:
    """Return how both shares correlate; None where one of them is hidden, even if that they are few is said."""
    if not (whole_of(now, theme_id).shown and whole_of(before, theme_id).shown):
        return None
    policy = max(now.policy, before.policy, key=lambda policy: (policy.hides, policy.k))
    then, later = (
        (set(one.organisations), {who.organisation for who in one.raisers(theme_id)}) for one in (before, now)
    )
    return overlap(policy, then, later)
