"""Which names are declared so far while a rulebook is read, so that a condition can be typed and checked."""

from dataclasses import dataclass, field

from app.rules.core.rulebook import Fact, Outcome, Parameter
from app.rules.core.values import ValueType


@dataclass
class Scope:
    """Names in use. A name whose own declaration is faulty is kept in `faulty`: its uses are not problems too."""

    dimensions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)

    def subject_type(self, key: str) -> ValueType | None:
        """Return the type of a fact or of an outcome declared before; None if there is none of this name."""
        declared = self.facts.get(key) or self.outcomes.get(key)
        return declared.type if declared else None

    def taken(self, key: str) -> bool:
        """Whether the name already means something."""
        return key in self.facts or key in self.parameters or key in self.outcomes or key in self.faulty
