"""Runs web and worker together, and the web server by itself."""

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from app.admin.lifeline import END_WITH_PARENT
from config import PROJECT, Settings

THREADS = 8
END_WITHIN_SECONDS = 7.5
"""Web and worker get so long to finish what they are doing."""

_LONGEST_PAUSE_SECONDS = 30.0


def run_server(settings: Settings, host: str, port: int, with_worker: bool = True) -> int:
    """Run the web server, and the worker beside it, until SIGTERM or SIGINT; return the exit code.

    Both are processes of their own. A worker that dies is started again; when the web server ends, all ends.
    """
    environment = {**os.environ, **environment_of(settings), END_WITH_PARENT: str(os.getpid())}
    web = _start(["serve", "--no-worker", "--host", host, "--port", str(port)], environment)
    worker = _start(["worker"], environment) if with_worker else None
    asked_to_end: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, frame: asked_to_end.append(received))
    started, pause = time.monotonic(), 1.0
    while not asked_to_end and web.poll() is None:
        time.sleep(0.1)
        if worker is not None and worker.poll() is not None and time.monotonic() > started + pause:
            worker, started = _start(["worker"], environment), time.monotonic()
            pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
    _end([running for running in (web, worker) if running is not None])
    return 0 if asked_to_end else web.returncode or 1


def environment_of(settings: Settings) -> dict[str, str]:
    """Return the settings as environment variables, for a process that is to have the same."""
    return {
        str(field.alias): str(getattr(settings, name))
        for name, field in Settings.model_fields.items()
        if getattr(settings, name) != ""
    }


def serve_web(make: Callable[[], Flask], settings: Settings, host: str, port: int) -> None:
    """Run gunicorn in this process until it is told to end. There is no access log, since addresses carry secrets."""
    processes = 1 if settings.embedded else min(4, multiprocessing.cpu_count())
    if processes > 1:  # the counters of all processes are added up in files
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="parley-metrics-"))
    _Gunicorn(
        make,
        {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": processes,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": 5,
            "keepalive": 5,
            "accesslog": None,
            "loglevel": "warning",
            "control_socket_disable": True,
            "proc_name": "parley",
        },
    ).run()


class _Gunicorn(BaseApplication):  # type: ignore[misc]
    """Gunicorn with options from us and none from its command line."""

    def __init__(self, make: Callable[[], Flask], options: dict[str, Any]) -> None:
        self.make = make
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.make()


def _start(words: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    path = os.pathsep.join(filter(None, (str(PROJECT), environment.get("PYTHONPATH", ""))))
    command = [sys.executable, "-m", "app", *words]
    # A session of its own: Ctrl-C reaches only us, and we end both in order.
    return subprocess.Popen(command, env={**environment, "PYTHONPATH": path}, start_new_session=True)  # noqa: S603


def _end(running: "list[subprocess.Popen[bytes]]") -> None:
    for one in running:
        if one.poll() is None:
            one.terminate()
    limit = time.monotonic() + END_WITHIN_SECONDS
    for one in running:
        try:
            one.wait(max(0.0, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()
