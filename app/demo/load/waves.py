"""Four past waves and an open one, with everybody's answers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from analysis.masking import NameList
from app.db import database
from app.demo.cast.partners import DemoPartner
from app.demo.load.moments import Calendar, at
from app.demo.story import PULSE_INSTRUMENT
from app.demo.voices.calendar import DemoWave
from app.demo.voices.waves import DemoSubmission, answers_of_wave
from app.programs import queries as programs
from app.programs.models import Program
from app.pulse import queries, services
from app.pulse.models import Comment, Invitation, Submission, Wave
from app.pulse.services.judging import judge, rating_of
from app.pulse.services.submissions import new_submission, store_answer
from app.shared import clock
from surveys.validation import Given, validate

SURVEY = "partner-pulse"
LATE_FROM = {"went_well": 0.66}
LATE_OTHERWISE = 0.74
"""Share of a wave's time after which an answer is late for the analyst, who reads what should change first."""


@dataclass
class LoadedWave:
    """A wave in the database and on which topics its comments were written, by the comment's row."""

    wave_id: int
    label: str
    topics: dict[int, tuple[str, ...]] = field(default_factory=dict)
    late: set[int] = field(default_factory=set)
    """Comments that came in on the last days: the demo's analyst has not read them yet."""


def load_survey(program: Program, calendar: Calendar) -> None:
    """Take the questionnaire in."""
    with at(calendar.moment("2025-10-20")):
        services.import_survey(program.id, SURVEY, PULSE_INSTRUMENT.read_text(encoding="utf-8"), by=None)


def load_wave(program_id: int, told: DemoWave, partners: Sequence[DemoPartner], calendar: Calendar) -> LoadedWave:
    """Open a wave, let people answer, and close it if its time is over."""
    names = NameList(*programs.names_to_mask(program_id))
    opened = calendar.moment(told.opens_at)
    with at(opened - dt.timedelta(days=3)):
        survey = queries.survey_by_key(program_id, SURVEY)
        if survey is None:
            raise LookupError(SURVEY)
        wave = services.create_wave(
            survey,
            told.label,
            by=None,
            closes_at=calendar.moment(told.closes_at),
            answer_promised_by=(calendar.moment(told.closes_at) + dt.timedelta(days=45)).date(),
        )
        loaded = LoadedWave(wave.id, told.label)
    is_past = calendar.moment(told.closes_at) < clock.now()
    with at(opened):
        services.open_wave(queries.wave_by_id(loaded.wave_id), by=None)
        if is_past:
            _mark_invited(loaded.wave_id, opened)
    with at(calendar.moment(told.closes_at) - dt.timedelta(minutes=1)):
        _answer(loaded, told, answers_of_wave(told.number, tuple(partners)), names, opened)
    if is_past:
        with at(calendar.moment(told.closes_at)):
            services.close_wave(queries.wave_by_id(loaded.wave_id), by=None)
    return loaded


def _mark_invited(wave_id: int, opened: dt.datetime) -> None:
    """Past invitations were sent and deleted long ago: they are marked so, and no mail is kept of them."""
    for invitation in database.session.scalars(select(Invitation).where(Invitation.wave_id == wave_id)):
        invitation.invited_at = opened


def _answer(
    loaded: LoadedWave, told: DemoWave, answers: Sequence[DemoSubmission], names: NameList, opened: dt.datetime
) -> None:
    wave = database.session.get_one(Wave, loaded.wave_id)
    instrument = queries.instrument(wave)
    invited = {
        (invitation.person.email, invitation.partner.external_id): invitation
        for invitation in database.session.scalars(select(Invitation).where(Invitation.wave_id == wave.id))
    }
    for given in answers:
        invitation = invited.get((given.person_email, given.partner_external_id))
        if invitation is None:
            continue
        submission = new_submission(invitation, invitation.person.language)
        submission.submitted_at = opened + dt.timedelta(hours=given.answered_after)
        for answer in validate(instrument, _form(given), "en").answers:
            store_answer(submission, answer, names, keep_original=False)
        invitation.answered_at = submission.submitted_at
        database.session.flush()
        _remember(loaded, told, submission, given)
    _judge(wave.id)


def _judge(wave_id: int) -> None:
    """Fill in language and feeling, as the worker does after each submission."""
    instrument = queries.instrument(queries.wave_by_id(wave_id))
    ratings: dict[int, float | None] = {}
    for comment in database.session.scalars(select(Comment).where(Comment.wave_id == wave_id)):
        submission_id = comment.submission_id
        if submission_id not in ratings:
            ratings[submission_id] = rating_of(submission_id, instrument)
        judge(comment, ratings[submission_id])


def _remember(loaded: LoadedWave, told: DemoWave, submission: Submission, given: DemoSubmission) -> None:
    rows = database.session.execute(
        select(Comment.question_key, Comment.id).where(Comment.submission_id == submission.id)
    )
    row_of = dict(rows.tuples().all())
    for comment in given.comments:
        comment_id = row_of.get(comment.question_key)
        if comment_id is None:
            continue
        loaded.topics[comment_id] = comment.topics
        if given.answered_after > LATE_FROM.get(comment.question_key, LATE_OTHERWISE) * told.open_hours:
            loaded.late.add(comment_id)


def _form(given: DemoSubmission) -> Given:
    return {
        key: [str(one) for one in value] if isinstance(value, list) else [str(value)]
        for key, value in given.answers.items()
    }
