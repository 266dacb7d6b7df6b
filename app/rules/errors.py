"""What keeps rules from being published."""

from app.rules.core import Problem, RulebookErrors
from app.shared.errors import DomainError


class RulebookRefusedError(DomainError):
    """A document or changes with problems, each with its place where it has one."""

    def __init__(self, errors: RulebookErrors) -> None:
        self.problems = errors.problems
        told = "; ".join(map(said, self.problems[:5]))
        more = len(self.problems) - 5
        super().__init__(f"{told}; and {more} more" if more > 0 else told, code="rulebook_refused")


def said(problem: Problem) -> str:
    """Return `line 3, column 5: the value is missing`, without a place where there is none."""
    if problem.line is None:
        return problem.message
    column = f", column {problem.column}" if problem.column is not None else ""
    return f"line {problem.line}{column}: {problem.message}"
