"""What was missing for a row: each need with what it asks and what the partner has, and how to say it."""

from dataclasses import dataclass

from app.rules.core.rulebook import Operator
from app.rules.core.values import Value, ValueType, say_bare

_WORDS: dict[Operator, str] = {
    ">=": "of at least ",
    ">": "of more than ",
    "<=": "of at most ",
    "<": "of less than ",
    "==": "",
    "!=": "other than ",
}
_DATE_WORDS: dict[Operator, str] = {">=": "on or after ", ">": "after ", "<=": "on or before ", "<": "before "}


@dataclass(frozen=True, slots=True)
class Need:
    """One comparison that isn't met: `needed` is None where the parameter has no single value, `actual` where the
    fact is unknown."""

    fact: str
    name: str
    type: ValueType
    operator: Operator
    needed: Value | None
    actual: Value | None

    def phrase(self) -> str:
        """Return `5 certified engineers, has 4` or `customer retention of at least 90 %, not known`."""
        return f"{self._asked()}, {self._had()}"

    def _asked(self) -> str:
        if self.needed is None:
            return f"{self.name}, by a rule that has no value here"
        if self.type.kind == "integer" and self.operator == ">=":
            return f"{say_bare(self.needed)} {self.name}"
        if self.type.kind == "date" and self.operator in _DATE_WORDS:
            return f"{self.name} {_DATE_WORDS[self.operator]}{say_bare(self.needed)}"
        return f"{self.name} {_WORDS[self.operator]}{self.type.say(self.needed)}"

    def _had(self) -> str:
        if self.actual is None:
            return "not known"
        counted = self.type.kind == "integer" and self.operator == ">="
        return f"has {say_bare(self.actual) if counted else self.type.say(self.actual)}"


@dataclass(frozen=True, slots=True)
class Missing:
    """A condition that doesn't hold or isn't known to: any one of its needs would be enough."""

    needs: tuple[Need, ...]

    def sentence(self) -> str:
        """Return `needs 5 certified engineers, has 4`."""
        return "needs " + "; or ".join(need.phrase() for need in self.needs)


@dataclass(frozen=True, slots=True)
class RowAbove:
    """A row that came before the result and didn't fire; `certain` is False where it might have."""

    row: str
    certain: bool
    missing: tuple[Missing, ...]

    def sentence(self) -> str:
        """Return `gold: needs 5 certified engineers, has 4; needs …`."""
        return f"{self.row}: " + "; ".join(missing.sentence() for missing in self.missing)
