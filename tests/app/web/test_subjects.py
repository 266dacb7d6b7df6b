"""Subjects lead to the page that shows them, in a request and in a job; others lead nowhere."""

import pytest
from flask import Flask

from app.shared.errors import NotFoundError
from app.web.subjects import SUBJECT_PAGES, name_subjects, subject_parts, subject_title, subject_url


def test_every_kind_leads_to_a_page_in_a_request_and_in_a_job(app: Flask) -> None:
    for kind in SUBJECT_PAGES:
        there = subject_url(f"{kind}:01kabc")
        assert there.endswith("/01kabc")
        with app.test_request_context("/"):
            assert subject_url(f"{kind}:01kabc") == there


@pytest.mark.parametrize("subject", ["", "proposal", "proposal:", "person:01kabc", "proposal:../admin", "proposal:a b"])
def test_what_is_no_subject_is_not_found(subject: str) -> None:
    with pytest.raises(NotFoundError):
        subject_parts(subject)


def test_a_subject_is_called_by_its_title_where_its_kind_has_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.subjects.TITLES", {})
    assert subject_title("theme:01kabc", "Adopt?") == "Adopt?"
    name_subjects("theme", {"01kabc": "Certification is a cliff"}.get)
    assert subject_title("theme:01kabc", "Adopt?") == "Certification is a cliff"
    assert subject_title("theme:01kother") == ""
