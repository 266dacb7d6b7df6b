"""Comments in six languages fall into themes by what they say, are named in one language and quoted in several."""

import numpy as np
import pytest

from analysis import label
from analysis.embed import sentence_vectors, static_vectors
from analysis.features import predicted_sentence_vectors
from analysis.languages import in_main_language, language_of, reading_length, spaced
from analysis.pipeline import fit
from analysis.result import Recipe, ThemingResult
from bench.languages import LANGUAGES, Spoken, language_scores, parallel_comments

COMMENTS = parallel_comments()
FEWER = [comment for row, comment in enumerate(COMMENTS) if row % 2 == 0]


@pytest.fixture(scope="module")
def result() -> ThemingResult:
    return fit([f"{row:05}" for row in range(len(FEWER))], [comment.text for comment in FEWER], Recipe())


def test_there_are_forty_parallel_comments_and_more_in_each_of_six_languages() -> None:
    assert {language: sum(one.language == language for one in COMMENTS) for language in LANGUAGES} == dict.fromkeys(
        LANGUAGES, 48
    )
    assert len({one.text for one in COMMENTS}) == 6 * 48


def test_themes_follow_the_topic_and_not_the_language(result: ThemingResult) -> None:
    scores = language_scores(result, FEWER, "theme")
    assert scores.topic >= 0.35
    assert scores.language <= 0.1
    assert scores.of_one_language == 0


def test_a_theme_of_several_languages_is_quoted_in_more_than_one(result: ThemingResult) -> None:
    for theme in result.themes:
        assert len({FEWER[int(one)].language for one in theme.exemplars}) > 1


def test_a_theme_of_several_languages_is_named_in_english(result: ThemingResult) -> None:
    english = " ".join(one.text.lower() for one in FEWER if one.language == "en")
    for theme in result.themes:
        assert all(word in english for keyword in theme.keywords for word in keyword.lower().split())


def test_a_comment_lies_nearest_to_its_own_translation() -> None:
    by_language = {
        language: sentence_vectors([one.text for one in COMMENTS if one.language == language])
        for language in ("en", "fr", "ja", "ar")
    }
    for language in ("fr", "ja", "ar"):
        nearest = (by_language[language] @ by_language["en"].T).argmax(axis=1)
        assert (nearest == np.arange(48)).mean() >= 0.8


def test_sharing_a_language_makes_no_two_comments_alike_by_their_words() -> None:
    texts = [one.text for one in COMMENTS]
    languages = np.array([one.language for one in COMMENTS])
    vectors = static_vectors(texts)
    same = languages[:, None] == languages[None, :]
    np.fill_diagonal(same, False)
    assert abs(float((vectors @ vectors.T)[same].mean())) < 0.05


def test_what_is_predicted_of_other_languages_comes_near_to_what_is_read() -> None:
    german = [one.text for one in COMMENTS if one.language == "de"]
    texts = [f"{first} {second}" for first in german[:10] for second in german[10:18]]
    true, told = sentence_vectors(texts), list[float]()
    predicted = predicted_sentence_vectors(texts, static_vectors(texts), sample=60, tick=told.append)
    assert (predicted[:60] * true[:60]).sum(axis=1).min() > 0.98
    assert 0.6 < (predicted[60:] * true[60:]).sum(axis=1).mean() < 0.98
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "ok portal",
        "Portal",
        "MDF",
        "SLA!!",
        "demo env",
        "Rebates late",
        "certs expensive",
        "42",
        "",
        "👍",
        "café portal",
    ],
)
def test_a_short_english_comment_is_read_as_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("sehr gut", "de"),
        ("bessere Preise", "de"),
        ("très bien", "fr"),
        ("más formación", "es"),
        ("遅い", "ja"),
        ("الدعم", "ar"),
        ("[person] ist sehr nett", "de"),
    ],
)
def test_a_short_comment_in_another_language_is_known(text: str, language: str) -> None:
    assert language_of(text) == language


def test_an_unknown_script_is_not_read_as_english() -> None:
    assert language_of("Портал очень медленный") != "en"


def test_japanese_is_read_word_by_word() -> None:
    assert spaced("認定試験は費用が高すぎます。").split() == ["認定試験", "費用", "。"]
    assert spaced("The portal is slow") == "The portal is slow"
    found = label.words_of_groups(
        [["認定試験は費用が高い", "認定試験の費用です"], ["ポータルが重い", "ポータルは重い"]]
    )
    assert [one.keywords[0] for one in found] == ["認定試験", "ポータル"]


def test_spanish_and_arabic_keywords_are_words_with_meaning() -> None:
    found = label.words_of_groups(
        [
            ["Los precios son muy altos para nosotros", "Unos precios altos"],
            ["البوابة بطيئة جدا في الصباح", "البوابة بطيئة"],
        ]
    )
    assert found[0].label == "Precios altos"
    assert found[1].label == "البوابة بطيئة"


def test_the_commonest_language_names_a_group_unless_english_has_a_third_as_many() -> None:
    german = ["Das Portal ist langsam", "Die Suche findet nichts", "Alles ist zu langsam"]
    assert in_main_language([*german, "The portal is slow"]) == ["The portal is slow"]
    assert in_main_language([*german, "Le portail est très lent"]) == german
    assert in_main_language([]) == []


def test_a_sign_of_japanese_counts_as_two_when_a_quote_is_chosen() -> None:
    assert reading_length("ポータルが重い") == 14
    assert reading_length("Portal slow") == 11


def test_the_scores_know_themes_of_one_language() -> None:
    comments = [Spoken(f"{number}", language, "t") for number, language in enumerate(("de", "de", "en", "fr"))]
    texts = ["Das Portal ist langsam", "Die Suche ist schlecht", "The portal is slow", "Le portail est lent"]
    found = fit([f"{row}" for row in range(4)], texts, Recipe())
    scores = language_scores(found, comments, "theme")
    assert (scores.groups, scores.of_one_language) == (1, 0)
