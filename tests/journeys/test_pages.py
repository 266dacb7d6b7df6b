"""Every page of the demo as each role that may see it: it comes, it is accessible, it fits, and nothing complains."""

import pytest

from app.identity.permissions import Role
from tests.journeys.conftest import LOOKS, OpenWindow
from tests.journeys.served import Served
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey

WALKS = {look: Walk() for look in LOOKS}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("role", list(Role))
def test_every_page_of_the_demo_is_sound_for(
    demo: Served, people: dict[Role, str], open_window: OpenWindow, role: Role, width: int, scheme: str
) -> None:
    window = open_window(demo, width=width, scheme=scheme, email=people[role])
    faults = WALKS[width, scheme].faults(window)
    assert not faults, "\n".join(faults)
