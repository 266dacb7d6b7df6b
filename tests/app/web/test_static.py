"""The static files are the ones named, come from here, and templates keep to the policy of content."""

import re
from hashlib import sha256
from pathlib import Path

from flask import Flask


def test_vendored_files_are_unchanged(web: Path) -> None:
    listed = re.findall(r"`(\S+)`[^\n]*`([0-9a-f]{64})`", (web / "static/vendor/VENDORED.md").read_text())
    assert len(listed) == 4
    for name, digest in listed:
        assert sha256((web / "static" / name).read_bytes()).hexdigest() == digest, name


def test_style_sheets_load_nothing_from_elsewhere(web: Path) -> None:
    for sheet in (web / "static/css").glob("*.css"):
        text = sheet.read_text()
        assert "@import" not in text
        for target in re.findall(r'url\("([^"]+)"\)', text):
            assert target.startswith("#") or (sheet.parent / target).is_file(), f"{sheet.name}: {target}"


def test_only_the_two_sheets_of_tokens_name_a_colour(web: Path) -> None:
    for sheet in (web / "static/css").glob("*.css"):
        if sheet.name not in ("tokens.css", "pulse.css", "print.css"):
            assert not re.search(r"#[0-9a-f]{3,6}\b(?=[;, ])", sheet.read_text()), sheet.name


def test_the_respondents_colours_are_those_of_the_tokens(web: Path) -> None:
    tokens, pulse = ((web / "static/css" / name).read_text() for name in ("tokens.css", "pulse.css"))
    for scheme in (0, 1):
        named = [
            dict(re.findall(r"(--[\w-]+): (#\w+)", t.split("@media (prefers-color-scheme")[scheme]))
            for t in (tokens, pulse)
        ]
        assert named[1].items() <= named[0].items()
        assert len(named[1]) > 10


def test_templates_have_no_inline_style_or_script_and_stay_short(web: Path) -> None:
    for template in web.glob("templates/**/*.html"):
        text = template.read_text()
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*src=)|\|\s*safe", text), template.name
        assert len(text.splitlines()) <= 120, template.name


def test_every_icon_that_is_named_can_be_drawn(web: Path) -> None:
    there = set(re.findall(r'<symbol id="([\w-]+)"', (web / "static/icons.svg").read_text()))
    used = {name for t in web.glob("templates/**/*.html") for name in re.findall(r'icon\("([\w-]+)"\)', t.read_text())}
    assert used <= there
    assert "menu" in used


def test_an_asset_has_a_new_address_when_it_changes(look: Flask) -> None:
    with look.test_request_context():
        address = look.jinja_env.globals["asset"]("css/base.css")  # type: ignore[operator]
    assert re.fullmatch(r"/static/css/base\.css\?v=[0-9a-f]{10}", address)
