"""The small language of conditions: `certified_engineers >= gold.certified_engineers`.

A condition is one comparison, several joined by `or`, or several joined by `and`; the two words are not mixed in
one line (a row's `when` is a list, and all its lines must hold). Nothing is evaluated as code.
"""

import re
from dataclasses import dataclass

import yaml

from app.rules.core.nodes import NodeReader
from app.rules.core.problems import BadValue
from app.rules.core.rulebook import OPERATORS, Comparison, Condition, Reference
from app.rules.core.scope import Scope
from app.rules.core.values import NUMERIC, Value, ValueType, shorten, value_text

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<operator>[<>=!]=?)
      | (?P<quoted>"[^"]*"|'[^']*')
      | (?P<word>[A-Za-z][A-Za-z0-9_.]*)
      | (?P<literal>[-+]?[0-9][0-9_.-]*(?:\s*%)?)
    )""",
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


class _Fault(ValueError):
    def __init__(self, at: int, reason: str, message: str) -> None:
        self.at, self.reason, self.message = at, reason, message
        super().__init__(message)


def read_conditions(reader: NodeReader, node: yaml.Node, scope: Scope) -> tuple[Condition, ...]:
    """Return the conditions of a `when`, one text or a list of them, noting what can't be read."""
    lines = reader.items(node, "“when”") if isinstance(node, yaml.SequenceNode) else [node]
    found: list[Condition] = []
    for line in lines:
        text = reader.text(line, "a condition")
        if text is None:
            continue
        try:
            found.extend(_parse(text, scope))
        except _Fault as fault:
            reader.note(line, fault.reason, fault.message, offset=fault.at)
    return tuple(found)


def write_condition(condition: Condition) -> str:
    """Return the condition in its canonical text."""
    return " or ".join(_write_comparison(comparison) for comparison in condition.alternatives)


def _parse(text: str, scope: Scope) -> tuple[Condition, ...]:
    groups, joins = _split(_tokens(text))
    if len(joins) > 1:
        raise _Fault(0, "mixed", "“and” and “or” are mixed: write each condition on a line of its own")
    comparisons = [_comparison(group, len(text), scope) for group in groups]
    known = tuple(comparison for comparison in comparisons if comparison is not None)
    if len(known) < len(comparisons):
        return ()
    return (Condition(known),) if joins == {"or"} else tuple(Condition((one,)) for one in known)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match or not match.lastgroup:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise _Fault(at, "not_a_condition", f"“{shorten(text[at:], 20)}” is not understood here")
        tokens.append(_Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
        at = match.end()
    return tokens


def _split(tokens: list[_Token]) -> tuple[list[list[_Token]], set[str]]:
    groups: list[list[_Token]] = [[]]
    joins: set[str] = set()
    for token in tokens:
        if token.kind == "word" and token.text in ("and", "or"):
            joins.add(token.text)
            groups.append([])
        else:
            groups[-1].append(token)
    return groups, joins


def _comparison(tokens: list[_Token], end: int, scope: Scope) -> Comparison | None:
    """Return one typed comparison; None where a name in it is declared but faulty itself."""
    shape = [token.kind for token in tokens]
    if len(shape) != 3 or shape[:2] != ["word", "operator"] or shape[2] == "operator":
        at = tokens[0].at if tokens else end
        raise _Fault(
            at, "not_a_condition", "a condition reads: a fact, one of >= > <= < == !=, then a value or parameter"
        )
    subject, operator, operand = tokens
    symbol = "==" if operator.text == "=" else operator.text
    if symbol not in OPERATORS:
        raise _Fault(operator.at, "not_a_condition", f"“{operator.text}” is not one of {' '.join(OPERATORS)}")
    if subject.text in scope.faulty or operand.text in scope.faulty:
        return None
    type_ = scope.subject_type(subject.text)
    if type_ is None:
        message = f"“{shorten(subject.text)}” is neither a fact nor an outcome declared before this one"
        raise _Fault(subject.at, "unknown_fact", message)
    unordered = type_.kind == "boolean" or (type_.kind == "choice" and not type_.ordered)
    if unordered and symbol not in ("==", "!="):
        raise _Fault(operator.at, "wrong_type", f"{subject.text} has no order: only == and != can be asked of it")
    return Comparison(subject.text, symbol, _operand(operand, type_, scope))


def _operand(token: _Token, type_: ValueType, scope: Scope) -> Value | Reference:
    parameter = scope.parameters.get(token.text) if token.kind == "word" else None
    if parameter is not None:
        if not type_.comparable_with(parameter.type):
            message = f"{token.text} is {parameter.type.describe()}, but {type_.describe()} is compared with it"
            raise _Fault(token.at, "wrong_type", message)
        return Reference(token.text)
    if token.kind == "word" and (type_.kind in NUMERIC or "." in token.text):
        raise _Fault(token.at, "unknown_parameter", f"there is no parameter “{shorten(token.text)}”")
    try:
        return type_.read(token.text.strip("\"'"))
    except BadValue as error:
        raise _Fault(token.at, error.reason, error.message) from error


def _write_comparison(comparison: Comparison) -> str:
    operand = comparison.operand
    text = operand.parameter if isinstance(operand, Reference) else value_text(operand)
    plain = isinstance(operand, Reference) or not isinstance(operand, str)
    return f"{comparison.subject} {comparison.operator} {text if plain else chr(34) + text + chr(34)}"
