"""Reading the answers of a past wave out of its table, after checking that the crosswalk fits the header."""

from collections.abc import Sequence

from surveys.instrument import QuestionType
from surveys.plain_text import folded, plain_text
from surveys.waves.answers import Respondent, WaveAnswers, Written
from surveys.waves.columns import CrosswalkColumn, by_question
from surveys.waves.crosswalk import Crosswalk
from surveys.waves.table import Row, TableErrors, TableProblem

_TICKS = frozenset(("1", "x", "y", "yes", "true", "✓", "✔"))
_NO_TICKS = frozenset(("0", "n", "no", "false"))


def read_wave(rows: Sequence[Row], header_rows: Sequence[Row], crosswalk: Crosswalk, label: str) -> WaveAnswers:
    """Return the answers in `rows`, which follow the header rows; rows without any text are skipped.

    Raises KeyError for a label the crosswalk doesn't have, TableErrors where a header is not the one the crosswalk
    names (any white space counts as one space; without any text it names none) or where a row has another number of
    cells than the header.
    """
    columns = crosswalk.for_wave(label)
    problems = _wrong_headers(columns, header_rows)
    width = max((len(cells) for _, cells in header_rows), default=0)
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    for line, cells in filled:
        if len(cells) < width or any(cell.strip() for cell in cells[width:]):
            message = f"The header has {width} cells, this row has {len(cells)}."
            problems.append(TableProblem(line, None, "wrong_column_count", message))
    if problems:
        raise TableErrors(problems)
    questions = by_question(columns)
    respondents = tuple(Respondent(line, _answers(cells, questions)) for line, cells in filled)
    return WaveAnswers(label, respondents, len(rows))


def _wrong_headers(columns: Sequence[CrosswalkColumn], header_rows: Sequence[Row]) -> list[TableProblem]:
    checked = [each for each in columns if folded(each.header) or folded(each.subheader)]
    problems = []
    if len(header_rows) < 2 and any(folded(each.subheader) for each in checked):
        message = "The crosswalk names the texts of a second header row; only one was read as a header."
        problems.append(TableProblem(len(header_rows), None, "missing_header", message))
    for depth, (line, cells) in enumerate(header_rows[:2]):
        for each in columns:
            expected = folded((each.header, each.subheader)[depth])
            if each.column > len(cells):
                message = f"The crosswalk names this column, but the header has only {len(cells)}."
                problems.append(TableProblem(line, each.column, "missing_column", message))
            elif each in checked and folded(cells[each.column - 1]) != expected:
                message = f"The crosswalk expects “{_short(expected)}”, not “{_short(cells[each.column - 1])}”."
                problems.append(TableProblem(line, each.column, "wrong_header", message))
    return problems


def _answers(cells: Sequence[str], questions: dict[str, tuple[CrosswalkColumn, ...]]) -> dict[str, Written]:
    answers: dict[str, Written] = {}
    for key, columns in questions.items():
        written = [(each, plain_text(cells[each.column - 1])) for each in columns]
        if columns[0].type is QuestionType.SEVERAL:
            if ticks := tuple(tick for each, mark in written if (tick := _tick(each, mark))):
                answers[key] = ticks
        elif written[0][1]:
            answers[key] = written[0][1]
    return answers


def _tick(column: CrosswalkColumn, mark: str) -> str:
    """Return the choice that a cell ticks, the words it holds in place of a tick, or nothing."""
    plain = folded(mark)
    if plain == column.choice or plain.lower() in _TICKS:
        return column.choice
    return "" if plain.lower() in _NO_TICKS else plain


def _short(text: str) -> str:
    words = folded(plain_text(text))
    return words if len(words) <= 60 else f"{words[:59]}…"
