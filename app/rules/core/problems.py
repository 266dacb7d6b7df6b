"""What is wrong with a rulebook, a change or a population file, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. Lines and columns count from 1; for a table's cell `column` is the header's word."""

    line: int | None
    column: int | str | None
    reason: str
    message: str

    def sentence(self, name: str) -> str:
        """Return `name:line:column: message`, leaving out a place that isn't known."""
        place = [str(part) for part in (name, self.line, self.column) if part is not None]
        return f"{':'.join(place)}: {self.message}"

    def as_dict(self) -> dict[str, int | str | None]:
        """Return the four facts, fit for JSON."""
        return {"line": self.line, "column": self.column, "reason": self.reason, "message": self.message}


class RulebookErrors(ValueError):
    """All the problems found at once, in the order of their place."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        self.name = name
        self.problems = problems
        super().__init__("\n".join(problem.sentence(name) for problem in problems))


class BadValue(ValueError):
    """A value that its type doesn't allow; the caller knows the place."""

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        self.message = message
        super().__init__(message)
