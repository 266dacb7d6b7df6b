"""Which column of which wave holds which recurring question, read from a table of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveys.instrument import Instrument, QuestionType, is_key
from surveys.plain_text import folded, plain_text
from surveys.waves.answers import WaveAnswers
from surveys.waves.columns import CrosswalkColumn
from surveys.waves.instrument import instrument_of_columns
from surveys.waves.table import Row, TableErrors, TableProblem

_REQUIRED = ("question_key", "type", "wave", "column")
_COLUMNS = (*_REQUIRED, "header", "subheader", "scale")


@dataclass(frozen=True, slots=True)
class Crosswalk:
    columns: tuple[CrosswalkColumn, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the waves, in the order they first occur."""
        return tuple(dict.fromkeys(each.wave for each in self.columns))

    def for_wave(self, label: str) -> tuple[CrosswalkColumn, ...]:
        """Return the columns of the wave; raises KeyError for a label the crosswalk doesn't have."""
        if label not in self.labels:
            raise KeyError(label)
        return tuple(sorted((each for each in self.columns if each.wave == label), key=lambda each: each.column))

    def instrument(self, label: str, answers: WaveAnswers | None = None) -> Instrument:
        """Return the questionnaire of the wave; only its answers tell what a choice question offered."""
        return instrument_of_columns(label, self.for_wave(label), answers)


def read_crosswalk(rows: Sequence[Row]) -> Crosswalk:
    """Return the crosswalk of a table whose first row names the columns question_key, type, wave, column (counted
    from 1), header, subheader and scale, in any order.

    Raises TableErrors with every line and column that is wrong.
    """
    if not rows:
        raise TableErrors([TableProblem(1, None, "empty_file", "The crosswalk is empty.")])
    places = _places(rows[0])
    problems: list[TableProblem] = []
    columns: list[tuple[int, CrosswalkColumn]] = []
    for line, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        named = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        found = _wrong_cells(line, named)
        problems += found
        if not found:
            columns.append((line, _column(named)))
    problems += _contradictions(columns)
    if problems:
        raise TableErrors(sorted(problems, key=lambda problem: problem.line))
    return Crosswalk(tuple(column for _, column in columns))


def _places(header: Row) -> dict[str, int]:
    line, cells = header
    names = [folded(cell).lower().removeprefix("\ufeff") for cell in cells]
    problems = [
        TableProblem(line, name, "missing_column", "This column is missing.") for name in _REQUIRED if name not in names
    ]
    for name in dict.fromkeys(names):
        if name not in _COLUMNS:
            problems.append(TableProblem(line, name, "unknown_column", "A crosswalk has no such column."))
        elif names.count(name) > 1:
            problems.append(TableProblem(line, name, "duplicate", "This column is there twice."))
    if problems:
        raise TableErrors(problems)
    return {name: place for place, name in enumerate(names)}


def _wrong_cells(line: int, named: Mapping[str, str]) -> list[TableProblem]:
    problems = [
        TableProblem(line, name, "missing", "A value is missing.") for name in _REQUIRED if not named[name].strip()
    ]
    if problems:
        return problems
    if not is_key(named["question_key"].strip()):
        message = "A key is a letter, then letters, digits, _ or -, 64 at most."
        problems.append(TableProblem(line, "question_key", "bad_name", message))
    if named["type"].strip() not in set(QuestionType):
        problems.append(TableProblem(line, "type", "unknown_value", f"Known types are {', '.join(QuestionType)}."))
    number = named["column"].strip()
    if not (number.isascii() and number.isdigit() and 0 < int(number[:9]) <= 100_000):
        problems.append(TableProblem(line, "column", "not_a_number", "A column is a whole number, counted from 1."))
    return problems


def _column(named: Mapping[str, str]) -> CrosswalkColumn:
    texts = {name: plain_text(value) for name, value in named.items()}
    return CrosswalkColumn(
        texts["question_key"],
        QuestionType(texts["type"]),
        texts["wave"],
        int(texts["column"]),
        *(texts.get(name, "") for name in ("header", "subheader", "scale")),
    )


def _contradictions(columns: Sequence[tuple[int, CrosswalkColumn]]) -> list[TableProblem]:
    """Return the lines that use a column of a wave again, or say something else about a question than before."""
    problems = []
    used: set[tuple[str, int]] = set()
    said: dict[tuple[str, str], CrosswalkColumn] = {}
    for line, each in columns:
        if (each.wave, each.column) in used:
            problems.append(TableProblem(line, "column", "duplicate", "An earlier line has this column of the wave."))
        used.add((each.wave, each.column))
        before = said.setdefault((each.wave, each.question_key.lower()), each)
        if before is each:
            continue
        if (before.type, before.scale) != (each.type, each.scale) or before.question_key != each.question_key:
            message = "Type, scale or spelling differ from an earlier line of this question."
            problems.append(TableProblem(line, "question_key", "contradiction", message))
        elif each.type is not QuestionType.SEVERAL:
            message = "Only a several question has more than one column in a wave."
            problems.append(TableProblem(line, "question_key", "duplicate", message))
    return problems
