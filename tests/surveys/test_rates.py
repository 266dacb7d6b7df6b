import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.rates import Dispositions, ResponseRates, response_rates

_counts = st.integers(0, 5000)
_endings = st.builds(Dispositions, _counts, _counts, _counts, _counts, _counts, _counts)


def test_the_rates_follow_the_published_formulas() -> None:
    ended = Dispositions(complete=50, partial=10, refused=5, not_reached=35, undelivered=20, unknown=80)
    assert response_rates(ended) == ResponseRates(rr1=50 / 200, rr2=60 / 200, rr5=50 / 100, rr6=60 / 100)


def test_nobody_invited_has_no_rate() -> None:
    assert response_rates(Dispositions(0)) == ResponseRates(None, None, None, None)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Dispositions(3, unknown=-1)


@given(_endings.filter(lambda ended: ended.known_eligible > 0))
def test_rr1_is_the_lowest_rate_and_rr6_the_highest(ended: Dispositions) -> None:
    rates = response_rates(ended)
    shares = [rates.rr1, rates.rr2, rates.rr5, rates.rr6]
    assert all(share is not None and 0 <= share <= 1 for share in shares)
    assert rates.rr1 == min(share for share in shares if share is not None)
    assert rates.rr6 == max(share for share in shares if share is not None)
