"""Which quotes show, and what is said of who wrote them."""

from surveys.disclosure import (
    ALL,
    CellInput,
    Contribution,
    PublishedTable,
    QuoteCandidate,
    publish_quotes,
    publish_table,
)
from tests.surveys.disclosure.examples import CONFIDENTIAL, of


def theme(raisers_in_mature: int, raisers_in_emerging: int) -> PublishedTable[None]:
    """Return the table of a theme raised by managed service providers and, fifteen to a market, by resellers."""
    raisers = {("msp", "mature"): raisers_in_mature, ("msp", "emerging"): raisers_in_emerging}
    raisers |= {("reseller", "mature"): 15, ("reseller", "emerging"): 15}
    raisers |= {(r, ALL): sum(n for (other, _), n in raisers.items() if other == r) for r in ("msp", "reseller")}
    raisers |= {(ALL, m): raisers["msp", m] + raisers["reseller", m] for m in ("mature", "emerging", ALL)}
    base = {s: 50 * (1 + (s[0] == ALL)) * (1 + (s[1] == ALL)) for s in raisers}
    return publish_table(
        CONFIDENTIAL, {s: CellInput(of(base[s]), None, of(n), of(base[s] - n)) for s, n in raisers.items()}
    )


def candidate(organisation: str, text: str, market: str = "mature") -> QuoteCandidate:
    return QuoteCandidate(Contribution(organisation, organisation), text, ("msp",), market)


def test_a_quote_names_role_and_market_where_enough_raise_the_theme() -> None:
    quotes = publish_quotes([candidate("a", "Too slow.")], most=3, segments=theme(9, 9)).value
    assert quotes is not None
    assert [(quote.text, quote.attribution) for quote in quotes] == [("Too slow.", ("msp", "mature"))]


def test_the_only_speaker_of_a_segment_is_named_by_role_alone() -> None:
    quotes = publish_quotes([candidate("a", "Too slow.", "emerging")], most=3, segments=theme(9, 1)).value
    assert quotes is not None
    assert quotes[0].attribution == ("msp",)


def test_nothing_is_said_of_the_writer_where_the_role_is_too_small_as_well() -> None:
    quotes = publish_quotes([candidate("a", "Too slow.")], most=3, segments=theme(2, 1)).value
    assert quotes is not None
    assert quotes[0].attribution == ()


def test_an_unknown_market_is_not_named() -> None:
    quotes = publish_quotes([candidate("a", "Too slow.", "unknown")], most=3, segments=theme(9, 9)).value
    assert quotes is not None
    assert quotes[0].attribution == ("msp",)


def test_no_more_than_two_quotes_come_from_one_organisation() -> None:
    candidates = [
        candidate("a", "1"),
        candidate("a", "2"),
        candidate("a", "3"),
        candidate("b", "4"),
        candidate("c", "5"),
    ]
    quotes = publish_quotes(candidates, most=3, segments=theme(9, 9)).value
    assert quotes is not None
    assert [quote.text for quote in quotes] == ["1", "2", "4"]


def test_a_theme_that_is_hidden_has_no_quotes() -> None:
    cells = {(ALL, ALL): CellInput(of(40), None, of(4), of(36))}
    hidden = publish_quotes([candidate("a", "Too slow.")], most=3, segments=publish_table(CONFIDENTIAL, cells))
    assert hidden.value is None
    assert hidden.reason_text(5) == "fewer than 5 organisations"
