"""`./parley demo` as somebody runs it who has just cloned it: links that work, a page that answers, a quick end."""

import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config import PROJECT
from tests.journeys.conftest import LoadedDemo, demo_environment

pytestmark = pytest.mark.journey

PARLEY = str(PROJECT / "parley")
ROLES = 7
END_WITHIN_SECONDS = 10


@pytest.fixture
def instance(loaded_demo: LoadedDemo, tmp_path: Path) -> Path:
    return loaded_demo.copy(tmp_path / "instance")


@pytest.fixture
def serving(instance: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The command, running on a free port over the loaded demo, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    command = [PARLEY, "demo", "--port", str(port)]
    running = subprocess.Popen(command, env=demo_environment(instance), stdout=subprocess.PIPE, text=True)
    yield running, f"http://127.0.0.1:{port}"
    running.kill()
    running.wait()


def test_it_prints_a_link_for_each_role(loaded_demo: LoadedDemo) -> None:
    assert len(links(loaded_demo.printed)) == ROLES


def test_a_second_time_it_takes_what_is_there(instance: Path) -> None:
    again = subprocess.run(
        [PARLEY, "demo", "--no-serve"], env=demo_environment(instance), capture_output=True, text=True, timeout=60
    )
    assert again.returncode == 0, again.stderr
    assert "Loaded" not in again.stderr
    assert len(links(again.stdout)) == ROLES


def test_it_serves_signs_in_by_its_links_and_ends_when_told(
    serving: tuple["subprocess.Popen[str]", str], browser: Browser
) -> None:
    running, address = serving
    wait_until_it_answers(f"{address}/healthz")
    assert running.stdout is not None
    printed = [running.stdout.readline() for _ in range(ROLES)]
    page = browser.new_page()
    page.goto(links("".join(printed))[0])
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Followed through").wait_for()
    page.close()
    processes = [running.pid, *children(running.pid)]
    assert len(processes) == 3, "the command, the web server and the worker"
    started = time.monotonic()
    running.send_signal(signal.SIGTERM)
    assert running.wait(END_WITHIN_SECONDS) == 0
    assert time.monotonic() - started < END_WITHIN_SECONDS
    assert [pid for pid in processes if Path(f"/proc/{pid}").exists()] == []


def links(printed: str) -> list[str]:
    """Return the sign-in links in what the command printed."""
    return re.findall(r"http://127\.0\.0\.1:\d+/sign-in/\S+", printed)


def wait_until_it_answers(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def children(pid: int) -> list[int]:
    """Return the processes that a process started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
