"""Walks a program's pages: from the main addresses on, every link followed, one object of each kind looked at."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.journeys.windows import Window

STARTS = ("/", "/account", "/changes", "/p/again", "/sign-in")
NOT_WALKED = {
    "pulse.enter",
    "static",
    "outcomes.changes_feed",
    "pulse.facts_file",
    "programs.export_partners",
    "themes.export_codebook",
    "rules.version_document",
    "council.export",
    "reports.impact_document",
    "reports.wave_document",
    "admin.figures",
    "admin.alive",
    "admin.ready",
}
"""Somebody else's personal link, and addresses that give files and figures."""
SEVERAL = {"proposals.proposal": 4, "outcomes.outcome": 3, "pulse.wave": 2, "council.session": 2, "themes.theme": 2}
"""Kinds of objects that look different by their state: so many of them are seen."""

_AXE = Axe()
_LINK = re.compile(r'<a [^>]*href="([^"#]+)')
_ONCE = re.compile(r'name="csrf_token" value="[^"]*"')


@dataclass(frozen=True)
class Fetched:
    """A page as it came over the wire."""

    path: str
    status: int
    html: str

    @property
    def content(self) -> str:
        """What stands between the page's frame, without what is new in every copy."""
        return _ONCE.sub("", self.html.partition("<main")[2])

    def links(self, address: str) -> list[str]:
        """Return the own paths that it links to, with their questions."""
        found = [unescape(link).removeprefix(address) for link in _LINK.findall(self.html)]
        return [link for link in found if link.startswith("/")]


class Walk:
    """A walk in one look through several people's windows: what was looked at once is not looked at again."""

    def __init__(self) -> None:
        self._inspected: set[str] = set()

    def faults(self, window: Window, starts: tuple[str, ...] = STARTS) -> list[str]:
        """Fetch page after page and look at what is new; return what is wrong, each with its path."""
        faults, is_first = [], True
        for fetched in walk(window, starts):
            wrong = [] if fetched.status == 200 else [f"status {fetched.status}"]
            if is_first or (fetched.status == 200 and fetched.content not in self._inspected):
                self._inspected.add(fetched.content)
                window.open(fetched.path)
                wrong += faults_of_page(window)
            faults += [f"{fetched.path}: {fault}" for fault in wrong]
            is_first = False
        return faults


def walk(window: Window, starts: tuple[str, ...] = STARTS) -> Iterator[Fetched]:
    """Fetch page after page as the window's person, from these paths on."""
    served, waiting, known, seen = window.served, deque(starts), set(starts), Counter[str]()
    while waiting:
        path = waiting.popleft()
        endpoint = endpoint_of(served.app, path)
        if endpoint is None or endpoint in NOT_WALKED or seen[endpoint] >= SEVERAL.get(endpoint, 1):
            continue
        seen[endpoint] += 1
        answer = window.context.request.get(path)
        fetched = Fetched(path, answer.status, answer.text())
        yield fetched
        new = [link for link in dict.fromkeys(fetched.links(served.address)) if link not in known]
        known.update(new)
        waiting.extend(new)


def endpoint_of(app: Flask, path: str) -> str | None:
    """Return the name of the page at an own path; None where GET has none there."""
    try:
        endpoint, _ = app.url_map.bind("localhost").match(urlsplit(path).path, method="GET")
    except HTTPException:
        return None
    return str(endpoint)


def faults_of_page(window: Window) -> list[str]:
    """Return what is wrong with the page shown: what axe finds, what sticks out, what went wrong in the window."""
    found = _AXE.run(window.page).response["violations"]
    wrong = [f"axe: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
    if (out := window.measure("document.documentElement.scrollWidth - innerWidth")) > 0:
        wrong.append(f"{out} px stick out")
    wrong += window.faults
    window.faults.clear()
    return wrong
