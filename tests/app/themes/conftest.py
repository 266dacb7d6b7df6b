"""A program with an analyst and a wave that has ended: twelve on certification, ten on the portal, three on prices."""

from dataclasses import dataclass

import pytest
from flask import Flask

from app.identity.viewer import Viewer
from app.programs import queries as programs
from app.programs.models import Program
from app.pulse import queries as pulse
from app.pulse.models import Wave
from tests.kept_scenes import made_once
from tests.people import make_person, make_program
from tests.theme_makers import Said, make_closed_wave, viewer_of

GROUPS = {
    "Certification": {"Exams": "exam", "People leave": "leave"},
    "Portal": {"Portal": "portal"},
    "Prices": {"Prices": "price"},
}


@dataclass(frozen=True)
class Scene:
    program_id: int
    wave_id: int
    analyst: Viewer

    @property
    def program(self) -> Program:
        return programs.program(self.program_id)

    @property
    def wave(self) -> Wave:
        return pulse.wave_by_id(self.wave_id)


def said() -> list[Said]:
    """Return what 25 organisations wrote; MSPs on certification, half of them in emerging markets."""
    return [
        *(Said(f"The exam {n} is a cliff", feeling=-0.8) for n in range(7)),
        *(Said(f"When people leave we fall {n}", market="emerging", feeling=-0.6) for n in range(5)),
        *(Said(f"The portal {n} is slow", ("reseller",), feeling=0.2) for n in range(10)),
        *(Said(f"The price {n} is high", ("builder",)) for n in range(3)),
    ]


@pytest.fixture
def scene(app: Flask) -> Scene:
    return made_once("themes", _make_scene)


def _make_scene() -> Scene:
    program = make_program()
    analyst = viewer_of(make_person("ana@vendor.example", "analyst", program=program, name="Ana"), program)
    return Scene(program.id, make_closed_wave(program, said()).id, analyst)
