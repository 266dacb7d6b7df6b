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
