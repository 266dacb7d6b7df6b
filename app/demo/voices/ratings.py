"""The figures of a submission: ratings that go with mood and topics, and sum up to the trend of the story."""

from collections.abc import Sequence
from random import Random

from app.demo.voices.compose import Feeling

EASE = (6.1, 6.05, 6.35, 6.9, 7.2)
RECOMMEND = (7.1, 7.05, 7.3, 7.65, 7.9)
_EASE_COST = {"quotes": 1.0, "portal": 0.9, "deal_registration": 0.7, "support": 0.6, "onboarding": 0.6, "tooling": 0.5}
_RECOMMEND_COST = {"certification": 1.6, "transparency": 0.8, "rebates": 0.7, "pricing": 0.7, "support": 0.3}
_TIME = {
    "quotes": "deals",
    "deal_registration": "deals",
    "certification": "exams",
    "enablement": "exams",
    "support": "support",
    "portal": "portal",
    "onboarding": "portal",
}


def ease_leaning(mood: float, topics: Sequence[str], rng: Random) -> float:
    """Return where a person's ease rating leans, before the wave's level is added."""
    return 1.25 * mood - sum(_EASE_COST.get(topic, 0.15) for topic in topics) + rng.gauss(0, 0.8)


def recommend_leaning(mood: float, topics: Sequence[str], rng: Random) -> float:
    """Return where the rating of “would you recommend us” leans, before the wave's level is added."""
    return 1.2 * mood - sum(_RECOMMEND_COST.get(topic, 0.2) for topic in topics) + rng.gauss(0, 0.8)


def as_ratings(leanings: Sequence[float], mean: float) -> list[int]:
    """Return whole ratings 0–10 in the order of the leanings, with a mean close to `mean`."""

    def rate(shift: float) -> list[int]:
        return [min(10, max(0, round(value + shift))) for value in leanings]

    shift = mean - sum(leanings) / len(leanings)
    for _ in range(6):
        rated = rate(shift)
        shift += mean - sum(rated) / len(rated)
    return rate(shift)


def feeling_of(mood: float, rng: Random) -> Feeling:
    """Return how a person sounds: `mood` is about −2 to 2, lower is angrier."""
    felt = mood + rng.gauss(0, 0.5)
    if felt < -1.2:
        return "angry"
    if felt < -0.1:
        return "annoyed"
    return "calm" if felt < 1.0 else "warm"


def time_lost(topics: Sequence[str], rng: Random) -> list[str]:
    """Return what cost time, at most two of the choices, or `none` alone."""
    lost = [_TIME[topic] for topic in topics if topic in _TIME and rng.random() < 0.8]
    for choice, share in (("support", 0.16), ("portal", 0.14), ("deals", 0.12), ("exams", 0.10)):
        if rng.random() < share:
            lost.append(choice)
    return list(dict.fromkeys(lost))[:2] or ["none"]


def direction(change: float, mood: float, rng: Random) -> str:
    """Return better, same or worse; `change` is how the wave's level moved since the one before."""
    felt = 0.9 * change + 0.45 * mood + rng.gauss(0, 0.75)
    if felt > 0.75:
        return "better"
    return "worse" if felt < -0.85 else "same"
