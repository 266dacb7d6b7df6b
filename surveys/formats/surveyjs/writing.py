"""Writing an instrument as a SurveyJS document that reads back as the same instrument."""

from surveys.instrument import LONGEST_TEXT, Instrument, Question, QuestionType
from surveys.texts import Text

Json = dict[str, object]


def write_surveyjs(instrument: Instrument) -> Json:
    """Return the document; only what differs from the defaults of SurveyJS is written, titles always."""
    pages = [
        _filled(name=page.key, title=_text(page.title), elements=[_question(asked) for asked in page.questions])
        for page in instrument.pages
    ]
    locale = None if instrument.language == "en" else instrument.language
    survey = _filled(title=_text(instrument.title), description=_text(instrument.description), locale=locale)
    return {**survey, "pages": pages}


def _question(question: Question) -> Json:
    kind = {
        QuestionType.RATING: "rating",
        QuestionType.CHOICE: "radiogroup",
        QuestionType.SEVERAL: "checkbox",
        QuestionType.TEXT: "comment" if question.many_lines else "text",
    }[question.type]
    common = _filled(
        type=kind,
        name=question.key,
        title=_text(question.title),
        description=_text(question.help),
        isRequired=question.required or None,
    )
    if question.type is QuestionType.RATING:
        return {**common, **_rating(question)}
    if question.type is QuestionType.TEXT:
        return {**common, **_filled(maxLength=None if question.longest == LONGEST_TEXT else question.longest)}
    return {**common, **_choices(question)}


def _rating(question: Question) -> Json:
    return _filled(
        rateMin=None if question.lowest == 1 else question.lowest,
        rateMax=None if question.highest == 5 else question.highest,
        minRateDescription=_text(question.lowest_label),
        maxRateDescription=_text(question.highest_label),
        scaleName=question.scale or None,
    )


def _choices(question: Question) -> Json:
    choices = [
        choice.value if choice.text == Text(choice.value) else {"value": choice.value, "text": _text(choice.text)}
        for choice in question.choices
    ]
    return _filled(
        choices=choices,
        maxSelectedChoices=question.most,
        showOtherItem=question.allows_other or None,
        otherText=_text(question.other_label),
        showNoneItem=question.allows_none or None,
        noneText=_text(question.none_label),
    )


def _text(text: Text) -> object | None:
    if text.translations:
        return {"default": text.default, **dict(text.translations)}
    return text.default or None


def _filled(**properties: object) -> Json:
    return {name: value for name, value in properties.items() if value is not None}
