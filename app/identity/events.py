"""What happens to accounts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SignInLinkAsked:
    """Somebody asked for a link in a browser; person 0 stands for an address without an account."""

    person_id: int
    browser_hash: str
    request_key: str


@dataclass(frozen=True)
class SignInLinkMade:
    """A one-time link is to be mailed. It carries the secret itself, so it must only be followed at once."""

    person_id: int
    link: str
    unique_key: str
    own_browser: bool
    """Whether it works only in the browser that asked."""
