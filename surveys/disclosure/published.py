"""A figure that has passed the disclosure gate. Only modules of this package call `show` and `hide`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")

_SEAL = object()


class HiddenReason(StrEnum):
    """Why a figure isn't shown."""

    too_few = "too_few"
    complementary = "complementary"
    dominance = "dominance"


@dataclass(frozen=True, init=False, slots=True)
class Published(Generic[T]):
    """A value that may be shown to readers, or the reason why it is hidden; made by the gate alone."""

    value: T | None
    hidden: HiddenReason | None

    def __init__(self, value: T | None, hidden: HiddenReason | None, seal: object = None) -> None:
        if seal is not _SEAL:
            raise TypeError("Published values come from the disclosure gate: use a publish_… function.")
        object.__setattr__(self, "value", value)
        object.__setattr__(self, "hidden", hidden)

    @property
    def shown(self) -> bool:
        return self.hidden is None

    def reason_text(self, k: int) -> str:
        """Return what a reader is told in place of the value; an empty text where the value is shown."""
        match self.hidden:
            case HiddenReason.too_few:
                return f"fewer than {k} organisations"
            case HiddenReason.complementary:
                return "hidden to protect the others"
            case HiddenReason.dominance:
                return "one organisation speaks for most of this"
        return ""


def show(value: T) -> Published[T]:
    """Return a figure that the gate lets through."""
    return Published(value, None, _SEAL)


def hide(reason: HiddenReason) -> Published[Any]:
    """Return a figure that the gate holds back."""
    return Published(None, reason, _SEAL)


def combine(function: Callable[..., U], *figures: Published[Any]) -> Published[U]:
    """Return `function` of the figures' values, hidden for the first hidden figure's reason if there is one.

    What is computed from published figures alone can't tell more than they do, so a change between two waves or a
    percentage made this way needs no rule of its own. The function must not read unpublished counts.
    """
    for figure in figures:
        if figure.hidden is not None:
            return hide(figure.hidden)
    return show(function(*(figure.value for figure in figures)))
