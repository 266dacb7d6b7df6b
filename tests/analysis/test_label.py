"""Groups get words that people wrote, and labels that tell them apart."""

import numpy as np

from analysis.label import typical, words_of_groups

PORTAL = ["The partner portal is slow", "Our MFA sign-in to the partner portal fails", "The partner portal logs me out"]
EXAMS = ["The exam fee is too high", "Nobody pays us the exam fee", "Why is there an exam fee every year"]


def test_a_label_is_a_phrase_people_wrote_and_keywords_leave_out_small_words() -> None:
    portal, exams = words_of_groups([PORTAL * 4, EXAMS * 4])
    assert "partner portal" in portal.label.lower()
    assert "exam fee" in exams.label.lower()
    assert not {"the", "is", "our"} & {word for keyword in portal.keywords for word in keyword.split()}


def test_abbreviations_keep_their_capitals() -> None:
    (words,) = words_of_groups([["The MFA code never comes", "Resetting MFA takes days", "My MFA is broken"] * 4])
    assert "MFA" in words.keywords


def test_two_groups_of_the_same_words_still_have_two_names() -> None:
    labels = [words.label for words in words_of_groups([PORTAL, PORTAL, PORTAL, [""], [""]])]
    assert len(set(labels)) == 5


def test_a_label_is_short_and_no_word_that_says_nothing_stands_in_it() -> None:
    texts = [
        "Somebody asked XXXX about spare parts",
        "Asked for spare parts, somebody laughed",
        "Spare parts, asked twice",
    ]
    (words,) = words_of_groups([texts * 4])
    assert words.label == "Spare parts"
    long = [
        f"{one} deal {other} registration {one} margin {other}" for one in ("slow", "low") for other in ("new", "old")
    ]
    assert all(len(words.label.split()) <= 4 for words in words_of_groups([long * 3, texts, PORTAL, EXAMS]))


def test_the_commoner_spelling_of_a_word_is_shown_and_of_equals_the_plain_one() -> None:
    (words,) = words_of_groups([["a satIsfactory stay", "a satisfactory stay", "one stay"] * 3])
    assert "satisfactory" in words.keywords


def test_typical_comments_are_near_the_middle_readable_and_unlike_one_another() -> None:
    texts = ["x" * 60, "x" * 61, "x" * 62, "ok", "x" * 900]
    angles = np.radians([19, 20, -25, 0, 0])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    middle = np.array([1, 0], dtype=np.float32)
    assert typical(texts, vectors, middle, 2) == [0, 2]
    assert typical(texts[3:], vectors[3:], middle) == [0, 1]
    assert typical([], vectors[:0], middle) == []


def test_what_no_person_wrote_as_a_word_is_no_keyword() -> None:
    (words,) = words_of_groups([["x" * 5_000, f"portal {'y' * 60}", "portal is slow"]])
    assert max(map(len, words.keywords)) <= 45
    assert "portal" in words.label.lower()
