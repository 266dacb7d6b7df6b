"""Masking finds what our labelled sentences hold, leaves the rest readable, and can't be slowed by a bomb."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.masking import Finding, NameList, mask
from tests.analysis.masking_sample import measure, read_sample

NOBODY = NameList()


def test_masking_finds_most_of_the_labelled_sentences() -> None:
    sentences, names = read_sample()
    assert len(sentences) >= 60
    measured = measure(sentences, names)
    assert measured.recall >= 0.9
    assert measured.precision >= 0.97


def test_each_kind_has_its_placeholder_and_its_place() -> None:
    names = NameList(companies=["Contoso Ltd"])
    text = (
        "Sarah of Contoso Ltd, sarah@contoso.example, +44 20 7946 0018, www.contoso.example/a, 7 Mill Lane, PO-204418"
    )
    masked = mask(text, names)
    assert masked.text == "[person] of [company], [mail], [phone], [link], [address], [id]"
    assert masked.findings[0] == Finding("person", 0, 5)
    assert [text[f.start : f.end] for f in masked.findings if f.kind == "company"] == ["Contoso Ltd"]


def test_a_known_company_is_found_with_and_without_its_legal_form_but_not_as_an_ordinary_word() -> None:
    names = NameList(companies=["Vertex GmbH", "Blue Harbour IT"])
    assert mask("Vertex and BLUE HARBOUR IT and blue harbour it", names).text == "[company] and [company] and [company]"
    assert mask("at the vertex of the blue harbour", names).text == "at the vertex of the blue harbour"


def test_a_partner_named_like_an_ordinary_word_does_not_hide_that_word() -> None:
    assert mask("Support is slow", NameList(companies=["Support"])).text == "Support is slow"


def test_a_known_contact_is_found_by_surname_alone() -> None:
    assert mask("Brackenbury knows", NameList(people=["Ottoline Brackenbury"])).text == "[person] knows"


@pytest.mark.parametrize(
    "text",
    [
        "We sold 1,250,000 euros in 2024 and 12 % more in Q1 2025.",
        "On 01.02.2024 and 2024-03-01 the list changed.",
        "ISO 27001 and CVE-2024-12345 keep us busy, contract 2023 too.",
        "The Gold tier, deal registration and Azure Active Directory.",
        "",
        "👍👍",
    ],
)
def test_ordinary_figures_and_product_words_stay(text: str) -> None:
    assert mask(text, NOBODY).text == text
    assert mask(text, NOBODY).findings == ()


def test_placeholders_that_are_there_already_stay() -> None:
    text = "[person] and [company] say [mail] or [address]"
    assert mask(text, NOBODY).text == text


@given(st.text(max_size=200) | st.text("Sarah Mr.@-+4 9#[]person:/", max_size=120))
def test_findings_never_overlap_and_stand_for_what_was_replaced(text: str) -> None:
    masked = mask(text, NameList(["Ann Lee"], ["Contoso"]))
    rebuilt, position = "", 0
    for finding in masked.findings:
        assert position <= finding.start < finding.end <= len(text)
        rebuilt += text[position : finding.start] + f"[{finding.kind}]"
        position = finding.end
    assert rebuilt + text[position:] == masked.text


@pytest.mark.parametrize(
    "piece",
    ["a@", "a", "a.", "1", "1 ", "0", "+4 ", "A ", "Sarah ", "J. ", "www.", "DE12 ", "1:", "12 Aa ", "rue de ", "#1-"],
)
def test_a_hostile_text_of_100_kb_is_masked_within_a_second(piece: str) -> None:
    bomb = (piece * 100_000)[:100_000]
    started = time.process_time()
    mask(bomb, NameList(["Ann Lee"], ["A A A A"]))
    assert time.process_time() - started < 1


def test_masking_loads_nothing_heavy() -> None:
    code = "import sys, analysis.masking, analysis.text, analysis.stats; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not any(f"'{heavy}'" in loaded for heavy in ("numpy", "scipy", "sklearn", "onnxruntime"))
