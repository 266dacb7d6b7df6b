"""What journeys share: a browser, windows that tell what went wrong, and the demo, loaded once by its own command."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from app.identity.permissions import ROLE_NAMES, Role
from app.identity.queries import people_with_role
from app.programs.queries import the_program
from config import PROJECT, Settings
from tests.journeys.served import Served, serve
from tests.journeys.windows import Window

OpenWindow = Callable[..., Window]
LOOKS = [(1280, "light"), (390, "dark")]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "journeys need Debian's chromium; ./parley test installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_window(browser: Browser) -> Iterator[OpenWindow]:
    """Opens windows; the test fails where anything went wrong in one of them."""
    opened: list[Window] = []

    def open_window(
        served: Served, *, width: int = 1280, scheme: str = "light", javascript: bool = True, email: str = ""
    ) -> Window:
        window = Window(browser, served, width, scheme, javascript)
        opened.append(window)
        if email:
            window.sign_in(email)
        return window

    yield open_window
    for window in opened:
        window.close()
    assert [fault for window in opened for fault in window.faults] == []


@dataclass(frozen=True)
class LoadedDemo:
    """An instance folder in which the demo command has loaded its program, and what it printed."""

    folder: Path
    printed: str

    def copy(self, folder: Path) -> Path:
        """Copy the instance to a new folder and return it."""
        shutil.copytree(self.folder, folder)
        return folder


def demo_environment(folder: Path) -> dict[str, str]:
    """Return the environment of a command that knows no setting but its instance folder."""
    settings = {str(field.alias) for field in Settings.model_fields.values()}
    kept = {name: value for name, value in os.environ.items() if name not in settings}
    return {**kept, "PARLEY_INSTANCE": str(folder)}


@pytest.fixture(scope="session")
def loaded_demo(tmp_path_factory: pytest.TempPathFactory) -> LoadedDemo:
    folder = tmp_path_factory.mktemp("demo") / "instance"
    command = [str(PROJECT / "parley"), "demo", "--no-serve"]
    loaded = subprocess.run(command, env=demo_environment(folder), capture_output=True, text=True, timeout=300)
    assert loaded.returncode == 0, loaded.stderr
    return LoadedDemo(folder, loaded.stdout)


@pytest.fixture(scope="session")
def demo(loaded_demo: LoadedDemo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo to look at; who changes something takes `own_demo`."""
    with serve_demo(loaded_demo, tmp_path_factory.mktemp("served") / "instance") as served:
        yield served


@pytest.fixture
def own_demo(loaded_demo: LoadedDemo, tmp_path: Path) -> Iterator[Served]:
    """A copy of the demo for one test alone."""
    with serve_demo(loaded_demo, tmp_path / "instance") as served:
        yield served


def serve_demo(loaded: LoadedDemo, folder: Path) -> AbstractContextManager[Served]:
    """Serve a copy of the demo from a new folder."""
    copied = loaded.copy(folder)
    return serve(copied, copied / "parley.db", (copied / "secret_key").read_text())


@pytest.fixture(scope="session")
def people(demo: Served, loaded_demo: LoadedDemo) -> dict[Role, str]:
    """The addresses of those whom the demo's command names, by role."""
    found = {}
    with demo.storage():
        for role in Role:
            line = next(one for one in loaded_demo.printed.splitlines() if one.strip().startswith(ROLE_NAMES[role]))
            holders = people_with_role(the_program(None).id, role)
            found[role] = next(person.email for person in holders if f" {person.name} " in line)
    return found
