"""Plays the whole story in the order of time."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from app.demo.cast.partners import partners as invent_partners
from app.demo.load import codebook, council, ground, outcomes, proposals, reading, themes, waves
from app.demo.load.moments import Calendar, at
from app.demo.load.people import Cast
from app.demo.story import story
from app.demo.voices.calendar import WAVES
from app.pulse import queries
from app.shared import clock
from app.themes import queries as theming
from app.themes.tasks import run_theming

DAYS_TO_CODE = dt.timedelta(days=4)
DAYS_TO_PLAN = dt.timedelta(days=35)
HOUR = dt.timedelta(hours=1)
LEFT_TO_READ = 0.08
"""Of the newest wave's comments: more, and what was expected of themes could not be measured in it."""
Step = tuple[dt.datetime, Callable[[], None]]


def load_story(note: Callable[[str], None]) -> int:
    """Load the demo program and return its row. Everything happens at its own time, moved so that it ends today."""
    calendar = Calendar(clock.now().date())
    invented = invent_partners()
    note("Partners, people and eight quarters of metrics")
    program = ground.load_program(calendar)
    program_id = program.id
    staff = {grant: person.id for grant, person in ground.load_staff(program, calendar).items()}
    ground.load_partners(program, invented, calendar)
    ground.load_metrics(program, calendar)
    ground.load_rulebook(program, calendar)
    waves.load_survey(program, calendar)
    actors = Cast(program_id, staff, ground.seats_of_the_story(invented))
    with at(calendar.moment(council.TERM[0])):
        council.load_council(program_id, invented, calendar)
    loaded: dict[str, waves.LoadedWave] = {}
    steps = [*_waves(program_id, invented, loaded, calendar), *_coding(actors, loaded, calendar)]
    steps += [*_sessions(actors, calendar), *_proposals(actors, calendar), *_outcomes(actors, calendar)]
    steps.append(_in_time(clock.now() - HOUR, partial(reading.write_notes, actors)))
    note("A year of waves, themes, council sessions, ballots and answers")
    for _moment, play in sorted(steps, key=lambda step: step[0]):
        play()
    return program_id


def _in_time(moment: dt.datetime, act: Callable[[], Any]) -> Step:
    def play() -> None:
        with at(moment):
            act()

    return moment, play


def _waves(program_id: int, invented: Any, loaded: dict[str, waves.LoadedWave], calendar: Calendar) -> list[Step]:
    def play(told: Any) -> None:
        loaded[told.label] = waves.load_wave(program_id, told, invented, calendar)

    return [(calendar.moment(told.closes_at), partial(play, told)) for told in WAVES]


def _coding(actors: Cast, loaded: dict[str, waves.LoadedWave], calendar: Calendar) -> list[Step]:
    past = [told for told in WAVES if calendar.moment(told.closes_at) < clock.now()]
    steps = []
    for told in past:
        coded_at = calendar.moment(told.closes_at) + DAYS_TO_CODE
        if told is past[0]:
            steps.append(_in_time(coded_at, lambda: themes.name_themes(actors, loaded[past[0].label])))
        read_all = told is not past[-1]  # the newest wave is coded by the machine, which has learned from the others
        if read_all:
            steps.append(_in_time(coded_at + HOUR, partial(_code, actors, loaded, told.label)))
        steps.append((coded_at + 2 * HOUR, partial(_group, loaded, told.label, coded_at + 2 * HOUR)))
        steps.append(_in_time(coded_at + 3 * HOUR, partial(_read, actors, loaded, told.label, read_all)))
        if not read_all:
            steps.append(_in_time(coded_at + 3.5 * HOUR, partial(_check, actors, loaded, told.label)))
        for hours, revise in enumerate(codebook.REVISIONS.get(told.label, ()), start=4):
            steps.append(_in_time(coded_at + hours * HOUR, partial(revise, actors)))
    return steps


def _read(actors: Cast, loaded: dict[str, waves.LoadedWave], label: str, read_all: bool) -> None:
    themes.read_clusters(actors, loaded[label], leave=0 if read_all else LEFT_TO_READ)


def _group(loaded: dict[str, waves.LoadedWave], label: str, moment: dt.datetime) -> None:
    """Let the machine code and group what nobody has read yet, as the worker does after a wave."""
    wave = queries.wave_by_id(loaded[label].wave_id)
    waiting = [run.id for run in theming.runs(wave.program_id) if run.wave_id == wave.id and run.state == "waiting"]
    with clock.fixed(min(moment, clock.now())):
        for run_id in waiting:
            run_theming.run(run_id=run_id)


def _code(actors: Cast, loaded: dict[str, waves.LoadedWave], label: str) -> None:
    themes.code_wave(actors, loaded[label])


def _check(actors: Cast, loaded: dict[str, waves.LoadedWave], label: str) -> None:
    themes.check_coding(actors, loaded[label])


def _sessions(actors: Cast, calendar: Calendar) -> list[Step]:
    steps = []
    for told in calendar.told(story()["sessions"]):
        starts, ends = calendar.moment(told["starts_at"]), calendar.moment(told["ends_at"])
        steps.append(_in_time(starts - DAYS_TO_PLAN, partial(council.plan_session, actors, told, calendar)))
        if told["state"] == "held":
            steps.append(_in_time(ends, partial(council.hold_session, actors, told, calendar)))
    return steps


def _proposals(actors: Cast, calendar: Calendar) -> list[Step]:
    return [step for told in calendar.told(story()["proposals"]) for step in _proposal(actors, told, calendar)]


def _proposal(actors: Cast, told: dict[str, Any], calendar: Calendar) -> list[Step]:
    ballot = told["ballot"]
    opened, closes = calendar.moment(ballot["opened_at"]), calendar.moment(ballot["closes_at"])
    steps = [
        _in_time(calendar.moment(told["drafted_on"]), partial(proposals.draft, actors, told, calendar)),
        _in_time(calendar.moment(told["opened_on"]), partial(proposals.open_for_discussion, actors, told)),
        _in_time(opened, partial(proposals.open_ballot, actors, told, calendar)),
        _in_time(min(opened + 48 * HOUR, closes), partial(proposals.cast_votes, actors, told)),
    ]
    posts: dict[int, int] = {}
    for number, said in enumerate(told["posts"], start=1):
        moment = calendar.moment(said["date"], hour=10) + number * dt.timedelta(minutes=7)
        steps.append(_in_time(moment, partial(_post, actors, told, number, posts)))
    if "decision" in told:
        steps.append(_in_time(closes, partial(proposals.close, actors, told)))
        answered = calendar.moment(told["decision"]["owner_answer"]["date"])
        steps.append(_in_time(answered, partial(proposals.answer, actors, told)))
    return steps


def _post(actors: Cast, told: dict[str, Any], number: int, posts: dict[int, int]) -> None:
    said = told["posts"][number - 1]
    posts[number] = proposals.write_post(actors, told, said, posts).id
    if "resolved_by" in said:
        proposals.resolve(actors, posts[number], said)


def _outcomes(actors: Cast, calendar: Calendar) -> list[Step]:
    steps = [
        _in_time(calendar.moment(told["date"], hour=15), partial(outcomes.answer_theme, actors, told, calendar))
        for told in calendar.told(story()["outcomes"])
        if told["state"] != "in_council"
    ]
    steps.append(_in_time(calendar.moment("2026-09-21"), partial(outcomes.thank_for_praise, actors)))
    steps.append(_in_time(calendar.moment("2026-11-20"), partial(outcomes.promise_the_rest, actors, calendar)))
    return steps
