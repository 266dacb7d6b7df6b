"""What happens in Ask that others act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WaveOpened:
    wave_id: int


@dataclass(frozen=True)
class RemindersAsked:
    wave_id: int


@dataclass(frozen=True)
class AnswersSubmitted:
    submission_id: int


@dataclass(frozen=True)
class WaveClosed:
    """A wave ended, or a past wave was imported whole."""

    wave_id: int


@dataclass(frozen=True)
class NewLinkAsked:
    """Somebody asked for a new link; `person_id` 0 stands for an address that nobody has."""

    person_id: int
    request_key: str
