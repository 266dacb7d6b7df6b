"""The codebook as a file: what is written is read again, and what is broken or hostile is refused with its place."""

import csv
import io
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.themes.core.codebook_document import DocumentTheme
from app.themes.core.codebook_files import (
    CodebookReading,
    read_codebook_file,
    write_codebook_csv,
    write_codebook_json,
    write_codebook_qdc,
)
from app.themes.core.codebook_files.file_themes import guid_of
from app.themes.core.theme_text import ThemeText, checked_examples, checked_text, clean
from tests.app.themes.qdc import NAMESPACE, check_schema, qdc

GUID = "1ff58b12-6f6f-4b0c-8be5-bbdc91f55294"
TRICKY = ThemeText(
    '=SUM(A1) & "exams" <b>',
    "First line; with, commas\n\nIncludes: not a heading\n\\Examples: neither\n- nor a list",
    "'=apostrophe\nExcludes:",
    "-5",
    ("- a list?", "+49 is no formula", "Überall „quotes“ 日本語"),
)


def written(form: str, themes: list[DocumentTheme]) -> bytes:
    if form == "csv":
        target = io.StringIO(newline="")
        write_codebook_csv(target, themes)
        return target.getvalue().encode()
    return write_codebook_qdc(themes) if form == "qdc" else write_codebook_json("northwind", 3, themes).encode()


def fault(content: bytes) -> tuple[int, str | None, str]:
    reading = read_codebook_file(content)
    assert reading.themes == ()
    return (reading.rejected[0].line, reading.rejected[0].column, reading.rejected[0].reason)


def words(reading: CodebookReading) -> list[ThemeText]:
    assert reading.rejected == ()
    return [row.words() for row in reading.themes]


@pytest.mark.parametrize("form", ["csv", "json", "qdc"])
def test_what_is_written_is_read_again_word_for_word(form: str) -> None:
    themes = [DocumentTheme("a", GUID, TRICKY), DocumentTheme("b", GUID.replace("1", "2"), ThemeText("Portal"))]
    reading = read_codebook_file(written(form, themes))
    assert words(reading) == [TRICKY, ThemeText("Portal")]
    assert [row.key for row in reading.themes] == [one.key for one in themes]


_lines = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
_texts = st.lists(st.one_of(_lines, st.sampled_from(["Includes: x", "Examples:", "- y", "\\- z", "'=1", "=1"]))).map(
    lambda lines: checked_text("definition", "\n".join(lines)[:900])
)


@given(st.builds(ThemeText, _lines.map(clean).filter(bool), _texts, _texts, _texts, st.lists(_lines, max_size=9)))
@settings(max_examples=60, deadline=None)
def test_any_words_survive_the_way_through_every_format(text: ThemeText) -> None:
    text = ThemeText(text.name, text.definition, text.includes, text.excludes, checked_examples(text.examples))
    for form in ("csv", "json", "qdc"):
        assert words(read_codebook_file(written(form, [DocumentTheme("a", GUID, text)]))) == [text], form


def test_no_cell_of_the_csv_starts_a_formula() -> None:
    bad = ThemeText("@cmd", "+1+1", "\t=1", "=HYPERLINK(1)", ("=1", "-2+3"))
    rows = list(csv.reader(io.StringIO(written("csv", [DocumentTheme("a", GUID, bad)]).decode())))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])


def test_the_exchange_format_keeps_to_its_schema() -> None:
    root = ElementTree.fromstring(written("qdc", [DocumentTheme("a", GUID, TRICKY), DocumentTheme("b", GUID, TRICKY)]))
    assert check_schema(root) == 2


def test_a_codebook_of_another_program_is_read_with_its_codes_below_others() -> None:
    content = qdc(
        f'<Code guid="{{{GUID.upper()}}}" name="Support" isCodable="true" color="#46AA00">'
        "<Description>All about help\nIncludes: tickets</Description>"
        '<Code guid="ECA18D76-2B8B-4F26-BC1D-19ECA19FB3F0" name="Waiting" isCodable="true"/></Code>'
        '<Code guid="0D62985D-B147-5D01-A9B5-CAE5DCD98342" name="Group" isCodable="false"/>',
        after=f'<Sets><Set name="s" guid="{GUID}"><MemberCode guid="{GUID}"/></Set></Sets>',
    )
    reading = read_codebook_file(b"\xef\xbb\xbf" + content)
    assert words(reading) == [ThemeText("Support", "All about help", "tickets"), ThemeText("Waiting")]
    assert reading.themes[0].key == GUID
    assert [note.reason for note in reading.notes] == ["nested", "category", "sets"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY a "aaaa">]>\n<CodeBook/>', (2, None, "forbidden_xml")),
        (b"<!DOCTYPE CodeBook><CodeBook/>", (1, None, "forbidden_xml")),
        (b'<!DOCTYPE CodeBook SYSTEM "file:///etc/passwd"><CodeBook/>', (1, None, "forbidden_xml")),
        (
            f'<CodeBook xmlns="{NAMESPACE}"><Codes>\n<Code name="a"></Codes></CodeBook>'.encode(),
            (2, None, "broken_xml"),
        ),
        (b'<CodeBook xmlns="urn:QDA-XML:codebook:2.0"><Codes/></CodeBook>', (1, None, "other_version")),
        (b'<Project xmlns="urn:QDA-XML:project:1.0"/>', (1, None, "wrong_namespace")),
        (b"<CodeBook><Codes/></CodeBook>", (1, None, "wrong_namespace")),
        (b"<html><body>Sign in</body></html>", (1, None, "wrong_namespace")),
        (b'<?xml version="1.0" encoding="shift_jis"?><CodeBook/>', (1, None, "broken_xml")),
        (qdc('<Code guid="x" isCodable="true"/>'), (1, "name", "missing")),
        (qdc("<Code name='a'>" * 60 + "</Code>" * 60), (1, None, "too_deep")),
        (qdc("<Code name='a'/>\n" * 1001), (1001, None, "too_many_rows")),
        (qdc(f"<Code name='a'><Description>{'x' * 1001}</Description></Code>"), (1, "definition", "too_long")),
        (b'{"format": "parley-codebook",\n "version": 1,,}', (2, None, "not_a_codebook")),
        (b'{"format": "parley-codebook", "version": 7, "themes": []}', (1, None, "not_a_codebook")),
        (b'{"format": "other"}', (1, None, "not_a_codebook")),
        (b"[" * 100_000, (1, None, "not_a_codebook")),
        (b"key,definition\na,b\n", (1, None, "missing_column")),
        (b"name,Theme\na,b\n", (1, "Theme", "duplicate_column")),
        (b"name,definition\n,What\n", (2, "name", "missing")),
        (b"name\n" + b"x" * 121, (2, "name", "too_long")),
        (b"PK\x03\x04" + b"\0" * 50, (1, None, "not_a_spreadsheet")),
        (b"", (1, None, "empty_file")),
        (b"x" * (2 * 1024 * 1024 + 1), (1, None, "too_large")),
    ],
)
def test_what_is_no_codebook_is_refused_with_its_place(content: bytes, expected: tuple[int, str | None, str]) -> None:
    assert fault(content) == expected


def test_a_bomb_of_entities_costs_nothing() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    assert fault(f"{bomb}]><CodeBook>&a29;</CodeBook>".encode())[2] == "forbidden_xml"


def test_what_is_there_twice_is_refused_and_the_first_kept() -> None:
    for content in (b"key,name\nk1,Portal\nk2,PORTAL\n", b"key,name\nk1,Portal\nk1,Prices\n"):
        reading = read_codebook_file(content)
        assert [row.name for row in reading.themes] == ["Portal"]
        assert [(bad.line, bad.reason) for bad in reading.rejected] == [(3, "duplicate")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_the_encoding_it_comes_in(encoding: str) -> None:
    content = "Theme;Description;Notes\nGebühren für Prüfungen;Prüfungen kosten zu viel;egal\n".encode(encoding)
    reading = read_codebook_file(content)
    assert words(reading) == [ThemeText("Gebühren für Prüfungen", "Prüfungen kosten zu viel")]
    assert [(note.column, note.reason) for note in reading.notes] == [("Notes", "ignored_column")]


def test_another_programs_key_always_becomes_the_same_guid() -> None:
    assert guid_of("slow-quotes") == guid_of(" slow-quotes ") != guid_of("slow-quote")
    assert guid_of(f"{{{GUID.upper()}}}") == GUID
    assert guid_of("") is None
