"""The lines of a scorecard, each saying itself in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.rules import wording
from app.rules.core import PartnerFacts, Result, Undetermined, Value, ValueType
from app.rules.core.rulebook import Operator


@dataclass(frozen=True)
class FactLine:
    """One fact beside what is asked of it; `holds` is None where it can't be known. `later`: asked so from a day on."""

    fact: str
    name: str
    type: ValueType
    operator: Operator
    actual: Value | None
    needed: Value | None
    holds: bool | None
    later: tuple[date, Value, bool | None] | None = None

    @property
    def you(self) -> str:
        """What the partner has."""
        return "not known" if self.actual is None else wording.value(self.type, self.actual)

    @property
    def asked(self) -> str:
        """What is asked: `5`, `at most 3`."""
        return wording.asked(self.type, self.operator, self.needed)

    @property
    def asked_later(self) -> str:
        """What will be asked, where that differs."""
        return wording.asked(self.type, self.operator, self.later[1]) if self.later else ""

    @property
    def missing(self) -> str:
        """What is missing, without the fact's name: `two more`, `€ 38,000 more`; empty where nothing is."""
        return "" if self.holds else wording.gap(self.type, self.operator, self.actual, self.needed)

    @property
    def wish(self) -> str:
        """What is missing, with its name: `two more certified engineers`."""
        return "" if self.holds else wording.wish(self.name, self.type, self.operator, self.actual, self.needed)

    @property
    def distance(self) -> Decimal:
        """How far what is there lies from what is asked, as a share of it; 1 for what isn't a number or isn't known."""
        if not (isinstance(self.actual, Decimal) and isinstance(self.needed, Decimal) and self.needed):
            return Decimal(1)
        return abs((self.needed - self.actual) / self.needed)

    @property
    def scale(self) -> tuple[Decimal, Decimal] | None:
        """The ends of an axis that both numbers lie on; None for what isn't a number or isn't known."""
        if not (isinstance(self.actual, Decimal) and isinstance(self.needed, Decimal)):
            return None
        low, high = self.type.minimum, self.type.maximum
        if self.type.kind == "percent" and low == 0 and high == 100:
            return Decimal(0), Decimal(100)
        return min(Decimal(0), self.actual, self.needed), max(self.actual, self.needed, Decimal(1)) * Decimal("1.25")


@dataclass(frozen=True)
class Ask:
    """One condition of a tier: any one of its lines is enough."""

    lines: tuple[FactLine, ...]

    @property
    def holds(self) -> bool | None:
        """Whether a line holds; None if that can't be known."""
        answers = [line.holds for line in self.lines]
        return True if True in answers else None if None in answers else False

    @property
    def wish(self) -> str:
        """What is missing for it: `€ 38,000 more annual revenue or two more joint deals`."""
        return "" if self.holds else " or ".join(line.wish for line in self.lines)


@dataclass(frozen=True)
class RoleCard:
    """A partner in one role: the result, and what `target` asks, which is the next tier or, at the top, the own one.

    `row` is the decision table's row that leads to the target.
    """

    role: str
    result: Result
    target: Value | None
    row: str | None
    asks: tuple[Ask, ...]

    @property
    def at_top(self) -> bool:
        """Whether no higher tier is there."""
        return self.target is None or self.result == self.target

    @property
    def distance(self) -> tuple[int, Decimal]:
        """How many conditions of the target aren't met or known, and how far from them the partner is in sum."""
        far = [min(line.distance for line in ask.lines) for ask in self.asks if ask.holds is not True]
        return len(far), sum(far, Decimal(0))

    @property
    def missing(self) -> str:
        """What the next tier lacks, in one phrase; empty at the top."""
        return "" if self.at_top else wording.joined(ask.wish for ask in self.asks if ask.holds is not True)


@dataclass(frozen=True)
class Coming:
    """What the rules announced for a later day give the partner if its facts stay as they are."""

    day: date
    result: Result


@dataclass(frozen=True)
class Scorecard:
    """A partner's roles beside each other, and together.

    `others` are the other outcomes, name and result in words; `lacking` names what would settle an undetermined tier.
    """

    facts: PartnerFacts
    as_at: date
    roles: tuple[RoleCard, ...]
    together: Result | None
    others: tuple[tuple[str, str], ...]
    lacking: tuple[str, ...] = ()
    coming: tuple[Coming, ...] = ()

    @property
    def tier(self) -> str:
        """The result as filters name it: its value, `undetermined`, or `none` without a tier."""
        if self.together is None:
            return "none"
        return "undetermined" if isinstance(self.together, Undetermined) else str(self.together)

    @property
    def nearest(self) -> RoleCard | None:
        """The role that is nearest to a higher tier; None where no role can rise above what the partner has."""
        rising = [card for card in self.roles if not card.at_top and card.target != self.together]
        return min(rising, key=lambda card: card.distance, default=None)

    @property
    def sentence(self) -> str:
        """What is missing to the next tier: `Gold as MSP: two more certified engineers`."""
        card = self.nearest
        if card is None or card.target is None:
            return ""
        return f"{wording.result(card.target)} as {wording.role(card.role)}: {card.missing}"
