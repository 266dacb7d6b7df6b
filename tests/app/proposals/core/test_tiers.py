"""The table of who would move."""

from app.proposals.core.frozen import digest
from app.proposals.core.tiers import TierRow, affected, tier_rows, undetermined
from app.proposals.core.wording import said, selector_words, whom

CHOICES = ["registered", "silver", "gold"]
MOVES = {
    "registered": {"registered": 100, "silver": 4},
    "silver": {"silver": 70, "gold": 14, "registered": 1},
    "gold": {"gold": 38},
    "undetermined": {"undetermined": 6, "gold": 1},
}


def test_each_tier_counts_who_is_in_it_and_who_comes_from_below_and_above() -> None:
    assert tier_rows(MOVES, CHOICES) == [
        TierRow("gold", today=38, after=53, up=14, down=None),
        TierRow("silver", today=85, after=74, up=4, down=0),
        TierRow("registered", today=104, after=101, up=None, down=1),
    ]


def test_the_undetermined_are_counted_on_both_sides() -> None:
    assert undetermined(MOVES) == (7, 6)


def test_nobody_is_affected_where_all_stay() -> None:
    assert affected({"transitions": MOVES})
    assert not affected({"transitions": {"gold": {"gold": 38, "silver": 0}}})


def test_a_result_is_said_with_its_unit() -> None:
    amounts = [
        ({"kind": "choice", "unit": ""}, "gold", "Gold"),
        ({"kind": "percent", "unit": "%"}, "22", "22 %"),
        ({"kind": "money", "unit": "EUR"}, "1000", "€ 1,000"),
        ({"kind": "money", "unit": "EUR"}, "undetermined", "Undetermined"),
    ]
    for outcome, result, words in amounts:
        assert said(outcome, result).replace("\N{NO-BREAK SPACE}", " ") == words


def test_partners_are_named_role_first() -> None:
    assert selector_words({"market": "mature", "role": "msp"}) == ["MSP", "mature markets"]
    assert whom(["msp", "reseller"], ["mature"]) == "MSPs and resellers in mature markets"
    assert whom([], []) == "partners"


def test_a_digest_depends_on_the_content_and_not_on_the_order_of_keys() -> None:
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})
