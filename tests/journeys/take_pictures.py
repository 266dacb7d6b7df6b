"""Takes the pictures of the README from a fresh demo. Run by hand: `python -m tests.journeys.take_pictures`."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from app.identity.models import Person
from app.identity.permissions import Role
from app.identity.queries import people_with_role
from app.programs.queries import the_program
from config import PROJECT
from tests.journeys.served import Served, serve
from tests.journeys.windows import Window

PICTURES = PROJECT / "docs" / "pictures"
LARGEST = 300 * 1024
THEME, PROPOSAL = "Certification is a cliff", "ballot"


def main() -> None:
    """Load the demo into a folder of its own and take the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "instance"
        command = [str(PROJECT / "parley"), "demo", "--no-serve"]
        subprocess.run(command, env={**os.environ, "PARLEY_INSTANCE": str(instance)}, check=True, capture_output=True)
        with serve(instance, instance / "parley.db", (instance / "secret_key").read_text()) as served:
            _take_all(served)


def _take_all(served: Served) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        desk = Window(browser, served, 1280, "light", javascript=True)
        desk.sign_in(_somebody(served, Role.program_owner))
        desk.open("/")
        _take(desk, "overview", whole=True)
        desk.open("/themes")
        desk.press(THEME)
        _take(desk, "theme")
        desk.open("/proposals")
        desk.page.locator("main tr", has_text=PROPOSAL).locator("a").first.click()
        _take(desk, "proposal")
        partner = Window(browser, served, 1280, "light", javascript=True)
        partner.sign_in(_somebody(served, Role.partner_contact))
        partner.open("/what-changed")
        _take(partner, "what-changed")
        phone = Window(browser, served, 390, "light", javascript=True)
        phone.open(served.personal_link())
        _take(phone, "pulse-390")
        browser.close()


def _take(window: Window, name: str, *, whole: bool = False) -> None:
    window.page.wait_for_load_state("networkidle")
    picture = PICTURES / f"{name}.png"
    window.page.screenshot(path=picture, full_page=whole)
    assert picture.stat().st_size <= LARGEST, f"{picture} is too large"


def _somebody(served: Served, role: Role) -> str:
    """Return the address of the first person who has the role and no other."""
    with served.storage():
        program_id = the_program(None).id
        members = {person.id for person in people_with_role(program_id, Role.council_member)}
        people: list[Person] = people_with_role(program_id, role)
        return next(person.email for person in people if person.id not in members)


if __name__ == "__main__":
    main()
