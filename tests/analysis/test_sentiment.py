"""Feeling follows the sentence, negation included, and is never guessed where it can't be judged."""

import time

import pytest

from analysis.sentiment import FeelingBand, feeling, feeling_band


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("The trainings are excellent and I love the new portal!", FeelingBand.VERY_POSITIVE),
        ("Not bad.", FeelingBand.POSITIVE),
        ("Pricing is not good.", FeelingBand.NEGATIVE),
        ("The documentation isn't helpful.", FeelingBand.NEGATIVE),
        ("We moved to the new portal on Monday.", FeelingBand.NEUTRAL),
        ("Support closed the security alert.", FeelingBand.NEUTRAL),
        ("Support is slow.", FeelingBand.NEGATIVE),
        ("This is a terrible, frustrating disaster.", FeelingBand.VERY_NEGATIVE),
        ("😍", FeelingBand.POSITIVE),
    ],
)
def test_a_sentence_gets_the_band_a_reader_gives_it(text: str, band: FeelingBand) -> None:
    score = feeling(text, "en")
    assert score is not None
    assert feeling_band(score) == band


def test_praise_and_complaint_in_two_sentences_meet_in_the_middle() -> None:
    praise, complaint = "The team is wonderful.", "The pricing is awful."
    both = feeling(f"{praise} {complaint}", "en")
    one, other = feeling(praise, "en"), feeling(complaint, "en")
    assert both is not None
    assert one is not None
    assert other is not None
    assert both == pytest.approx((one + other) / 2)


@pytest.mark.parametrize(("text", "language"), [("Das Portal ist super", "de"), ("great", None), ("", "en")])
def test_what_cannot_be_judged_has_no_feeling(text: str, language: str | None) -> None:
    assert feeling(text, language) is None


def test_a_placeholder_has_no_feeling() -> None:
    assert feeling("[person] [company]", "en") is None


def test_a_long_text_is_judged_within_a_second() -> None:
    started = time.process_time()
    assert feeling("good but bad " * 10_000, "en") is not None
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (-1, "very_negative"),
        (-0.5, "very_negative"),
        (-0.05, "negative"),
        (0, "neutral"),
        (0.05, "positive"),
        (0.5, "very_positive"),
    ],
)
def test_the_bands_meet_at_their_ends(score: float, band: str) -> None:
    assert feeling_band(score) == band
