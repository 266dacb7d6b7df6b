"""`./parley waves open`, `remind`, `close`, `list` and `facts`."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

from app.jobs.worker import work_off
from app.programs.models import Program
from app.pulse import queries
from app.shared import clock
from app.shared.errors import DomainError
from tests.pulse_makers import answer, close, invitations, mails, make_wave

Run = Callable[..., Result]


def document(done: Result) -> Any:
    assert done.exit_code == 0, (done.output, done.exception)
    return json.loads(done.stdout)


def test_a_wave_is_opened_reminded_listed_and_closed(run: Run, program: Program) -> None:
    make_wave(program, "old", partners=4, opened=False)
    opened = document(run("waves", "open", "pulse", "--label", "new", "--closes", "2026-12-01", "--json"))
    assert (opened["wave"], opened["state"], opened["invited"]) == ("pulse/new", "open", 4)
    assert opened["closes_at"] == "2026-12-01T22:59:00+00:00"
    work_off()
    assert len(mails()) == 4
    clock.advance(dt.timedelta(days=1))
    assert document(run("waves", "remind", "pulse/new", "--json")) == {"wave": "pulse/new", "reminded": 4}
    assert document(run("waves", "close", "pulse/new", "--json"))["state"] == "closed"
    listed = document(run("waves", "list", "--json"))["waves"]
    assert [(one["wave"], one["state"]) for one in listed] == [("pulse/new", "closed"), ("pulse/old", "draft")]


def test_a_wave_asks_only_whom_the_command_names(run: Run, program: Program) -> None:
    make_wave(program, "old", partners=4, opened=False)
    words = ("--roles", "msp,builder", "--markets", "mature", "--closes", "7", "--privacy", "identified", "--k", "3")
    opened = document(run("waves", "open", "pulse", "--label", "new", *words, "--json"))
    assert (opened["invited"], opened["privacy"], opened["k"]) == (2, "identified", 3)
    assert opened["closes_at"] == "2026-12-01T09:00:00+00:00"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("open", "nothing", "--label", "x"), "There is no survey nothing. Surveys: pulse."),
        (("open", "pulse", "--label", "2026-Q4"), "has a wave 2026-Q4 already"),
        (("open", "pulse", "--label", "x", "--closes", "soon"), "is no closing time"),
        (("open", "pulse", "--label", "x", "--closes", "2020-01-01"), "still to come"),
        (("open", "pulse", "--label", "x", "--roles", "pirate"), "is no role"),
        (("open", "pulse", "--label", "x", "--k", "2"), "at least 3"),
        (("open", "pulse", "--label", "x", "--program", "other"), "There is no program other"),
        (("close", "pulse/none"), "There is no wave pulse/none. Waves: pulse/2026-Q4."),
        (("remind", "pulse"), "There is no wave pulse"),
        (("facts", "other/none"), "There is no wave other/none"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_stored(
    run: Run, program: Program, words: tuple[str, ...], said: str
) -> None:
    make_wave(program, partners=1)
    done = run("waves", *words)
    assert isinstance(done.exception, DomainError)
    assert said in done.exception.message
    assert len(queries.waves(1)) == 1


def test_facts_of_a_small_confidential_wave_are_null_with_the_reason(run: Run, program: Program) -> None:
    wave = make_wave(program, partners=3)
    for invitation in invitations(wave):
        answer(invitation, change="Hidden")
    close(wave)
    facts = document(run("waves", "facts", "pulse/2026-Q4", "--json"))
    assert facts["submissions"] is None
    assert facts["hidden"] == {"submissions": "too_few"}
    ease = facts["questions"]["ease"]
    assert (ease["answered"], ease["numeric"], ease["hidden"]["answered"]) == (None, None, "too_few")
    assert "mean_of_numeric" not in ease
    assert set(ease["counts"].values()) == {None}
    assert facts["questions"]["change"] == {"type": "text", "answered": None, "hidden": {"answered": "too_few"}}
