"""What an import did, or would do."""

from dataclasses import dataclass
from typing import Any

from app.shared.tables import Rejection, TableLimits

WAITED_FOR = TableLimits(rows=10_000)
"""What a page or a caller of the API can wait for, while others wait to write; longer files come in by command."""


@dataclass
class ImportReport:
    """Counts of rows, every fault and remark, and whether anything was stored.

    `is_refused` says that nothing could be read, so that leaving out bad rows does not help.
    """

    accepted: int = 0
    created: int = 0
    updated: int = 0
    rejected: tuple[Rejection, ...] = ()
    notes: tuple[Rejection, ...] = ()
    is_refused: bool = False
    stored: bool = False

    def stops(self, *, skip_bad: bool) -> bool:
        """Whether the faults keep the rest from being stored."""
        return self.is_refused or (bool(self.rejected) and not skip_bad)

    def as_dict(self) -> dict[str, Any]:
        """Return the document that `--json` prints."""
        return {
            "accepted": self.accepted,
            "created": self.created,
            "updated": self.updated,
            "rejected": [rejection.as_dict() for rejection in self.rejected],
            "notes": [note.as_dict() for note in self.notes],
            "stored": self.stored,
        }
