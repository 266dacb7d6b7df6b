"""A questionnaire from a form: a file or pasted text, and what is wrong with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.pulse.forms import SurveyForm
from app.shared.errors import ConflictError, DomainError
from app.web.forms import place_error
from surveys.formats.problems import InstrumentErrors, InstrumentProblem

LARGEST = 2 * 1024 * 1024


def text_of(form: SurveyForm) -> str:
    """Return the text of the file, else what was pasted; empty, with an error in the form, where neither will do."""
    upload = form.file.data
    if not upload:
        text: str = form.text.data or ""
        if not text.strip():
            form.form_errors.append("Choose a file or paste its text.")
        return text
    content: bytes = upload.stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        form.form_errors.append("The file is larger than 2 MB: this is no questionnaire.")
        return ""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        form.form_errors.append("The file is not UTF-8 text. Save it as JSON in UTF-8.")
        return ""
    if not text.strip():
        form.form_errors.append("The file is empty.")
    return text.strip()


@contextmanager
def with_errors(form: SurveyForm) -> Iterator[list[InstrumentProblem]]:
    """Collect the places that can't be read; other refusals go into the form."""
    problems: list[InstrumentProblem] = []
    try:
        yield problems
    except InstrumentErrors as errors:
        problems += errors.problems
    except ConflictError:
        raise
    except DomainError as error:
        place_error(form, error)
