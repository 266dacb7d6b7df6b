"""One JSON object of a SurveyJS document, read so that every property nobody asked for is reported."""

import re
from collections.abc import Iterator

from surveys.formats.problems import InstrumentProblem
from surveys.plain_text import plain_text
from surveys.texts import NO_TEXT, Text

LONGEST_LABEL = 2000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_LOGIC = frozenset(
    (
        *("visibleIf", "enableIf", "requiredIf", "setValueIf", "setValueExpression", "resetValueIf"),
        *("defaultValueExpression", "choicesVisibleIf", "choicesEnableIf", "choicesByUrl"),
        *("calculatedValues", "triggers", "validators"),
    )
)


class Part:
    """A JSON object at `path`; methods return a property's value, or note why they can't."""

    def __init__(self, value: object, path: str, problems: list[InstrumentProblem], language: str = "en") -> None:
        self.path, self.problems, self.language = path, problems, language
        self._asked: set[str] = set()
        self._properties: dict[str, object] = {}
        if isinstance(value, dict):
            self._properties = {str(name): given for name, given in value.items() if given is not None}
        else:
            self.note("", "wrong_type", "An object in braces belongs here.")

    def note(self, name: str, reason: str, message: str) -> None:
        self.problems.append(InstrumentProblem(self._place(name), reason, message))

    def language_code(self, name: str) -> str:
        code = self.word(name) or self.language
        if not _LANGUAGE.match(code):
            self.note(name, "unknown_value", f"“{_short(code)}” is not a language code such as en or pt-br.")
        return code.lower()

    def word(self, name: str) -> str | None:
        given = self._take(name)
        if given is None or isinstance(given, str):
            return given
        self.note(name, "wrong_type", "A string belongs here.")
        return None

    def flag(self, *names: str) -> bool:
        """Return whether any of these names of the same property is true."""
        given = [(name, self._take(name)) for name in names]
        for name, value in given:
            if not isinstance(value, bool | None):
                self.note(name, "wrong_type", "true or false belongs here.")
        return any(value is True for _, value in given)

    def number(self, name: str, default: int, *, lowest: int, highest: int) -> int:
        given = self._take(name)
        if given is None:
            return default
        if isinstance(given, bool) or not isinstance(given, int):
            self.note(name, "wrong_type", "A whole number belongs here.")
        elif not lowest <= given <= highest:
            self.note(name, "out_of_range", f"A number from {lowest:,} to {highest:,} belongs here.")
        else:
            return given
        return default

    def scalar(self, name: str) -> str | int | None:
        """Return a string or whole number, which SurveyJS takes alike as the value of a choice."""
        given = self._take(name)
        if given is None:
            self.note(name, "missing", "A value is missing.")
            return None
        if isinstance(given, str | int) and not isinstance(given, bool):
            return given
        self.note(name, "wrong_type", "A string or a whole number belongs here.")
        return None

    def text(self, name: str) -> Text:
        given = self._take(name)
        if isinstance(given, dict):
            return self._translated(name, given)
        if given is None or not isinstance(given, str):
            if given is not None:
                self.note(name, "wrong_type", "A string, or an object of strings by language, belongs here.")
            return NO_TEXT
        return Text(self._label(name, given))

    def list_of(self, name: str) -> list[object] | None:
        """Return the list, or None where the property is missing or no list."""
        given = self._take(name)
        if given is None or isinstance(given, list):
            return given
        self.note(name, "wrong_type", "A list in square brackets belongs here.")
        return None

    def parts(self, name: str) -> Iterator["Part"]:
        for place, value in enumerate(self.list_of(name) or ()):
            yield Part(value, self._place(f"{name}[{place}]"), self.problems, self.language)

    def has(self, name: str) -> bool:
        return name in self._properties

    def refuse_logic(self) -> None:
        self._refuse(name for name in self._properties if name in _LOGIC)

    def refuse_the_rest(self) -> None:
        """Note every property that no method was asked for."""
        self._refuse(name for name in self._properties if name not in self._asked)

    def _refuse(self, names: Iterator[str]) -> None:
        for name in names:
            if name in _LOGIC:
                self.note(
                    name,
                    "logic",
                    "Conditions, checks and calculations are outside what can be read here.",
                )
            else:
                self.note(name, "unknown_property", f"“{_short(name)}” is outside what can be read here.")

    def _take(self, name: str) -> object | None:
        self._asked.add(name)
        return self._properties.get(name)

    def _place(self, name: str) -> str:
        return ".".join(part for part in (self.path, _short(name)) if part)

    def _label(self, name: str, raw: str) -> str:
        if len(raw) > LONGEST_LABEL:
            self.note(name, "too_long", f"This is {len(raw) - LONGEST_LABEL:,} characters too long.")
            return ""
        return plain_text(raw)

    def _translated(self, name: str, given: dict[str, object]) -> Text:
        texts: dict[str, str] = {}
        for code, raw in given.items():
            place = f"{name}.{_short(code)}"
            if code != "default" and not _LANGUAGE.match(code):
                self.note(place, "unknown_value", "A language code such as de or pt-br belongs here.")
            elif not isinstance(raw, str):
                self.note(place, "wrong_type", "A string belongs here.")
            elif code.lower() in texts:
                self.note(place, "duplicate", "This language is there twice.")
            else:
                texts[code.lower()] = self._label(place, raw)
        default = texts.pop("default", "") or texts.pop(self.language, "")
        if not default and any(texts.values()):
            self.note(
                name,
                "missing",
                f"A default text, or one in the survey's language {self.language}, is missing.",
            )
            return NO_TEXT
        return Text.of(default, texts)


def _short(name: str) -> str:
    """Return the name fit for a message: names come from the file and may be anything."""
    return plain_text(name, many_lines=False)[:60]
