"""What Ask can say no to."""

from app.shared.errors import ConflictError, GoneError


class LinkEndedError(GoneError):
    """A personal link that nobody has any more: replaced by a newer one, cut off, or never made."""

    def __init__(self) -> None:
        super().__init__("This link no longer works. A newer mail from us replaces it.")


class PulseClosedError(GoneError):
    """The wave is over; nothing is taken any more."""

    def __init__(self) -> None:
        super().__init__("This pulse is closed. Your earlier answers, if you sent any, are kept.")


class OtherPulseError(ConflictError):
    """The form belongs to another invitation than the link that this browser opened last."""

    def __init__(self) -> None:
        super().__init__("In this browser another pulse was opened meanwhile.")
