"""Reads of Ask. Raw rows leave the domain only towards the disclosure gate; pages read `facts` and `response`."""

from app.pulse.queries.answers import CommentRow, Contributor, RatingRow, comments, contributors, ratings
from app.pulse.queries.facts import Numbers, PublishedFacts, WaveFacts, facts
from app.pulse.queries.response import Response, response
from app.pulse.queries.surveys import instrument_of, survey, survey_by_key, surveys, version_of
from app.pulse.queries.waves import (
    instrument,
    latest_closed_wave,
    open_wave,
    own_waves,
    policy,
    previous_wave,
    wave,
    wave_by_id,
    wave_by_name,
    wave_name,
    waves,
)

__all__ = [
    "CommentRow",
    "Contributor",
    "Numbers",
    "PublishedFacts",
    "RatingRow",
    "Response",
    "WaveFacts",
    "comments",
    "contributors",
    "facts",
    "instrument",
    "instrument_of",
    "latest_closed_wave",
    "open_wave",
    "own_waves",
    "policy",
    "previous_wave",
    "ratings",
    "response",
    "survey",
    "survey_by_key",
    "surveys",
    "version_of",
    "wave",
    "wave_by_id",
    "wave_by_name",
    "wave_name",
    "waves",
]
