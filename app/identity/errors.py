"""What signing in can say no to."""

from app.shared.errors import DomainError, GoneError


class LinkOverError(GoneError):
    """A one-time link was used, has expired, or belongs to another browser; the page doesn't say which of them."""

    def __init__(self) -> None:
        super().__init__(
            "This link does not sign you in. It works once, for a short time, "
            "and in the browser in which it was asked for."
        )


class TooOftenError(DomainError):
    """Somebody tries to sign in again and again."""

    status = 429

    def __init__(self, wait_seconds: int) -> None:
        minutes = max(1, -(-wait_seconds // 60))
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__(
            f"Somebody tried to sign in here too often in a short time. Wait {wait}, then try again.", code="too_often"
        )
        self.wait_seconds = max(1, wait_seconds)
