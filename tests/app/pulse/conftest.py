"""A program with its owner, and an open confidential wave that asks six partners."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli import parley
from app.identity.models import Person
from app.programs.models import Program
from app.pulse.models import Wave
from tests.people import make_person, make_program
from tests.pulse_makers import make_wave


@pytest.fixture
def program(app: Flask) -> Program:
    return make_program()


@pytest.fixture
def owner(program: Program) -> Person:
    return make_person("owner@northwind.example", "program_owner", program=program)


@pytest.fixture
def wave(program: Program) -> Wave:
    return make_wave(program, partners=6)


@pytest.fixture
def run(app: Flask) -> Callable[..., Result]:
    """Runs a command as `./parley` would."""

    def run(*words: object) -> Result:
        return CliRunner().invoke(parley, [str(word) for word in words], obj=lambda: app)

    return run
