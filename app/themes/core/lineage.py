"""How themes go on from wave to wave: the same, new, split, merged, gone. Sizes are published shares only."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.themes.core.segments import Prevalence
from app.themes.core.stories import Step
from surveys.disclosure import Published

Kind = Literal["new", "same", "split", "merged", "gone"]
Shares = Mapping[tuple[int, int], Published[Prevalence]]
"""By row of the theme and row of the wave."""


@dataclass(frozen=True, slots=True)
class LineageWave:
    """A wave that has ended: a column of the picture."""

    id: int
    label: str
    closed_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class LineageTheme:
    """A theme with its steps, the oldest first. A retired one has no figures: its comments count elsewhere now."""

    id: int
    public_id: str
    name: str
    made_at: dt.datetime
    steps: Sequence[Step] = ()
    merged_into_id: int | None = None
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A theme in a wave. `others` are the names it was split from or took in; `share` is None for a retired theme."""

    kind: Kind
    share: Published[Prevalence] | None
    others: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Say in a few words how the theme came into this wave."""
        if not self.others:
            return {"new": "new", "gone": "not raised"}.get(self.kind, "the same")
        names = ", ".join(f"“{name}”" for name in self.others)
        return f"split from {names}" if self.kind == "split" else f"took in {names}"


@dataclass(frozen=True, slots=True)
class LineageRow:
    """A theme over the waves: a cell in each column from `start` to `end`. It flows into `into` after its end."""

    theme: LineageTheme
    start: int
    cells: tuple[Cell, ...]
    into: LineageTheme | None = None
    source: LineageTheme | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.cells) - 1

    def at(self, column: int) -> Cell | None:
        """Return the cell in a column, None where the theme isn't there."""
        return self.cells[column - self.start] if self.start <= column <= self.end else None


def lineage_rows(
    waves: Sequence[LineageWave], themes: Sequence[LineageTheme], shares: Shares
) -> tuple[LineageRow, ...]:
    """Return a row for each theme, the most widespread of the last wave first, merged ones below where they went.

    `waves` are given the oldest first. A theme whose acceptance was undone has no row.
    """
    if not waves:
        return ()
    by_id = {theme.id: theme for theme in themes}
    arrivals = {
        source.id: max(_column(waves, step), _start(waves, source) + 1)
        for theme in themes
        for step in theme.steps
        if _took_in(step) and (source := by_id.get(step.from_theme_id or 0))
    }
    rows = {
        theme.id: _row(waves, theme, by_id, arrivals, shares)
        for theme in themes
        if not theme.is_retired or theme.merged_into_id in by_id
    }
    tops = sorted((row for row in rows.values() if not row.into), key=lambda row: (-_last_share(row), row.theme.name))
    ordered: list[LineageRow] = []
    for row in tops:
        _place(row, rows, ordered)
    return tuple(ordered)


def waves_shown(rows: Sequence[LineageRow]) -> dict[int, int]:
    """Return in how many waves each theme was raised by enough organisations to be shown, by the theme's row."""
    return {row.theme.id: sum(_shown_share(cell) > 0 for cell in row.cells) for row in rows}


def _row(
    waves: Sequence[LineageWave],
    theme: LineageTheme,
    by_id: Mapping[int, LineageTheme],
    arrivals: Mapping[int, int],
    shares: Shares,
) -> LineageRow:
    """Return a theme's row. One that came and went while the same wave was read is drawn in it, and flows on after."""
    first, start, last = _first(theme), _start(waves, theme), len(waves) - 1
    source = by_id.get(first.from_theme_id or 0) if first and first.kind == "split" else None
    end = min(last, arrivals.get(theme.id, start + 1) - 1) if theme.is_retired else last
    taken: dict[int, list[str]] = {}
    for step in theme.steps:
        if _took_in(step) and (other := by_id.get(step.from_theme_id or 0)):
            taken.setdefault(min(arrivals[other.id], last), []).append(other.name)
    cells = []
    for column in range(start, end + 1):
        share = None if theme.is_retired else shares.get((theme.id, waves[column].id))
        cells.append(_cell(share, taken.get(column, []), source, is_first=column == start))
    into = by_id.get(theme.merged_into_id or 0) if theme.is_retired else None
    return LineageRow(theme, start, tuple(cells), into, source)


def _cell(
    share: Published[Prevalence] | None, taken: Sequence[str], source: LineageTheme | None, *, is_first: bool
) -> Cell:
    if is_first and source:
        return Cell("split", share, (source.name,))
    if taken:
        return Cell("merged", share, tuple(taken))
    if is_first:
        return Cell("new", share)
    is_gone = share is not None and share.value is not None and share.value.organisations == 0
    return Cell("gone" if is_gone else "same", share)


def _place(row: LineageRow, rows: Mapping[int, LineageRow], ordered: list[LineageRow]) -> None:
    """Put a row and, below it, those that went into it."""
    ordered.append(row)
    for other in rows.values():
        if other.into is not None and other.into.id == row.theme.id and other not in ordered:
            _place(other, rows, ordered)


def _took_in(step: Step) -> bool:
    return step.kind == "merged" and step.from_theme_id is not None


def _first(theme: LineageTheme) -> Step | None:
    return next((step for step in theme.steps if step.kind in ("accepted", "split")), None)


def _start(waves: Sequence[LineageWave], theme: LineageTheme) -> int:
    first = _first(theme)
    return _column(waves, first) if first else _column_at(waves, theme.made_at)


def _column(waves: Sequence[LineageWave], step: Step) -> int:
    """Return the column of a step: that of its wave, or of the wave that was being read when it was done."""
    known = next((place for place, wave in enumerate(waves) if wave.id == step.wave_id), None)
    return _column_at(waves, step.at) if known is None else known


def _column_at(waves: Sequence[LineageWave], moment: dt.datetime) -> int:
    return max((place for place, wave in enumerate(waves) if not wave.closed_at or wave.closed_at <= moment), default=0)


def _shown_share(cell: Cell) -> float:
    return cell.share.value.share if cell.share and cell.share.value else 0.0


def _last_share(row: LineageRow) -> float:
    return _shown_share(row.cells[-1])
