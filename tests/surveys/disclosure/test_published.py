"""Only the gate makes figures that can be shown."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from surveys.disclosure import HiddenReason, Published, combine, publish_count, publish_value
from tests.surveys.disclosure.examples import CONFIDENTIAL, of

ROOT = Path(__file__).parents[3]
SEALED = {"surveys.disclosure.published", "surveys.disclosure.suppression", "surveys.disclosure.boxes"}


def test_nobody_makes_a_published_value_by_hand() -> None:
    with pytest.raises(TypeError, match="disclosure gate"):
        Published(3, None)


def test_a_hidden_value_cannot_be_filled_in_afterwards() -> None:
    with pytest.raises(TypeError):
        replace(publish_count(CONFIDENTIAL, of(4), 4), value=4, hidden=None)


def test_a_hidden_figure_keeps_no_value() -> None:
    figure = publish_count(CONFIDENTIAL, of(4), 4)
    assert (figure.shown, figure.value, figure.hidden) == (False, None, HiddenReason.too_few)


def test_the_reader_is_told_why_in_plain_words() -> None:
    assert publish_count(CONFIDENTIAL, of(4), 4).reason_text(5) == "fewer than 5 organisations"
    assert publish_count(CONFIDENTIAL, of(5), 5).reason_text(5) == ""


def test_a_change_shows_only_if_both_waves_show() -> None:
    shown, hidden = publish_value(CONFIDENTIAL, of(9), 0.4), publish_value(CONFIDENTIAL, of(3), 0.1)
    assert combine(lambda now, before: now - before, shown, shown).value == 0
    assert combine(lambda now, before: now - before, shown, hidden).hidden is HiddenReason.too_few


def test_no_code_outside_the_gate_imports_its_inner_modules() -> None:
    for folder in ("app", "analysis", "surveys"):
        for file in (ROOT / folder).rglob("*.py"):
            if "disclosure" in file.parts:
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                assert not (isinstance(node, ast.ImportFrom) and node.module in SEALED), file
