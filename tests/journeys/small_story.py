"""What each person does in the journey of one sentence, in browser windows as they would."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload

from app.pulse import queries as pulse
from app.shared import clock
from tests.journeys import small_program as small
from tests.journeys.served import Served
from tests.journeys.windows import Window
from tests.pulse_makers import answer, invitations

THEME = "Certification is a cliff"
TITLE = "Four engineers are enough for Gold"


@dataclass
class Story:
    """The program served, and the windows of those who take part."""

    served: Served
    open_window: Callable[..., Window]
    program_id: int
    width: int
    javascript: bool
    windows: dict[str, Window] = field(default_factory=dict)

    def at(self, email: str, path: str = "/") -> Window:
        """Return a person's window at a path; they sign in where they are not yet, or not any more."""
        if email not in self.windows:
            self.windows[email] = self.open_window(self.served, width=self.width, javascript=self.javascript)
        window = self.windows[email]
        window.open(path)
        if "/sign-in" in window.page.url:
            window.sign_in(email)
            window.open(path)
        return window

    def later(self, moment: dt.datetime) -> None:
        """Let time go by, and the worker do what is due."""
        clock.advance(moment - clock.now())
        self.served.work()


def import_questionnaire(story: Story) -> None:
    window = story.at(small.OWNER, "/surveys/import")
    window.fill(key="pulse", text=small.QUESTIONNAIRE)
    window.press("Import")
    window.sees("What should we change first?")


def open_wave(story: Story, label: str, closes_on: str) -> None:
    window = story.at(small.OWNER, "/waves/new")
    window.fill(survey="pulse", label=label, privacy="confidential", closes_at=f"{closes_on}T17:00")
    window.press("Save the draft")
    window.press("Open and send 20 invitations")
    window.sees("0 of 20 people have answered")
    story.served.work()


def take_link(story: Story, email: str) -> str:
    """Return the personal link in the newest mail to somebody, from the outbox page."""
    window = story.at(small.ADMIN, f"/admin/outbox?search={email}")
    window.page.locator("main tbody th a").first.click()
    link = window.page.locator("main pre a[href*='/p/']").first.get_attribute("href")
    assert link is not None
    return urlsplit(link).path


def answer_on_the_phone(story: Story, link: str) -> None:
    phone = story.open_window(story.served, width=390, javascript=story.javascript)
    phone.open(link)
    phone.page.locator("label", has=phone.page.locator("input[name=ease][value='2']")).click()
    phone.fill(change=small.SENTENCE)
    phone.press("Send my answers")
    phone.sees("Thank you")
    phone.sees(small.SENTENCE)


def let_the_others_answer(story: Story, said: list[str], ease: int, *, without: str = "") -> None:
    with story.served.storage():
        wave = pulse.open_wave(story.program_id)
        assert wave is not None
        texts = dict(zip(small.EMAILS, said, strict=True))
        asked = [(one.id, one.person.email) for one in invitations(wave) if one.person.email != without]
        for place, (_, email) in enumerate(asked):
            invitation = next(one for one in invitations(wave) if one.person.email == email)
            answer(invitation, ease=str(ease + place % 3), change=texts[email])
    story.served.work()


def close_wave(story: Story, label: str) -> None:
    window = story.at(small.OWNER, "/waves")
    window.press(label)
    window.press("Close now")
    window.sees("20 of 20 people answered")
    story.served.work()


def read_clusters(story: Story) -> int:
    """Accept the cluster with the sentence as a theme, merge its neighbours into it; return how many were read."""
    window, read = story.at(small.ANALYST, "/themes/inbox"), 0
    links = window.page.locator("main .waiting a")
    clusters = links.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    texts = {}
    for path in clusters:
        window.open(path)
        texts[path] = " ".join(window.page.locator("main .voices").all_inner_texts())
    for path in sorted(clusters, key=lambda path: small.SENTENCE not in texts[path]):
        window.open(path)
        proposed = window.page.locator("main .likely .btn:not(.quiet)")
        if small.SENTENCE in texts[path] and not read:
            window.unfold("Say what it means")
            window.fill(name=THEME, definition="One engineer less, and the tier is gone.")
            window.press("Accept as a theme")
        elif "ngineer" in texts[path] and read:
            window.page.locator("#into").fill(THEME)
            window.press("Merge")
        elif proposed.count():
            proposed.click()
            window.page.wait_for_load_state()
        else:
            window.press("Accept as a theme")
        read += 1
    window.open("/themes/inbox")
    window.sees("All is read")
    return read


def draft_proposal(story: Story) -> None:
    window = story.at(small.OWNER, "/themes")
    window.press(THEME)
    window.press("All 10 comments")
    window.sees(small.SENTENCE)
    window.page.go_back()
    window.press("Draft a proposal")
    window.fill(title=TITLE, text="Five is a cliff for small partners.", effective_on="2027-01-01")
    window.press("Store the draft")
    window.fill(parameter="gold.certified_engineers", for_role="msp", for_market="mature", after="4")
    window.press("Try it on the partners")
    window.press("Add this change")
    window.fill(measure="question:pulse/ease", direction="up", target="6", by="2027-06-30")
    window.press("Register")
    window.page.get_by_text("Register an effect").click()
    window.fill(measure="metric:annual_revenue_eur", direction="up", by="2027-06-30")
    window.press("Register")
    window.press("Open the proposal")
    window.sees("Nobody has said anything yet")
    story.served.work()


def raise_concern(story: Story) -> None:
    window = story.at(small.MEMBERS[0], "/proposals")
    window.press(f"1 · {TITLE}")
    window.fill(text="Fewer engineers may mean worse service.", concern_name="Quality of service")
    window.press("Post it")
    window.sees("concern, not blocking")


def put_to_vote(story: Story) -> None:
    window = story.at(small.FACILITATOR, "/proposals")
    window.press(f"1 · {TITLE}")
    window.sees("Quality of service")
    window.page.get_by_text("Put it to the vote").click()
    window.fill(council="Partner council", quorum="3", closes_at="2026-12-20T12:00")
    window.press("Open the ballot")
    window.sees("0 of 4 have voted")
    story.served.work()


def vote(story: Story) -> None:
    """All on the roll vote, one of them twice; who is recused has no vote."""
    for member, choices in zip(small.MEMBERS, (["Against", "For"], ["For"], ["For"], ["Against"]), strict=True):
        window = story.at(member)
        window.press(f"Vote: {TITLE}")
        for choice in choices:
            window.press(choice)
            window.sees(f"Your vote: {choice.lower()}")
    window = story.at(small.RECUSED, "/proposals")
    window.press(f"1 · {TITLE}")
    window.sees("Recused")
    assert window.page.get_by_role("button", name="For", exact=True).count() == 0


def count_votes(story: Story) -> None:
    window = story.at(small.FACILITATOR, "/proposals")
    window.press(f"1 · {TITLE}")
    window.press("Close and count")
    window.sees("Adopted 3 to 1, one recused")
    story.served.work()


def accept_decision(story: Story) -> None:
    window = story.at(small.OWNER)
    window.press("Answer the council", exact=False)
    window.fill(answer="accept", reasons="We heard you.")
    window.press("Send the answer")
    window.sees("accepted")
    story.served.work()


def bring_in_metrics(story: Story) -> None:
    window = story.at(small.OWNER, "/partners/metrics/import")
    file = FilePayload(name="metrics.csv", mimeType="text/csv", buffer=small.metrics_file("2027-Q1", more=40_000))
    window.page.locator("main input[type=file]").set_input_files(files=[file])
    window.press("Import the file")
    window.sees("Stored 40 observations")


def measure(story: Story) -> None:
    window = story.at(small.ANALYST, "/effects")
    window.press("Measure now")
    story.served.work()


def follow_chain(story: Story) -> list[str]:
    """Go along the overview's chain, and from each page back to one before it; return where it led."""
    window = story.at(small.OWNER)
    links = window.page.locator("main ol.chain a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert window.page.locator("main ol.chain .ahead").count() == 0
    passed: list[str] = []
    for link in links:
        window.open(link)
        here = urlsplit(link).path
        back = window.page.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert not set(passed) - {here} or set(passed) & {urlsplit(one).path for one in back}, (link, passed, back)
        passed.append(here)
    return [re.sub(r"/[0-9a-z]{26}", "/…", path) for path in passed]
