"""A web process on loopback that tests may kill, and a respondent's browser that talks to it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from tests.shared_data import PROJECT

SECRET = "a secret only for tests " * 2
PATIENCE_SECONDS = 60


class Server:
    """One gunicorn with one worker process on a port of loopback; `kill` ends both at once."""

    def __init__(self, url: str, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = dict(
            os.environ, DATABASE_URL=url, PARLEY_INSTANCE=str(folder), PARLEY_PROFILE="test", SECRET_KEY=SECRET
        )
        self.started: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{self.port}", "--threads", "4", "wsgi:app"]
        self.started = subprocess.Popen(
            command, cwd=PROJECT, env=self.environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        limit = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < limit:
            try:
                build_opener().open(f"{self.address}/healthz", timeout=5).read()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the web process did not start")

    def kill(self) -> None:
        if self.started is not None:
            os.killpg(self.started.pid, signal.SIGKILL)
            self.started.wait()
            self.started = None


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_given: object) -> None:
        return None


class Browser:
    """Keeps cookies, follows nothing, and knows the token of the form it saw last."""

    def __init__(self, address: str) -> None:
        self.address, self.token = address, ""
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()), _Stay())

    def get(self, path: str) -> tuple[int, str]:
        status, text = self._send(Request(self.address + path))
        if found := re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text):
            self.token = found[1]
        return status, text

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Return the answer's status and text; 0 where the connection broke before one came."""
        body = urlencode({"csrf_token": self.token, **fields}).encode()
        return self._send(Request(self.address + path, data=body))

    def _send(self, request: Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=PATIENCE_SECONDS) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except (OSError, HTTPException):  # the connection ended in the middle
            return 0, ""
