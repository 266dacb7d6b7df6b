"""Who answers what in each of the five waves: submissions whose people stay themselves from quarter to quarter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from app.demo.cast.partners import DemoPartner
from app.demo.cast.people import DemoContact
from app.demo.voices import ratings
from app.demo.voices.calendar import FIRST_WAVE_AFTER_CHANGE, WAVES, DemoWave
from app.demo.voices.compose import Feeling, Manner, write_in_manner, write_non_answer
from app.demo.voices.concerns import other_topic, raising_certification, raising_quotes

_PRAISE = (("praise_people", "praise_platform", "praise_progress"), (38, 36, 26))
_PRAISE_LATER = (_PRAISE[0], (33, 31, 36))
_SILENT_SHARE, _MIXED_SHARE, _NON_ANSWER_SHARE = 0.04, 0.13, 0.04
_PRAISE_SILENT_SHARE, _PRAISE_NON_ANSWER_SHARE = 0.09, 0.05


@dataclass(frozen=True)
class DemoComment:
    """A free text as typed, with the keys of the topics it was written on; a non-answer has none."""

    question_key: str
    text: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class DemoSubmission:
    """One person's questionnaire: `answers` holds every answered question, free texts included.

    Ratings are int, `time_lost` is a list of choices, `direction` one choice; `answered_after` is in hours since the
    wave opened.
    """

    person_email: str
    partner_external_id: str
    answers: Mapping[str, int | str | list[str]]
    comments: tuple[DemoComment, ...]
    answered_after: float


@dataclass
class _Respondent:
    partner: DemoPartner
    contact: DemoContact
    mood: float
    rng: Random
    topics: tuple[str, ...] = ()

    @property
    def feeling(self) -> Feeling:
        """Return how this person sounds in this wave."""
        return ratings.feeling_of(self.mood - 0.15 * len(self.topics), self.rng)


def _respondents(wave: DemoWave, partners: Sequence[DemoPartner], seed: int) -> list[_Respondent]:
    """Return who answers: some people nearly always do, some rarely; nobody whose partner joined later."""
    asked: list[tuple[float, _Respondent]] = []
    for partner in partners:
        if partner.joined >= wave.opens_at.date():
            continue
        for contact in partner.contacts:
            own = Random(f"{seed}/person/{contact.email}")  # noqa: S311
            rng = Random(f"{seed}/person/{contact.email}/{wave.number}")  # noqa: S311
            diligence, temper = own.random(), own.gauss(0, 0.85)
            willing = 0.55 * diligence + 0.45 * rng.random()
            asked.append((willing, _Respondent(partner, contact, temper + rng.gauss(0, 0.4), rng)))
    asked.sort(key=lambda pair: -pair[0])
    return [respondent for _, respondent in asked[: round(wave.response * len(asked))]]


def _give_topics(wave: DemoWave, respondents: Sequence[_Respondent], seed: int) -> None:
    """Give each respondent what to write on: the story's topics to one person an organisation, others by chance."""
    answering = list({r.partner.external_id: r.partner for r in respondents}.values())
    cliff = raising_certification(answering, wave.number, seed)
    quotes = raising_quotes(answering, wave.number, seed)
    for respondent in respondents:
        given: list[str] = []
        for raising, topic in ((cliff, "certification"), (quotes, "quotes")):
            if respondent.partner.external_id in raising and len(given) < 2:
                raising.discard(respondent.partner.external_id)
                given.append(topic)
        wants = 2 if respondent.rng.random() < _MIXED_SHARE else 1
        if not given and respondent.rng.random() < _SILENT_SHARE + _NON_ANSWER_SHARE:
            continue
        while len(given) < wants:
            steady = Random(f"{seed}/favourite/{respondent.contact.email}")  # noqa: S311
            rng = steady if not given and respondent.rng.random() < 0.45 else respondent.rng
            given.append(other_topic(respondent.partner, given, rng))
        respondent.topics = tuple(given)


def _write(respondent: _Respondent, topics: tuple[str, ...], feeling: Feeling, *, after_change: bool) -> str:
    """Return what this person writes on one or two topics, in one of the partner's roles."""
    manner = Manner(
        respondent.contact.language,
        respondent.rng.choice(respondent.partner.roles),
        respondent.partner.market,
        feeling,
        after_change=after_change,
    )
    return write_in_manner(topics, manner, respondent.rng)


def _one_thing(respondent: _Respondent, *, after_change: bool) -> DemoComment | None:
    rng, topics = respondent.rng, respondent.topics
    if topics:
        text = _write(respondent, topics, respondent.feeling, after_change=after_change)
        return DemoComment("one_thing", text, topics)
    if rng.random() < _SILENT_SHARE / (_SILENT_SHARE + _NON_ANSWER_SHARE):
        return None
    return DemoComment("one_thing", write_non_answer(respondent.contact.language, rng), ())


def _went_well(respondent: _Respondent, *, after_change: bool) -> DemoComment | None:
    rng = respondent.rng
    chance = rng.random() + 0.04 * min(0.0, respondent.mood)
    if chance < _PRAISE_SILENT_SHARE:
        return None
    if chance < _PRAISE_SILENT_SHARE + _PRAISE_NON_ANSWER_SHARE:
        return DemoComment("went_well", write_non_answer(respondent.contact.language, rng), ())
    topic = rng.choices(*(_PRAISE_LATER if after_change else _PRAISE))[0]
    feeling: Feeling = "warm" if respondent.mood > 0 else "calm"
    return DemoComment("went_well", _write(respondent, (topic,), feeling, after_change=after_change), (topic,))


def _answered_after(wave: DemoWave, rng: Random) -> float:
    """Return hours until a person answers: most in the first two days, a second lot after the reminder in a week."""
    last = wave.answered_until_hours
    while True:
        hours = rng.lognormvariate(2.9, 1.1) if rng.random() < 0.68 else 170 + rng.lognormvariate(2.3, 0.9)
        if 0.05 < hours < last:
            return round(hours, 2)


def answers_of_wave(wave_number: int, partners: Sequence[DemoPartner], seed: int = 2026) -> list[DemoSubmission]:
    """Return the submissions of wave 0 (Q4 2025) to 4 (Q4 2026, open, about a third in), oldest first."""
    wave = WAVES[wave_number]
    respondents = _respondents(wave, partners, seed)
    _give_topics(wave, respondents, seed)
    ease = ratings.as_ratings(
        [ratings.ease_leaning(r.mood, r.topics, r.rng) for r in respondents], ratings.EASE[wave_number]
    )
    recommend = ratings.as_ratings(
        [ratings.recommend_leaning(r.mood, r.topics, r.rng) for r in respondents],
        ratings.RECOMMEND[wave_number],
    )
    change = ratings.EASE[wave_number] - ratings.EASE[max(0, wave_number - 1)]
    after_change = wave_number >= FIRST_WAVE_AFTER_CHANGE
    submissions = []
    for respondent, eases, recommends in zip(respondents, ease, recommend, strict=True):
        written = (
            _one_thing(respondent, after_change=after_change),
            _went_well(respondent, after_change=after_change),
        )
        comments = tuple(comment for comment in written if comment is not None)
        answers: dict[str, int | str | list[str]] = {
            "ease": eases,
            "recommend": recommends,
            "time_lost": ratings.time_lost(respondent.topics, respondent.rng),
            "direction": ratings.direction(change, respondent.mood, respondent.rng),
            **{comment.question_key: comment.text for comment in comments},
        }
        after = _answered_after(wave, respondent.rng)
        submissions.append(
            DemoSubmission(respondent.contact.email, respondent.partner.external_id, answers, comments, after)
        )
    return sorted(submissions, key=lambda submission: submission.answered_after)
