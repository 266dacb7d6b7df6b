"""What happens to accounts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SignInLinkMade:
    """A one-time link is to be mailed. It carries the secret itself, so it must only be followed at once."""

    person_id: int
    link: str
    unique_key: str
