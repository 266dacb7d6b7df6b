"""What a respondent reads that no questionnaire holds: sentences about an answer, and names of the usual choices."""

from surveys.instrument import NONE, OTHER, Question

_ENGLISH = {
    "required": "This question needs an answer.",
    "rating": "Choose a whole number from {lowest} to {highest}.",
    "one_only": "Choose one answer only.",
    "unknown": "“{value}” is not one of the answers to choose from.",
    "most": "Choose {most} at most; {ticked} are ticked.",
    "none_alone": "“{none}” can't go together with other answers.",
    "other_text": "Write what you mean by “{other}”.",
    "too_long": "This is {over} characters too long; there is room for {longest}.",
    "one_too_long": "This is one character too long; there is room for {longest}.",
    OTHER: "Other",
    NONE: "None of these",
}
_GERMAN = {
    "required": "Diese Frage braucht eine Antwort.",
    "rating": "Wählen Sie eine ganze Zahl von {lowest} bis {highest}.",
    "one_only": "Wählen Sie nur eine Antwort.",
    "unknown": "„{value}“ steht nicht zur Auswahl.",
    "most": "Wählen Sie höchstens {most}; angekreuzt sind {ticked}.",
    "none_alone": "„{none}“ passt nicht zu anderen Antworten.",
    "other_text": "Schreiben Sie, was Sie mit „{other}“ meinen.",
    "too_long": "Das sind {over} Zeichen zu viel; Platz ist für {longest}.",
    "one_too_long": "Das ist ein Zeichen zu viel; Platz ist für {longest}.",
    OTHER: "Anderes",
    NONE: "Nichts davon",
}


def sentence(name: str, language: str, **parts: int | str) -> str:
    """Return the named sentence in the language, or in English; whole numbers get marks between thousands."""
    german = language.lower().replace("_", "-").partition("-")[0] == "de"
    written = {
        key: f"{part:,}".replace(",", "." if german else ",") if isinstance(part, int) else part
        for key, part in parts.items()
    }
    return (_GERMAN if german else _ENGLISH)[name].format_map(written)


def label_of(question: Question, value: str, language: str) -> str:
    """Return what a choice of the question is called in the language; an unknown value is its own name."""
    if value == OTHER and question.allows_other:
        return question.other_label.in_language(language) or sentence(OTHER, language)
    if value == NONE and question.allows_none:
        return question.none_label.in_language(language) or sentence(NONE, language)
    return next((each.text.in_language(language) for each in question.choices if each.value == value), value)
