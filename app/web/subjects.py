"""Subjects: "proposal:01k…" names a thing of any domain in one column; here is which page shows it, and its title."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import current_app, has_request_context, url_for

from app.shared.errors import NotFoundError


class SubjectPage(NamedTuple):
    """The endpoint of a kind's page and the name of its argument, the public id."""

    endpoint: str
    argument: str


SUBJECT_PAGES = {
    "proposal": SubjectPage("proposals.proposal", "public_id"),
    "session": SubjectPage("council.session", "public_id"),
    "ballot": SubjectPage("council.ballot", "public_id"),
    "decision": SubjectPage("council.decision", "public_id"),
    "theme": SubjectPage("themes.theme", "public_id"),
}

TITLES: dict[str, Callable[[str], str | None]] = {}
"""How a kind's domain, which may lie above the one that asks, names a subject: from its public id."""


def name_subjects(kind: str, title_of: Callable[[str], str | None]) -> None:
    """Have subjects of this kind called by what `title_of` gives for their public id."""
    TITLES[kind] = title_of


def subject_title(subject: str, otherwise: str = "") -> str:
    """Return the title of a subject; `otherwise` where it has none. Raises NotFoundError for an unknown kind."""
    kind, public_id = subject_parts(subject)
    title_of = TITLES.get(kind)
    return (title_of(public_id) if title_of else None) or otherwise


def subject_parts(subject: str) -> tuple[str, str]:
    """Return kind and public id of a subject. Raises NotFoundError where it is none of the known kinds."""
    kind, _, public_id = subject.partition(":")
    if kind not in SUBJECT_PAGES or not public_id.isalnum():
        raise NotFoundError
    return kind, public_id


def subject_url(subject: str) -> str:
    """Return the path of the page that shows the subject, in a request or in a job. Raises NotFoundError."""
    kind, public_id = subject_parts(subject)
    there = SUBJECT_PAGES[kind]
    values: dict[str, Any] = {there.argument: public_id}
    if has_request_context():
        return url_for(there.endpoint, **values)
    return current_app.url_map.bind("localhost").build(there.endpoint, values)
