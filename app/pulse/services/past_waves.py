"""Takes a past wave's answers in from a table: all of it, or nothing."""

import hashlib

from sqlalchemy import insert

from analysis.masking import NameList
from app.audit.services import record
from app.db import database, emit
from app.identity.viewer import Viewer
from app.programs import queries as programs
from app.programs.models import Program
from app.pulse import queries
from app.pulse.events import WaveClosed
from app.pulse.models import Answer, Submission, Wave
from app.pulse.services.submissions import store_comment
from app.pulse.services.surveys import add_version, new_survey
from app.pulse.services.waves import free_label, next_position
from app.shared import clock
from app.shared.errors import DomainError
from surveys.disclosure import PrivacyMode
from surveys.instrument import Instrument, QuestionType, is_key
from surveys.scoring import number_of
from surveys.waves import Respondent, WaveAnswers


def import_wave(
    program: Program,
    survey_key: str,
    label: str,
    instrument: Instrument,
    answers: WaveAnswers,
    *,
    privacy: str,
    by: Viewer | None,
    k: int = 5,
) -> Wave:
    """Store a closed wave with all its answers and return it. The survey is made where it isn't there."""
    if not is_key(survey_key):
        raise DomainError(f"“{survey_key}” can't be a survey's key: a letter, then letters, digits, _ or -.")
    survey = queries.survey_by_key(program.id, survey_key) or new_survey(program.id, survey_key, survey_key)
    wave = Wave(
        program_id=program.id,
        survey_id=survey.id,
        instrument_version_id=add_version(survey, instrument, by=by).id,
        label=free_label(survey, label),
        state="closed",
        privacy=PrivacyMode(privacy),
        k=k,
        imported=True,
        rows_in_file=answers.rows_in_file,
        closed_at=clock.now(),
        position=next_position(survey.id),
    )
    database.session.add(wave)
    database.session.flush()
    names = NameList(*programs.names_to_mask(program.id))
    for respondent in answers.respondents:
        _store(wave, respondent, instrument, names)
    database.session.flush()
    record("wave.import", f"wave:{wave.public_id}", by=by, program_id=program.id, rows=len(answers.respondents))
    emit(WaveClosed(wave.id), wave.program_id)
    return wave


def _store(wave: Wave, respondent: Respondent, instrument: Instrument, names: NameList) -> None:
    """Store one row; who it was isn't known, so each row counts as a person of an organisation of its own."""
    key = hashlib.sha256(f"{wave.public_id}:{respondent.line}".encode()).hexdigest()
    submission = Submission(wave_id=wave.id, respondent_key=key, organisation_key=key)
    database.session.add(submission)
    database.session.flush()
    rows = []
    for question_key, written in respondent.answers.items():
        values = [written] if isinstance(written, str) else list(written)
        if instrument.question(question_key).type is QuestionType.TEXT:
            for text in values:
                store_comment(submission, question_key, text, names, keep_original=wave.privacy == "identified")
            continue
        number = number_of(values[0]) if instrument.question(question_key).type is QuestionType.RATING else None
        rows.append({"submission_id": submission.id, "question_key": question_key, "values": values, "number": number})
    if rows:
        database.session.execute(insert(Answer), rows)
