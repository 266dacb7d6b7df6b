"""Web and worker as real processes: they start together, look after each other and end in time."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.shared_data import PROJECT

pytestmark = pytest.mark.proof
PATIENCE_SECONDS = 30


class Served:
    """A running `serve`."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment = {**kept, "PARLEY_INSTANCE": str(folder), "PYTHONPATH": str(PROJECT)}
        command = [sys.executable, "-m", "app", "serve", "--port", str(self.port)]
        with (folder / "log").open("w") as log:
            self.main = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
        self.log = folder / "log"
        self.seen: set[int] = set()

    def answers(self, path: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def metric(self, start: str) -> float:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=5) as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith(start):
                    return float(line.rpartition(" ")[2])
        return 0.0

    def children(self, word: str) -> list[int]:
        listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in listed.splitlines()[1:]]
        found = [int(pid) for pid, parent, args in rows if int(parent) == self.main.pid and f" app {word}" in args]
        self.seen.update(found)
        return found

    def seconds_to_end(self, number: signal.Signals) -> float:
        started = time.monotonic()
        self.main.send_signal(number)
        self.main.wait(PATIENCE_SECONDS)
        return time.monotonic() - started


def wait_until(claim: Callable[[], bool]) -> bool:
    limit = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < limit:
        if claim():
            return True
        time.sleep(0.1)
    return False


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    running = Served(tmp_path)
    try:
        wait_until(lambda: running.answers("/readyz") or running.main.poll() is not None)
        assert running.main.poll() is None, running.log.read_text()
        yield running
    finally:
        running.children("")
        running.main.kill()
        running.main.wait()
        if not wait_until(lambda: all(gone(pid) for pid in running.seen)):
            for pid in running.seen:
                if not gone(pid):
                    os.kill(pid, signal.SIGKILL)


def test_one_command_serves_and_works_and_ends_in_time(served: Served) -> None:
    assert wait_until(lambda: served.metric('parley_jobs{state="done"}') >= 2), "the worker does its regular round"
    idle = socket.create_connection(("127.0.0.1", served.port))
    idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert b"200 OK" in idle.recv(4096)
    half = socket.create_connection(("127.0.0.1", served.port))
    half.sendall(b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nemail=")
    children = served.children("")
    assert len(children) == 2
    assert served.seconds_to_end(signal.SIGTERM) < 10
    assert served.main.returncode == 0
    assert all(gone(pid) for pid in children)
    idle.close()
    half.close()


def test_a_killed_worker_is_started_again(served: Served) -> None:
    assert wait_until(lambda: len(served.children("worker")) == 1)
    (worker,) = served.children("worker")
    os.kill(worker, signal.SIGKILL)
    assert wait_until(lambda: served.children("worker") not in ([], [worker]))
    assert served.answers("/healthz")


def test_nothing_is_left_when_the_first_process_is_killed(served: Served) -> None:
    children = served.children("")
    assert len(children) == 2
    served.main.kill()
    served.main.wait()
    assert wait_until(lambda: all(gone(pid) for pid in children))


def test_all_ends_when_the_web_server_dies(served: Served) -> None:
    (worker,) = served.children("worker")
    (web,) = served.children("serve")
    os.kill(web, signal.SIGKILL)
    assert served.main.wait(PATIENCE_SECONDS) != 0
    assert gone(worker)


def test_the_log_names_no_address_that_was_asked_for(served: Served) -> None:
    served.answers("/sign-in/a-secret-that-no-log-may-have")
    assert served.seconds_to_end(signal.SIGINT) < 10
    assert "a-secret" not in served.log.read_text()
