"""Facts of the demo's five waves: enough comments, human variety, and the story's trends."""

import json
import re
import time
from collections import Counter
from statistics import mean

import pytest

from app.demo.cast.partners import DemoPartner, partners
from app.demo.story import PULSE_INSTRUMENT
from app.demo.voices.calendar import WAVES
from app.demo.voices.waves import DemoSubmission, answers_of_wave

PARTNERS = partners(2026)
BY_ID = {partner.external_id: partner for partner in PARTNERS}
WAVE_ANSWERS = [answers_of_wave(number, PARTNERS, 2026) for number in range(5)]
COMMENTS = [comment for wave in WAVE_ANSWERS for one in wave for comment in one.comments]
SUBSTANTIAL = [comment for comment in COMMENTS if comment.topics]


def _raising(wave: list[DemoSubmission], topic: str, among: set[str]) -> float:
    answering = {one.partner_external_id for one in wave} & among
    raising = {one.partner_external_id for one in wave for c in one.comments if topic in c.topics} & among
    return len(raising) / len(answering)


def _ids(role: str, market: str | None = None) -> set[str]:
    def fits(partner: DemoPartner) -> bool:
        return role in partner.roles and market in (None, partner.market)

    return {partner.external_id for partner in PARTNERS if fits(partner)}


def test_five_waves_hold_at_least_2500_comments() -> None:
    assert len(COMMENTS) >= 2500


def test_about_six_in_ten_answer_and_a_third_so_far_of_the_open_wave() -> None:
    for wave, answers in zip(WAVES, WAVE_ANSWERS, strict=True):
        asked = sum(len(p.contacts) for p in PARTNERS if p.joined < wave.opens_at.date())
        low, high = (0.32, 0.37) if wave.number == 4 else (0.55, 0.63)
        assert low <= len(answers) / asked <= high


def test_answers_come_while_the_wave_is_open_oldest_first() -> None:
    for wave, answers in zip(WAVES, WAVE_ANSWERS, strict=True):
        hours = [one.answered_after for one in answers]
        assert hours == sorted(hours)
        assert 0 < hours[0] <= hours[-1] <= wave.answered_until_hours <= wave.open_hours


def test_nobody_answers_twice_in_a_wave_or_before_the_partner_joined() -> None:
    for wave, answers in zip(WAVES, WAVE_ANSWERS, strict=True):
        assert len({one.person_email for one in answers}) == len(answers)
        assert all(BY_ID[one.partner_external_id].joined < wave.opens_at.date() for one in answers)


def test_under_two_percent_of_comments_repeat_another_word_for_word() -> None:
    repeated = len(SUBSTANTIAL) - len({comment.text for comment in SUBSTANTIAL})
    assert repeated / len(SUBSTANTIAL) < 0.02


def test_no_phrase_of_five_words_is_in_more_than_one_percent_of_comments() -> None:
    phrases: Counter[tuple[str, ...]] = Counter()
    for comment in SUBSTANTIAL:
        words = re.findall(r"\w+", comment.text.lower())
        phrases.update({tuple(words[start : start + 5]) for start in range(len(words) - 4)})
    phrase, count = phrases.most_common(1)[0]
    assert count / len(SUBSTANTIAL) < 0.01, phrase


def test_people_use_more_than_2500_different_words_in_short_and_long_comments() -> None:
    words = {word for comment in COMMENTS for word in re.findall(r"[^\W\d]+", comment.text.lower())}
    assert len(words) > 2500
    lengths = sorted(len(comment.text.split()) for comment in SUBSTANTIAL)
    assert lengths[len(lengths) // 10] <= 5
    assert lengths[-len(lengths) // 10] >= 25


def test_some_comments_name_people_and_some_say_nothing() -> None:
    personal = sum(bool(re.search(r"\.example|\d{3} ?\d{3,4}", comment.text)) for comment in COMMENTS)
    silent = sum(not comment.topics for comment in COMMENTS)
    assert 0.01 < personal / len(COMMENTS) < 0.05
    assert 0.02 < silent / len(COMMENTS) < 0.08


def test_quotes_are_raised_by_28_percent_of_resellers_before_may_and_13_after() -> None:
    shares = [_raising(wave, "quotes", _ids("reseller")) for wave in WAVE_ANSWERS]
    assert shares[0] == pytest.approx(0.28, abs=0.01)
    assert shares[3] < 0.2 < shares[2]
    assert shares[4] == pytest.approx(0.13, abs=0.01)


def test_certification_rises_to_a_quarter_and_to_41_percent_of_msps_in_mature_markets() -> None:
    shares = [_raising(wave, "certification", set(BY_ID)) for wave in WAVE_ANSWERS]
    assert shares[0] == pytest.approx(0.14, abs=0.015)
    assert shares[4] == pytest.approx(0.24, abs=0.015)
    assert shares == sorted(shares)
    assert _raising(WAVE_ANSWERS[4], "certification", _ids("msp", "mature")) == pytest.approx(0.41, abs=0.015)


def test_ease_rises_from_6_1_to_7_2() -> None:
    means = [mean(int(str(one.answers["ease"])) for one in wave) for wave in WAVE_ANSWERS]
    assert means[0] == pytest.approx(6.1, abs=0.03)
    assert means[4] == pytest.approx(7.2, abs=0.03)


def test_those_on_the_cliff_recommend_less() -> None:
    def rated(raises: bool) -> float:
        return mean(
            int(str(one.answers["recommend"]))
            for wave in WAVE_ANSWERS
            for one in wave
            if raises == any("certification" in comment.topics for comment in one.comments)
        )

    assert rated(False) - rated(True) > 0.8


def test_people_stay_themselves_from_wave_to_wave() -> None:
    ease = [{one.person_email: int(str(one.answers["ease"])) for one in wave} for wave in WAVE_ANSWERS]
    both = ease[0].keys() & ease[1].keys()
    assert len(both) > 150
    apart = mean(abs(ease[0][email] - ease[1][email]) for email in both)
    shuffled = mean(abs(ease[0][a] - ease[1][b]) for a, b in zip(sorted(both), sorted(both)[1:], strict=False))
    assert apart < 0.8 * shuffled


def test_answers_fit_the_instrument() -> None:
    elements = json.loads(PULSE_INSTRUMENT.read_text(encoding="utf-8"))["pages"][0]["elements"]
    questions = {element["name"]: element for element in elements}
    directions = {choice["value"] for choice in questions["direction"]["choices"]}
    choices = {choice["value"] for choice in questions["time_lost"]["choices"]} | {"none"}
    for one in (one for wave in WAVE_ANSWERS for one in wave):
        assert one.answers.keys() <= questions.keys()
        assert one.answers["ease"] in range(11)
        assert one.answers["recommend"] in range(11)
        assert one.answers["direction"] in directions
        lost = one.answers["time_lost"]
        assert isinstance(lost, list)
        assert set(lost) <= choices
        assert 1 <= len(lost) <= 2
        assert "none" not in lost or lost == ["none"]
        for comment in one.comments:
            assert one.answers[comment.question_key] == comment.text
            assert 0 < len(comment.text) <= 2000


def test_every_text_of_the_instrument_is_in_three_languages() -> None:
    def texts(node: object) -> list[dict[str, str]]:
        if isinstance(node, list):
            return [text for part in node for text in texts(part)]
        if isinstance(node, dict):
            return [node] if "default" in node else [text for part in node.values() for text in texts(part)]
        return []

    found = texts(json.loads(PULSE_INSTRUMENT.read_text(encoding="utf-8")))
    assert len(found) > 20
    assert all(text.keys() == {"default", "de", "fr"} for text in found)


def test_the_same_seed_gives_the_same_answers_in_under_three_seconds() -> None:
    started = time.process_time()
    again = [answers_of_wave(number, PARTNERS, 2026) for number in range(5)]
    assert time.process_time() - started < 3
    assert again == WAVE_ANSWERS
