"""Tables and their classes are words of the glossary, and nothing is named by a word that says nothing."""

import re
from pathlib import Path

import app.models  # noqa: F401
from app.db import Base

PROJECT = Path(__file__).resolve().parents[2]
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "manager", "data", "info", "process", "misc", "common"}


def glossary() -> set[str]:
    text = (PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8")
    return set(re.findall(r"\*\*([A-Z][A-Za-z]+)\*\*", text))


def test_every_table_class_is_a_word_of_the_glossary() -> None:
    assert {mapper.class_.__name__ for mapper in Base.registry.mappers} - glossary() == set()


def test_every_word_of_the_glossary_that_is_a_table_exists() -> None:
    text = (PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8")
    tables = set(re.findall(r"^\| \*\*([A-Z][A-Za-z]+)\*\* \| table", text, flags=re.MULTILINE))
    assert tables == {mapper.class_.__name__ for mapper in Base.registry.mappers}


def test_no_file_is_named_by_an_empty_word() -> None:
    folders = ("app", "surveys", "analysis", "tests", "bench")
    names = {path.stem for folder in folders for path in (PROJECT / folder).rglob("*.py")}
    assert names & EMPTY_WORDS == set()
