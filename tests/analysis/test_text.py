"""Comments are cleaned, non-answers are known in six languages, and the language is guessed with care."""

import time

import pytest

from analysis.text import clean, guess_language, is_non_answer, without_masks


def test_cleaning_keeps_the_words_and_makes_every_gap_one_space() -> None:
    assert clean("  The\u0000 portal\r\n\tis\u00a0slow \u200b") == "The portal is slow"
    assert clean("Cafe\u0301") == "Café"


def test_placeholders_are_never_taken_for_words() -> None:
    assert without_masks("Ask [person] at [company] [why]") == "Ask at [why]"
    assert is_non_answer("[person]")


NON_ANSWERS = """
-|...|👍|n/a|N.A.|None|nothing|Nothing else I can think of, thank you!|No comment|all good|No issues at all
I don’t know|no further comments|x|nichts|Keine Angabe|k.A.|Fällt mir gerade nichts ein|keine weiteren Anmerkungen
nada|Sin comentarios.|nada que añadir, gracias|no aplica|todo bien|ninguna sugerencia por el momento|Everything good
特になし|特にありません。|問題ありません|なし|コメントなし|لا شيء|لا يوجد تعليق|لا شيء، شكرًا|كل شيء جيد|لا أعرف
passt so|Rien|RAS|rien à signaler pour le moment|Néant|pas de commentaire|Je ne sais pas
"""
ANSWERS = """
Support|5|10/10|Nothing works|No support at all on Fridays|Everything is slow|keine Schulungen|rien ne marche
All good except the portal|ポータルが遅い|no hay soporte|nada funciona
ポータルなし|サポートがありません|لا يوجد دعم|لا أحد يرد|満足
"""


@pytest.mark.parametrize("text", ["", " ", "-" * 300, *NON_ANSWERS.strip().replace("\n", "|").split("|")])
def test_a_non_answer_is_known(text: str) -> None:
    assert is_non_answer(text)


@pytest.mark.parametrize("text", ["-" * 300 + " too slow", *ANSWERS.strip().replace("\n", "|").split("|")])
def test_an_answer_is_never_taken_for_a_non_answer(text: str) -> None:
    assert not is_non_answer(text)


def test_a_long_text_is_judged_at_once() -> None:
    started = time.process_time()
    assert not is_non_answer("so far " * 15_000)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The portal is slow and the search finds nothing.", "en"),
        ("Das Portal ist langsam und die Suche findet nichts.", "de"),
        ("Le portail est lent et la recherche ne trouve rien.", "fr"),
        ("El portal es lento y la búsqueda no encuentra nada.", "es"),
        ("ポータルが遅いです", "ja"),
        ("البوابة بطيئة جدا", "ar"),
    ],
)
def test_the_language_of_a_sentence_is_guessed_reliably(text: str, code: str) -> None:
    assert guess_language(text) == (code, True)


@pytest.mark.parametrize("text", ["ok", "Portal", "sehr gut", "Schulung", "!!", "😀", "42", ""])
def test_a_word_or_sign_is_not_enough_to_rely_on(text: str) -> None:
    assert not guess_language(text).reliable
