"""The bare application of the look, served on loopback, and a browser to look at it."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from tests.app.web.look_app import build

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def look() -> Flask:
    return build()


@pytest.fixture
def pages(look: Flask) -> FlaskClient:
    return look.test_client()


@pytest.fixture(scope="module")
def address(look: Flask) -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, look, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def web() -> Path:
    return Path(__file__).parents[3] / "app" / "web"
