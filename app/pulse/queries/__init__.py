"""Reads of Ask. Raw rows leave the domain only towards the disclosure gate; pages read `facts` and `response`."""

from app.pulse.queries.answers import CommentRow, Contributor, RatingRow, comments, contributors, rated, ratings
from app.pulse.queries.asked import Asked, people_asked
from app.pulse.queries.facts import Numbers, PublishedFacts, WaveFacts, facts, results_can_be_seen
from app.pulse.queries.frame import Frame, FrameSegment, contacts_to_ask, frame, not_yet_invited, to_remind
from app.pulse.queries.invitations import comments_to_judge, due_to_close, invitation_by_token, invitations
from app.pulse.queries.named_answers import NamedAnswers, named_answers
from app.pulse.queries.response import Response, response
from app.pulse.queries.segments import segment_means
from app.pulse.queries.surveys import instrument_of, survey, survey_by_key, surveys, version_of, versions
from app.pulse.queries.trends import QuestionTrend, TrendFigure, trends
from app.pulse.queries.waves import (
    instrument,
    latest_closed_wave,
    open_wave,
    own_waves,
    policy,
    previous_wave,
    takes_answers,
    wave,
    wave_by_id,
    wave_by_name,
    wave_name,
    waves,
    waves_of_survey,
)

__all__ = [
    "Asked",
    "CommentRow",
    "Contributor",
    "Frame",
    "FrameSegment",
    "NamedAnswers",
    "Numbers",
    "PublishedFacts",
    "QuestionTrend",
    "RatingRow",
    "Response",
    "TrendFigure",
    "WaveFacts",
    "comments",
    "comments_to_judge",
    "contacts_to_ask",
    "contributors",
    "due_to_close",
    "facts",
    "frame",
    "instrument",
    "instrument_of",
    "invitation_by_token",
    "invitations",
    "latest_closed_wave",
    "named_answers",
    "not_yet_invited",
    "open_wave",
    "own_waves",
    "people_asked",
    "policy",
    "previous_wave",
    "rated",
    "ratings",
    "response",
    "results_can_be_seen",
    "segment_means",
    "survey",
    "survey_by_key",
    "surveys",
    "takes_answers",
    "to_remind",
    "trends",
    "version_of",
    "versions",
    "wave",
    "wave_by_id",
    "wave_by_name",
    "wave_name",
    "waves",
    "waves_of_survey",
]
