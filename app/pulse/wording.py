"""What the respondent's page says in each language, beside the questionnaire's own texts."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from surveys.instrument import Instrument, QuestionType

WORDED = ("en", "de", "fr")
"""The languages that the page itself speaks; a questionnaire in another one is framed in English."""

_SECONDS = {QuestionType.RATING: 10, QuestionType.CHOICE: 15, QuestionType.SEVERAL: 20, QuestionType.TEXT: 40}


@cache
def words(language: str) -> Mapping[str, Any]:
    """Return the words of a language, or the English ones."""
    short = language.lower().replace("_", "-").partition("-")[0]
    name = short if short in WORDED else "en"
    text = (Path(__file__).parent / "words" / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def promise(privacy: str, vendor: str, k: int, language: str) -> tuple[str, str]:
    """Return the name of the privacy mode and what it promises."""
    name, sentences = words(language)["privacy"][privacy]
    return name, sentences.format(vendor=vendor, k=k)


def how_it_works(privacy: str, vendor: str, k: int, language: str) -> Sequence[str]:
    """Return the paragraphs that say how answers are handled."""
    how = words(language)["how"]
    return [paragraph.format(vendor=vendor, k=k) for paragraph in (*how[privacy], *how["common"])]


def lead_of(instrument: Instrument, language: str) -> str:
    """Return the questionnaire's own description, or how many questions come and how long they may take."""
    if own := instrument.description.in_language(language):
        return own
    said = words(language)
    count = len(instrument.questions)
    minutes = max(1, round(sum(_SECONDS[question.type] for question in instrument.questions) / 60))
    lead: str = said["lead"].format(
        questions=_counted(said, count, "one_question", "questions"),
        minutes=_counted(said, minutes, "one_minute", "minutes"),
    )
    return lead[:1].upper() + lead[1:]


def _counted(said: Mapping[str, Any], count: int, one: str, many: str) -> str:
    if count == 1:
        return str(said[one])
    number = said["numbers"][count] if count < len(said["numbers"]) else str(count)
    return str(said[many].format(number=number))
