"""Response rates of a wave by the Standard Definitions of the American Association for Public Opinion Research."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Dispositions:
    """How many of the invited ended how; everyone invited is in exactly one of them.

    AAPOR's letters for surveys of specifically named persons: `complete` I, `partial` P, `refused` R with those who
    broke off, `not_reached` NC, people known to belong to the program who stayed silent, `undelivered` and `unknown`
    UO, of whom it is not even known whether they can be asked. Raises ValueError for a negative count.
    """

    complete: int
    partial: int = 0
    refused: int = 0
    not_reached: int = 0
    undelivered: int = 0
    unknown: int = 0

    def __post_init__(self) -> None:
        if any(getattr(self, count.name) < 0 for count in fields(self)):
            raise ValueError("a count of people is not negative")

    @property
    def known_eligible(self) -> int:
        return self.complete + self.partial + self.refused + self.not_reached

    @property
    def invited(self) -> int:
        return self.known_eligible + self.undelivered + self.unknown


@dataclass(frozen=True, slots=True)
class ResponseRates:
    """Shares from 0 to 1, None where nobody is in the denominator.

    RR1 and RR2 take everyone of unknown eligibility as eligible and are the lowest rates that can be stated; RR5 and
    RR6 take none of them as eligible and are the highest. RR2 and RR6 count partial answers as answers.
    """

    rr1: float | None
    rr2: float | None
    rr5: float | None
    rr6: float | None


def response_rates(ended: Dispositions) -> ResponseRates:
    """Return RR1, RR2, RR5 and RR6 (AAPOR, Standard Definitions, 10th edition, 2023, "Response Rates")."""
    some = ended.complete + ended.partial
    return ResponseRates(
        rr1=_share(ended.complete, ended.invited),
        rr2=_share(some, ended.invited),
        rr5=_share(ended.complete, ended.known_eligible),
        rr6=_share(some, ended.known_eligible),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
