"""Facts of the written grammar and of the comments it makes."""

from random import Random

import pytest

from app.demo.voices import LANGUAGES, TOPICS, write_comment, write_non_answer
from app.demo.voices.bank import phrases
from app.demo.voices.grammar import Expander, parse
from app.demo.voices.typing_errors import with_slips


def _comment(
    topic: str, seed: int, language: str = "en", *, role: str = "msp", market: str = "mature", late: bool = True
) -> str:
    return write_comment(
        topic,
        language=language,
        role=role,
        market=market,
        feeling="annoyed",
        rng=Random(seed),
        after_change=late,
    )


@pytest.mark.parametrize("template", ["{a|b", "a}", "a|b", "{a|{b}"])
def test_a_brace_without_its_pair_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="brace"):
        parse(template)


def test_alternatives_nest_and_may_be_empty() -> None:
    expander = Expander({}, Random(1))
    seen = {expander.expand("a {b {c|d}|}, e") for _ in range(60)}
    assert seen == {"a b c, e", "a b d, e", "a, e"}


def test_a_slot_keeps_its_words_within_a_comment_and_numbers_stay_in_range() -> None:
    expander = Expander({"team": [str(number) for number in range(100)]}, Random(3))
    first, second = expander.expand("<team>"), expander.expand("<team>")
    assert first == second
    assert all(3 <= int(expander.expand("<3-9>")) <= 9 for _ in range(50))


def test_every_written_line_can_be_expanded() -> None:
    for topic in TOPICS:
        for language in LANGUAGES:
            slots = phrases(language).slots
            for section in topic.fragments[language].values():
                for fragment in section:
                    text = Expander(slots, Random(5)).expand(fragment.text)
                    assert text
                    assert not set("{|}<>@") & set(text), text


def test_every_topic_can_be_written_in_every_language_role_and_market() -> None:
    for topic in TOPICS:
        for language in LANGUAGES:
            for role in ("reseller", "msp", "service_provider", "builder"):
                for market in ("mature", "emerging"):
                    for late in (False, True):
                        for seed in range(12):
                            text = _comment(topic.key, seed, language, role=role, market=market, late=late)
                            assert len(text) >= 4


def test_the_same_chance_writes_the_same_comment() -> None:
    assert _comment("support", 11) == _comment("support", 11)
    assert _comment("support", 11) != _comment("support", 12)


def test_a_topic_offers_a_large_number_of_different_english_comments() -> None:
    for topic in TOPICS:
        texts = {_comment(topic.key, seed) for seed in range(200)}
        assert len(texts) > 150, topic.key


def test_nobody_praises_fast_quotes_before_they_were_fast() -> None:
    early = " ".join(_comment("praise_progress", seed, late=False) for seed in range(400)).lower()
    late = " ".join(_comment("praise_progress", seed, late=True) for seed in range(400)).lower()
    assert "since may" in late
    assert "four hour" in late
    assert "four hour" not in early


def test_only_partners_in_emerging_markets_speak_of_half_the_company() -> None:
    mature = " ".join(_comment("certification", seed) for seed in range(400))
    emerging = " ".join(_comment("certification", seed, market="emerging") for seed in range(400))
    assert "half our company" in emerging
    assert "half our company" not in mature


def test_slips_change_a_word_and_keep_the_lines() -> None:
    text = "quotes arrive after\nseveral working days always"
    slipped = with_slips(text, 2, Random(4))
    assert slipped != text
    assert slipped.count("\n") == 1
    assert len(slipped.split()) == len(text.split())


def test_an_unknown_topic_is_refused() -> None:
    with pytest.raises(KeyError):
        _comment("weather", 1)


def test_non_answers_are_short() -> None:
    assert all(len(write_non_answer(language, Random(seed))) < 30 for language in LANGUAGES for seed in range(20))
