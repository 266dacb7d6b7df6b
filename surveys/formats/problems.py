"""What keeps a questionnaire of another format from being read: every place, with the reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstrumentProblem:
    """One place that can't be read: a path like `pages[0].elements[2].visibleIf`, a code, and a sentence."""

    path: str
    reason: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class InstrumentErrors(ValueError):
    """A questionnaire was refused; `problems` lists all that was found, page by page."""

    def __init__(self, problems: tuple[InstrumentProblem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
