"""A person's browser window that remembers whatever goes wrong in it."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, TimeoutError

from tests.journeys.served import Served

EXCHANGE = ".htmx-request, .htmx-swapping, .htmx-settling"
"""A part of the page is being fetched or put in its place."""
LEFT_BEHIND = "net::ERR_ABORTED"
"""What is said of a picture that was still loading when the person went on."""
LOADING_FAILED = "Failed to load resource"


class Window:
    """A window at a program's pages. Whoever opens one looks at `faults` in the end: there must be none."""

    def __init__(self, browser: Browser, served: Served, width: int, scheme: str, javascript: bool) -> None:
        self.served = served
        self.faults: list[str] = []
        self.expected: set[int] = set()
        """Statuses of 400 and more that the test is there to see."""
        self.context: BrowserContext = browser.new_context(
            base_url=served.address,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=javascript,
            has_touch=width < 500,
        )
        self.context.set_default_timeout(30_000)
        self.context.on("console", self._said)
        self.context.on("requestfailed", self._failed)
        self.context.on("response", self._answered)
        self.context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        self.page: Page = self.context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())

    def sign_in(self, email: str) -> None:
        """Sign a person in by a one-time link and its button."""
        self.page.goto(self.served.sign_in_link(email))
        self.page.get_by_role("button", name="Continue").click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def open(self, path: str) -> int:
        """Go to a page and return its status."""
        answer = self.page.goto(path)
        assert answer is not None, path
        return answer.status

    def press(self, name: str, *, exact: bool = True) -> None:
        """Press the button or follow the link with this name, and wait for the page that comes."""
        wanted = self.page.locator("main").get_by_role("button", name=name, exact=exact)
        wanted = wanted.or_(self.page.locator("main").get_by_role("link", name=name, exact=exact))
        try:
            wanted.first.click()
        except TimeoutError as error:
            raise AssertionError(f"{name!r} can't be pressed on {self.page.url}:\n{self.shown}") from error
        self.page.wait_for_load_state()
        self.page.locator(EXCHANGE).first.wait_for(state="detached")

    def unfold(self, name: str) -> None:
        """Open the folded part with this name."""
        part = self.page.locator("main details", has=self.page.get_by_text(name, exact=True)).first
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()

    def fill(self, **fields: str) -> None:
        """Fill in form fields by name: text, choices and days alike."""
        for name, value in fields.items():
            control = self.page.locator(f"main [name='{name}']:visible").first
            kind = control.evaluate("one => one.type")
            if kind == "radio":
                self.page.locator(f"main [name='{name}'][value='{value}']").check()
            elif kind.startswith("select"):
                control.select_option(value)
            else:
                control.fill(value)

    def sees(self, text: str) -> None:
        """Fail unless the page's main part shows the text."""
        assert text in self.shown, f"{text!r} is not on {self.page.url}:\n{self.shown}"

    @property
    def shown(self) -> str:
        """The text of the page's main part in one line."""
        return " ".join(self.page.locator("main").inner_text().split())

    def close(self) -> None:
        """Close it with its cookies."""
        self.context.close()

    def measure(self, expression: str) -> Any:
        """Return what an expression comes to on the page."""
        return self.page.evaluate(expression)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not (self.expected and message.text.startswith(LOADING_FAILED)):
            self.faults.append(f"console on {message.page.url if message.page else '?'}: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != LEFT_BEHIND:
            self.faults.append(f"{request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status} for {response.request.method} {response.url}")
