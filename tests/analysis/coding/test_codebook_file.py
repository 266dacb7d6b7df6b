"""Codebook files: written and read back alike, and refused with the reason where they can't be used."""

import json

import pytest

from analysis.coding.codebook_file import CodebookFile, CodebookFileError, CodedTheme, codebook_text, read_codebook

BOOK = CodebookFile(
    1,
    "northwind",
    12,
    (
        CodedTheme("slow", "Slow deals", "Registering takes days.", "waiting", "refusals", ("Zwei Wochen für „Deal“",)),
        CodedTheme("portal", "Portal", vector=(0.5,) * 384),
    ),
)


def test_a_codebook_is_read_back_as_it_was_written() -> None:
    assert read_codebook(codebook_text(BOOK)) == BOOK


def test_only_key_and_name_of_a_theme_are_needed_and_unknown_keys_are_left_aside() -> None:
    theme = {"key": "a", "name": "A", "colour": "red"}
    found = read_codebook(_file(themes=[theme]))
    assert found.themes == (CodedTheme("a", "A"),)


def test_broken_json_is_refused_with_line_and_column() -> None:
    with pytest.raises(CodebookFileError, match="not JSON") as refused:
        read_codebook('{"format": "parley-codebook",\n "version": }')
    assert (refused.value.line, refused.value.column) == (2, 13)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"version": 2}, "format version 2.*reads version 1"),
        ({"format": "other"}, "not a codebook"),
        ({"themes": []}, "^themes: "),
        ({"themes": [{"key": "a"}]}, r"^themes\[0\].name: Field required"),
        ({"themes": [{"key": "a", "name": ""}]}, r"^themes\[0\].name: "),
        ({"themes": [{"key": "a", "name": "A", "examples": [3]}]}, r"^themes\[0\].examples\[0\]: "),
        ({"themes": [{"key": "a", "name": "A"}, {"key": "a", "name": "B"}]}, "key a"),
        ({"themes": [{"key": "a", "name": "A"}, {"key": "b", "name": "a"}]}, "name a"),
        ({"themes": [{"key": "a", "name": "A", "vector": [1.0]}]}, "384 numbers"),
        ({"themes": [{"key": "a", "name": "A", "vector": [float("nan")]}]}, "finite number"),
    ],
)
def test_what_is_no_usable_codebook_is_refused_with_the_place(changed: dict[str, object], said: str) -> None:
    with pytest.raises(CodebookFileError, match=said):
        read_codebook(_file(**changed))


@pytest.mark.parametrize("text", ["[]", "3", "[" * 100_000, ""])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(CodebookFileError):
        read_codebook(text)


def _file(**changed: object) -> str:
    return json.dumps(json.loads(codebook_text(BOOK)) | changed)
