"""A wave's published figures as a JSON document and as rows of a table."""

from collections.abc import Iterator
from typing import Any

from app.pulse import queries
from app.pulse.models import Wave
from app.pulse.queries import Numbers, PublishedFacts
from surveys.disclosure import HiddenReason, Published
from surveys.identity import identity_of
from surveys.instrument import QuestionType

FACTS_HEADER = ("wave", "question_key", "question", "figure", "choice", "value", "hidden")


def facts_document(wave: Wave) -> dict[str, Any]:
    """Return {"wave", "submissions", "questions": {key: figures}}; a hidden figure is None, its reason in "hidden"."""
    found = queries.facts(wave)
    document: dict[str, Any] = {
        "wave": queries.wave_name(wave),
        "state": wave.state,
        "privacy": wave.privacy,
        "k": wave.k,
        "submissions": found.submissions.value,
    }
    if found.submissions.hidden:
        document["hidden"] = {"submissions": str(found.submissions.hidden)}
    if wave.rows_in_file is not None:
        document |= {"rows_in_file": wave.rows_in_file, "rows_not_empty": found.submissions.value}
    hides = queries.policy(wave).hides
    document["questions"] = {key: _question(one, hides) for key, one in found.questions.items()}
    return document


def facts_rows(wave: Wave) -> Iterator[tuple[object, ...]]:
    """Yield the figures as rows under FACTS_HEADER; a hidden one has no value but its reason."""
    name, found = queries.wave_name(wave), queries.facts(wave)
    yield name, "", "", "submissions", "", found.submissions.value, _reason(found.submissions)
    for key, one in found.questions.items():
        title = one.question.title.default
        yield name, key, title, "answered", "", one.answered.value, _reason(one.answered)
        for value, count in one.counts.items():
            yield name, key, title, "count", value, count.value, _reason(count)
        if one.question.type is QuestionType.RATING:
            numbers, reason = one.numbers.value or Numbers(), _reason(one.numbers)
            for figure, number in (("mean", numbers.mean), ("mean_low", numbers.low), ("mean_high", numbers.high)):
                yield name, key, title, figure, "", None if number is None else round(number, 6), reason


def _question(one: PublishedFacts, hides: bool) -> dict[str, Any]:
    figures: dict[str, Any] = {"type": str(one.question.type), "answered": one.answered.value}
    hidden = {"answered": _reason(one.answered)}
    numbers = one.numbers.value
    if one.question.type is QuestionType.TEXT:
        return _with_reasons(figures if hides else figures | {"characters": numbers and numbers.characters}, hidden)
    figures["counts"] = {value: count.value for value, count in one.counts.items()}
    hidden |= {f"counts.{value}": _reason(count) for value, count in one.counts.items()}
    if one.question.type is QuestionType.SEVERAL:
        figures["rows_with_any"] = one.answered.value
        if not hides:
            figures["ticks"] = numbers and numbers.ticks
    if one.question.type is QuestionType.RATING:
        figures |= {"scale": one.question.scale or identity_of(one.question).scale, "numeric": None}
        hidden["numeric"] = _reason(one.numbers)
        if numbers is not None:
            figures |= _rating(numbers)
            hidden["numeric"] = str(HiddenReason.complementary) if numbers.numeric is None else ""
    return _with_reasons(figures, hidden)


def _rating(numbers: Numbers) -> dict[str, Any]:
    figures: dict[str, Any] = {"numeric": numbers.numeric}
    if numbers.mean is not None:
        figures["mean_of_numeric"] = round(numbers.mean, 6)
    if numbers.low is not None and numbers.high is not None:
        figures["interval"] = [round(numbers.low, 6), round(numbers.high, 6)]
    return figures


def _with_reasons(figures: dict[str, Any], reasons: dict[str, str]) -> dict[str, Any]:
    told = {name: reason for name, reason in reasons.items() if reason}
    return figures | {"hidden": told} if told else figures


def _reason(figure: Published[Any]) -> str:
    return str(figure.hidden) if figure.hidden else ""
