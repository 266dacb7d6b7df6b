"""Feeling follows the sentence, negation included, and is never guessed where it can't be judged."""

import time

import pytest

from analysis.sentiment import FeelingBand, feeling, feeling_band, scaled_rating
from tests.analysis.feeling_sample import accuracy, read_sample


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


@pytest.mark.parametrize(
    ("text", "language"), [("El portal es genial", "es"), ("Das Portal hat Seiten", "de"), ("great", None), ("", "en")]
)
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


@pytest.mark.parametrize(("language", "least"), [("en", 0.85), ("de", 0.9), ("fr", 0.85)])
def test_most_of_our_sentences_are_judged_as_a_reader_takes_them(language: str, least: float) -> None:
    sentences = [one for one in read_sample() if one.language == language and one.kind != "sarcasm"]
    right, of = accuracy(sentences)
    assert right / of >= least


@pytest.mark.parametrize("kind", ["negation", "contrast"])
def test_negation_and_contrast_turn_a_sentence(kind: str) -> None:
    right, of = accuracy(one for one in read_sample() if one.kind == kind)
    assert right / of >= 0.85


def test_sarcasm_is_a_known_miss() -> None:
    right, of = accuracy(one for one in read_sample() if one.kind == "sarcasm")
    assert right < of / 2


@pytest.mark.parametrize(
    ("text", "language", "sign"),
    [
        ("Das ist nicht schlecht", "de", 1),
        ("Nicht gut", "de", -1),
        ("Langsam, aber gut", "de", 1),
        ("Gut, aber langsam", "de", -1),
        ("C'est zu tun", "fr", 0),
        ("Plus rapide", "fr", 1),
        ("Ce n'est plus rapide", "fr", -1),
        ("Trop cher", "fr", -1),
    ],
)
def test_german_and_french_know_negation_and_contrast(text: str, language: str, sign: int) -> None:
    score = feeling(text, language) or 0.0
    assert (score > 0) - (score < 0) == sign


def test_a_rating_draws_a_comment_that_feels_something_a_quarter_of_the_way() -> None:
    alone = feeling("The portal is great", "en")
    assert alone is not None
    assert feeling("The portal is great", "en", -1.0) == pytest.approx(0.75 * alone - 0.25)
    assert feeling("We moved to the new portal on Monday.", "en", -1.0) == 0


@pytest.mark.parametrize("text", ["Support is slow.", "Certification is quick.", "We moved on Monday."])
def test_no_tone_of_a_comment_tells_what_its_writer_rated(text: str) -> None:
    def tone(rating: float | None) -> int:
        score = feeling(text, "en", rating)
        assert score is not None
        return (score >= 0.05) - (score <= -0.05)

    assert {tone(rating) for rating in (-1.0, 0.0, 1.0)} == {tone(None)}


def test_ratings_of_different_scales_are_put_on_one() -> None:
    assert scaled_rating([(5, 1, 5), (5, 0, 10)]) == pytest.approx(0.5)
    assert scaled_rating([]) is None
