"""Takes questionnaires in."""

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.pulse import queries
from app.pulse.models import InstrumentVersion, Survey
from app.shared.errors import DomainError
from surveys.formats.problems import InstrumentErrors, InstrumentProblem
from surveys.formats.surveyjs import parse_surveyjs, write_surveyjs
from surveys.instrument import Instrument, is_key


def import_survey(program_id: int, key: str, text: str, *, by: Viewer | None, name: str = "") -> InstrumentVersion:
    """Store a SurveyJS text as the newest version of the survey `key`, which is made where it isn't there.

    Raises InstrumentErrors naming every place outside the subset; nothing is stored then.
    """
    if by:
        by.must("surveys.edit")
    if not is_key(key):
        raise DomainError(f"“{key}” can't be a survey's key: a letter, then letters, digits, _ or -.", code="bad_key")
    instrument = parse_surveyjs(text)
    if not instrument.questions:
        raise InstrumentErrors((InstrumentProblem("pages", "no_questions", "The questionnaire has no question."),))
    title = name or instrument.title.in_language(instrument.language) or key
    survey = queries.survey_by_key(program_id, key) or new_survey(program_id, key, title)
    return add_version(survey, instrument, by=by)


def new_survey(program_id: int, key: str, name: str) -> Survey:
    """Return a new survey without a text."""
    survey = Survey(program_id=program_id, key=key, name=" ".join(name.split())[:200])
    database.session.add(survey)
    database.session.flush()
    return survey


def add_version(survey: Survey, instrument: Instrument, *, by: Viewer | None) -> InstrumentVersion:
    """Return the survey's version with this text; the newest one where the text is the same."""
    newest = queries.version_of(survey.id)
    if newest and newest.digest == instrument.digest:
        return newest
    version = InstrumentVersion(
        survey_id=survey.id,
        number=newest.number + 1 if newest else 1,
        document=write_surveyjs(instrument),
        digest=instrument.digest,
    )
    database.session.add(version)
    database.session.flush()
    record("survey.version", f"survey:{survey.public_id}", by=by, program_id=survey.program_id, number=version.number)
    return version
