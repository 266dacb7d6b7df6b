"""The gate for the figures of segments: partner roles by markets, with their totals."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from surveys.disclosure.boxes import ALL, Grid, Key, protect
from surveys.disclosure.policy import Policy
from surveys.disclosure.published import HiddenReason, Published, hide, show
from surveys.disclosure.suppression import Suppression, suppress
from surveys.disclosure.tally import Tally

T = TypeVar("T")

UNKNOWN = "unknown"
WHOLE = (ALL, ALL)
Segment = tuple[str, str]

_RAISED, _OTHERS = "raised", "others"


@dataclass(frozen=True, slots=True)
class CellInput(Generic[T]):
    """The value of one segment and who is behind it: all who answered and, for a share, raisers and others."""

    base: Tally
    value: T
    raisers: Tally | None = None
    others: Tally | None = None


@dataclass(frozen=True, slots=True)
class PublishedTable(Generic[T]):
    """What may be shown of each segment; a segment that isn't there was asked of nobody."""

    cells: Mapping[Segment, Published[T]]

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(role for role, _ in self.cells))

    @property
    def markets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(market for _, market in self.cells))

    @property
    def whole(self) -> Published[T]:
        """The figure over all roles and markets."""
        return self.cells[WHOLE]

    def shows(self, segment: Segment) -> bool:
        return segment in self.cells and self.cells[segment].shown


def publish_table(policy: Policy, cells: Mapping[Segment, CellInput[T]]) -> PublishedTable[T]:
    """Return the table of a figure by (partner role, market), with ALL for the totals, in the order given.

    A row adds up over its markets, those of unknown market in a column UNKNOWN; roles overlap. Which segments are
    hidden for their base depends on the bases alone, so that several tables on the same bases agree; a share is hidden
    as well where its raisers or others are too few. Leave a segment out only if nobody of it was *asked*. Filters must
    read their figure from such a table. Raises ValueError where a total is missing, a row doesn't add up, or only
    some cells are shares.
    """
    _check(cells)
    if not policy.hides:
        return PublishedTable({segment: show(cell.value) for segment, cell in cells.items()})
    bases: dict[Key, Tally] = {segment: cell.base for segment, cell in cells.items()}
    suppression = suppress(Grid(policy, bases, fixed={WHOLE}, overlapping=True))
    shares: dict[Key, tuple[Tally, Tally]] = {
        s: (c.raisers, c.others) for s, c in cells.items() if c.raisers is not None and c.others is not None
    }
    reasons = _suppress_shares(policy, bases, shares, suppression) if shares else suppression.reasons
    return PublishedTable(
        {segment: hide(reasons[segment]) if segment in reasons else show(cell.value) for segment, cell in cells.items()}
    )


def _suppress_shares(
    policy: Policy, bases: Mapping[Key, Tally], shares: Mapping[Key, tuple[Tally, Tally]], of_bases: Suppression
) -> Mapping[Key, HiddenReason]:
    """Return the hidden segments; the bases that `of_bases` shows count as known, for other tables may show them."""
    primary: dict[Key, HiddenReason] = {
        s: reason for s, share in shares.items() if (reason := policy.reason_to_hide(bases[s], *share))
    }
    told = primary if of_bases.told else {}
    if WHOLE in primary:
        return {segment: told.get(segment, HiddenReason.complementary) for segment in bases} | {WHOLE: primary[WHOLE]}
    tallies: dict[Key, Tally] = {}
    for segment, (raisers, others) in shares.items():
        tallies |= {(*segment, _RAISED): raisers, (*segment, _OTHERS): others, (*segment, ALL): bases[segment]}
    known = {(*segment, ALL) for segment in bases if segment not in of_bases.reasons}
    whole = {(*WHOLE, _RAISED), (*WHOLE, _OTHERS)}
    grid = Grid(policy, tallies, known | whole, layers=(_RAISED, _OTHERS), overlapping=True, told=of_bases.told)
    hidden = {(*segment, layer) for segment in of_bases.reasons.keys() | primary.keys() for layer in grid.layers}
    hidden |= {(*segment, ALL) for segment in of_bases.reasons}
    sensitive = {(*segment, layer) for segment in of_bases.sensitive | primary.keys() for layer in grid.layers}
    protected = protect(grid, hidden, sensitive)
    if protected is None:
        told = {}
        parts = {key for key in tallies if key[:2] != WHOLE}
        protected = protect(replace(grid, told=False), hidden, sensitive) or parts
    return {key[:2]: told.get(key[:2], HiddenReason.complementary) for key in protected}


def _check(cells: Mapping[Segment, CellInput[T]]) -> None:
    if len({cell.raisers is None for cell in cells.values()} | {cell.others is None for cell in cells.values()}) > 1:
        raise ValueError("Give raisers and others for each cell of a table of shares, or for none.")
    parts: dict[str, list[list[int]]] = {}
    for (role, market), cell in cells.items():
        if not {(role, ALL), (ALL, market), WHOLE} <= cells.keys():
            raise ValueError(f"The totals of {role}, {market} are missing.")
        if market != ALL:
            parts.setdefault(role, []).append(_organisations(cell))
    for role, counts in parts.items():
        if [sum(column) for column in zip(*counts, strict=True)] != _organisations(cells[role, ALL]):
            raise ValueError(f"The markets of {role} don't add up: those of unknown market need a column.")


def _organisations(cell: CellInput[T]) -> list[int]:
    return [tally.organisations for tally in (cell.base, cell.raisers, cell.others) if tally is not None]
