"""Where the bands and ribbons of the lineage picture lie: rows in, coordinates of a view box out."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.themes.core.lineage import Cell, LineageRow

NAMES = 250.0
"""Room for the names at the left."""
COLUMN, BAR = 150.0, 12.0
TOP, LANE, GAP = 34.0, 26.0, 8.0
HEIGHT_OF_ALL = 110.0
"""Height of a share of 100 %; hidden ones have a height that tells nothing."""
HIDDEN, LEAST = 10.0, 3.0
_LETTERS = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """A theme in a wave."""

    x: float
    y: float
    height: float
    cell: Cell

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def is_hidden(self) -> bool:
        return self.cell.share is None or self.cell.share.value is None


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band from one bar to the next; kind same, split or merged."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The bars of one theme, and its name as far as there is room."""

    row: LineageRow
    y: float
    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class LineageGeometry:
    """Everything that the picture draws, in the units of its view box."""

    width: float
    height: float
    columns: tuple[tuple[float, str], ...]
    lanes: tuple[Lane, ...]
    ribbons: tuple[Ribbon, ...]


def draw(labels: Sequence[str], rows: Sequence[LineageRow]) -> LineageGeometry:
    """Return the picture of these rows under columns with these labels; each theme keeps its own lane."""
    lanes, top = [], TOP
    for row in rows:
        height = max(LANE, max(_height(cell) for cell in row.cells) + GAP)
        lanes.append(_lane(row, top, height))
        top += height
    by_theme = {lane.row.theme.id: lane for lane in lanes}
    ribbons = [ribbon for lane in lanes for ribbon in _ribbons(lane, by_theme)]
    columns = tuple((NAMES + COLUMN * place, label) for place, label in enumerate(labels))
    return LineageGeometry(NAMES + COLUMN * len(labels) - 20, round(top + 6, 1), columns, tuple(lanes), tuple(ribbons))


def _lane(row: LineageRow, top: float, height: float) -> Lane:
    bars = []
    for place, cell in enumerate(row.cells, start=row.start):
        tall = _height(cell)
        bars.append(Bar(NAMES + COLUMN * place, round(top + (height - tall) / 2, 1), round(tall, 1), cell))
    name = row.theme.name
    label = name if len(name) <= _LETTERS else name[:_LETTERS].rstrip() + "…"
    return Lane(row, round(top + height / 2, 1), label, tuple(bars))


def _height(cell: Cell) -> float:
    if cell.share is None or cell.share.value is None:
        return HIDDEN
    return max(LEAST, cell.share.value.share * HEIGHT_OF_ALL)


def _ribbons(lane: Lane, lanes: dict[int, Lane]) -> list[Ribbon]:
    row = lane.row
    found = [Ribbon(_path(a, b), "same") for a, b in zip(lane.bars, lane.bars[1:], strict=False)]
    target = lanes.get(row.into.id) if row.into else None
    if target and (after := _bar_at(target, row.end + 1)):
        found.append(Ribbon(_path(lane.bars[-1], after), "merged"))
    source = lanes.get(row.source.id) if row.source else None
    if source and (before := _bar_at(source, row.start - 1)):
        found.append(Ribbon(_path(before, lane.bars[0]), "split"))
    return found


def _bar_at(lane: Lane, column: int) -> Bar | None:
    place = column - lane.row.start
    return lane.bars[place] if 0 <= place < len(lane.bars) else None


def _path(one: Bar, other: Bar) -> str:
    """Return a band whose edges leave and arrive level."""
    start, end = one.x + BAR, other.x
    half = round((start + end) / 2, 1)
    low, low_end = one.y + one.height, other.y + other.height
    return (
        f"M{start},{one.y} C{half},{one.y} {half},{other.y} {end},{other.y} "
        f"L{end},{low_end:g} C{half},{low_end:g} {half},{low:g} {start},{low:g} Z"
    )
