"""Reading a SurveyJS document into an instrument: all of it, or every place that stands in the way."""

import json
from collections.abc import Iterator

from surveys.formats.problems import InstrumentErrors, InstrumentProblem
from surveys.formats.surveyjs.part import Part
from surveys.formats.surveyjs.questions import read_question
from surveys.instrument import Instrument, Page, Question, is_key, repeated
from surveys.texts import NO_TEXT


def parse_surveyjs(text: str) -> Instrument:
    """Return the instrument of a JSON text; raises InstrumentErrors, with the line if it is not JSON."""
    twice: list[str] = []

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        twice.extend(repeated(name for name, _ in pairs))
        return dict(pairs)

    def no_number(word: str) -> object:
        raise ValueError(word)

    try:
        document = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=members, parse_constant=no_number)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _refusal(place, "not_json", f"The file is not JSON: {error.msg}.") from error
    except RecursionError as error:
        raise _refusal("", "not_json", "The file is nested too deeply.") from error
    except ValueError as error:
        raise _refusal("", "not_json", "The file holds a number that JSON can't hold.") from error
    if twice:
        raise _refusal(twice[0][:60], "duplicate", "This property is there twice in the same object.")
    return read_surveyjs(document)


def read_surveyjs(document: object) -> Instrument:
    """Return the instrument of a parsed document; raises InstrumentErrors naming all outside the subset.

    Titles and labels are plain text, whatever they look like. `scaleName` of a rating is our own addition.
    """
    problems: list[InstrumentProblem] = []
    survey = Part(document, "", problems)
    survey.language = survey.language_code("locale")
    title, description = survey.text("title"), survey.text("description")
    pages = tuple(_pages(survey))
    survey.refuse_the_rest()
    if not problems and not any(page.questions for page in pages):
        survey.note("pages", "missing", "The survey asks nothing.")
    if problems:
        raise InstrumentErrors(tuple(problems))
    return Instrument(title, pages, description, survey.language)


def _pages(survey: Part) -> Iterator[Page]:
    """Yield the pages; the elements of a survey without pages, as small ones are, make one."""
    page_names: set[str] = set()
    question_names: set[str] = set()
    for place, part in enumerate(survey.parts("pages"), start=1):
        name = part.word("name") or f"page{place}"
        if not is_key(name):
            part.note("name", "bad_name", "A name is a letter, then up to 63 letters, digits, _ or -.")
        _note_twice(part, name, page_names)
        title = part.text("title")
        questions = tuple(_questions(part, question_names))
        part.refuse_the_rest()
        yield Page(name, title, questions)
    if not survey.has("pages"):
        yield Page("page1", NO_TEXT, tuple(_questions(survey, question_names)))


def _questions(page: Part, names: set[str]) -> Iterator[Question]:
    for part in page.parts("elements"):
        question = read_question(part)
        _note_twice(part, part.word("name") or "", names)
        if question:
            yield question


def _note_twice(part: Part, name: str, names: set[str]) -> None:
    if name and name.lower() in names:
        part.note("name", "duplicate", f"“{name[:60]}” is the name of an earlier one.")
    names.add(name.lower())


def _refusal(path: str, reason: str, message: str) -> InstrumentErrors:
    return InstrumentErrors((InstrumentProblem(path, reason, message),))
