"""What the macros make of what they are given."""

import re

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from tests.app.web.look_app import Figure


def made(look: Flask, source: str, **context: object) -> str:
    with look.test_request_context():
        return " ".join(render_template_string(source, **context).split())


def test_what_a_person_wrote_stays_text(pages: FlaskClient) -> None:
    page = pages.get("/").text
    assert "&lt;b&gt;Not bold&lt;/b&gt;" in page
    assert "<b>Not bold</b>" not in page


def test_masks_in_a_quote_are_marked_and_other_brackets_are_not(look: Flask) -> None:
    source = '{% from "components/words.html" import quote %}{{ quote("[company] said [sic!] so", language="de") }}'
    page = made(look, source)
    assert '<span class="mask">company</span> said [sic!] so' in page
    assert '<p lang="de" dir="auto">' in page


def test_a_hidden_figure_shows_its_reason_and_never_its_value(look: Flask) -> None:
    source = '{% from "components/tables.html" import published_cell %}{{ published_cell(cell, 5) }}'
    hidden = made(look, source, cell=Figure(False, 0.41))
    assert "fewer than 5 organisations" in hidden
    assert "hidden-cell" in hidden
    assert "41" not in hidden
    assert made(look, source, cell=Figure(True, 0.41)) == '<td class="num">41\xa0%</td>'.replace("\xa0", " ")


def test_a_post_button_carries_its_token_and_its_fields(look: Flask) -> None:
    source = '{% from "components/actions.html" import post_button %}{{ post_button("/x", "Merge", "T", fields) }}'
    page = made(look, source, fields={"into": 'a"b'})
    assert '<form class="one-button" method="post" action="/x">' in page
    assert '<input type="hidden" name="csrf_token" value="T">' in page
    assert 'name="into" value="a&#34;b"' in page


def test_a_wrong_field_points_to_its_hint_and_its_error(pages: FlaskClient) -> None:
    page = pages.get("/").text
    control = re.search(r'<input[^>]* id="title"[^>]*>', page)
    assert control is not None
    assert 'aria-describedby="title-hint title-error-1"' in control.group()
    assert 'aria-invalid="true"' in control.group()
    assert 'id="title-error-1"' in page
    assert '<a href="#title">Give the proposal a title.</a>' in page
    assert '<a href="#kind-0">Choose.</a>' in page


def test_a_form_without_errors_has_no_summary(look: Flask) -> None:
    source = '{% from "components/forms.html" import error_summary %}{{ error_summary({"errors": {}}) }}'
    assert made(look, source) == ""


def test_what_is_not_there_yet_is_named_but_no_link(look: Flask) -> None:
    source = '{% from "components/loop.html" import chain %}{{ chain(links) }}'
    page = made(look, source, links=[{"label": "Told", "url": "/t"}, {"label": "Measured"}])
    assert '<a href="/t">Told</a>' in page
    assert '<span class="ahead">Measured</span>' in page


def test_a_chart_says_its_reading_aloud_and_as_a_table(pages: FlaskClient) -> None:
    page = pages.get("/").text
    assert 'role="img" aria-label="Theme by role. MSPs raise it less, resellers more."' in page
    assert "The line breaks before Q2:</b> asked on 1–5 before" in page
    assert page.count("Show as table") == 3


@pytest.mark.parametrize(("page", "links"), [(1, ["next"]), (2, ["prev", "next"]), (3, ["prev"])])
def test_pagination_leads_both_ways_where_there_is_a_way(look: Flask, page: int, links: list[str]) -> None:
    source = '{% from "components/tables.html" import pagination %}{{ pagination(page, 3, url) }}'
    assert re.findall(r'rel="(\w+)"', made(look, source, page=page, url=lambda number: f"?page={number}")) == links


def test_one_page_needs_no_pagination(look: Flask) -> None:
    source = '{% from "components/tables.html" import pagination %}{{ pagination(1, 1, none) }}'
    assert made(look, source) == ""


def test_a_chosen_number_of_a_scale_is_checked_whether_text_or_number(look: Flask) -> None:
    source = '{% from "components/pulse.html" import scale %}{{ scale("q", range(3), chosen) }}'
    for chosen in (0, "0"):
        assert re.findall(r'value="(\d)" checked', made(look, source, chosen=chosen)) == ["0"]
    assert "checked" not in made(look, source, chosen=None)
