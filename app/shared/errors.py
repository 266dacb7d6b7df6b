"""The small family of errors that a person can do something about."""

from collections.abc import Mapping


class DomainError(Exception):
    """A rule of the product says no. `message` tells the reader what to do; `fields` place it in a form."""

    status = 422

    def __init__(self, message: str, *, code: str = "invalid", fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.fields = dict(fields or {})


class NotFoundError(DomainError):
    """It isn't there, or the viewer may not know that it is."""

    status = 404

    def __init__(self, message: str = "There is nothing at this address.") -> None:
        super().__init__(message, code="not_found")


class NotAllowedError(DomainError):
    """The viewer may not do this."""

    status = 403

    def __init__(self, message: str = "Your role does not include this.") -> None:
        super().__init__(message, code="not_allowed")


class ConflictError(DomainError):
    """Somebody else was faster, or the thing is in another state by now."""

    status = 409

    def __init__(self, message: str) -> None:
        super().__init__(message, code="conflict")


class GoneError(DomainError):
    """It was there and is over: an expired link, a closed wave."""

    status = 410

    def __init__(self, message: str) -> None:
        super().__init__(message, code="gone")
