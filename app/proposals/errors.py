"""What can go wrong while people write a proposal together."""

from app.shared.errors import ConflictError


class ChangedMeanwhileError(ConflictError):
    """Somebody else saved the draft after this page was loaded."""

    def __init__(self) -> None:
        super().__init__("Somebody else saved this draft while you were writing. Nothing of theirs was overwritten.")
