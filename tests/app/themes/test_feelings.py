"""How comments feel is said as finely as it tells of nobody, and in a word where shares would tell too much."""

from itertools import product

import pytest

from app.themes.core.feelings import publish_feeling
from surveys.disclosure import Contribution, HiddenReason, Policy, PrivacyMode

POLICY = Policy(PrivacyMode.confidential, k=5)


def comments(negative: int, neutral: int, positive: int) -> list[tuple[Contribution, float]]:
    scores = [-0.3] * negative + [0.0] * neutral + [0.3] * positive
    return [(Contribution(f"o{n}", f"p{n}"), score) for n, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("counts", "tone"), [((9, 1, 2), "negative"), ((1, 2, 9), "positive"), ((3, 4, 3), "mixed"), ((5, 2, 3), "mixed")]
)
def test_where_shares_would_tell_too_much_a_word_is_said(counts: tuple[int, int, int], tone: str) -> None:
    feeling = publish_feeling(POLICY, comments(*counts)).value
    assert feeling is not None
    assert (feeling.tone, feeling.shares) == (tone, None)


def test_comments_of_too_few_have_no_word_either() -> None:
    assert publish_feeling(POLICY, comments(4, 0, 0)).hidden is HiddenReason.too_few


@pytest.mark.parametrize("judged", range(5, 13))
def test_a_word_leaves_each_small_count_another_number(judged: int) -> None:
    tables = [one for one in product(range(judged + 1), repeat=3) if sum(one) == judged]
    said = {one: publish_feeling(POLICY, comments(*one)).value for one in tables}
    for table, feeling in said.items():
        assert feeling is not None
        if feeling.shares is not None:
            continue
        alike = [one for one, other in said.items() if other is not None and other.tone == feeling.tone]
        for place, count in enumerate(table):
            assert not 0 < count < 5 or {one[place] for one in alike} != {count}
