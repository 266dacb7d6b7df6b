"""Coding with examples: what is alike gets their theme, what is on something else stays uncoded."""

import numpy as np
import pytest

from analysis.coding.codebook_file import CodedTheme
from analysis.coding.coder import Example, code

THEMES = [
    CodedTheme("exams", "Certification exams", "Exams are hard."),
    CodedTheme("portal", "Slow portal", "The portal is slow."),
    CodedTheme("margin", "Margins", "Margins are too low."),
]
_SAID = {
    "exams": ["The {} exam is too hard", "Engineers fail the {} certification test", "Recertifying {} costs us weeks"],
    "portal": ["The portal is slow in {}", "Pages of the {} portal never load", "Logging in to the portal takes {}"],
    "margin": ["Margins on {} are too low", "We earn nothing on {}", "The discount on {} is not worth the work"],
}
_THINGS = ["storage", "cloud", "network", "security", "backup"]
EXAMPLES = [Example(text.format(thing), key) for key, texts in _SAID.items() for text in texts for thing in _THINGS]
COMMENTS = ["That certification exam is far too hard", "The portal is terribly slow today", "Our margin is too low"]


def test_comments_get_the_theme_of_what_they_are_like() -> None:
    found = code(THEMES, EXAMPLES, COMMENTS)
    assert [one.first.theme for one in found.comments] == ["exams", "portal", "margin"]
    assert all(one.fits for one in found.comments)
    assert found.taught_by == len(EXAMPLES)
    assert code(THEMES, EXAMPLES, COMMENTS) == found


def test_what_fits_no_theme_stays_uncoded_and_is_asked_before_what_is_sure() -> None:
    strange = ["My grandmother bakes apple cake on Sundays", "The weather in Lisbon was lovely"]
    found = code(THEMES, EXAMPLES, [*COMMENTS, *strange])
    assert [one.fits for one in found.comments] == [True, True, True, False, False]
    assert sorted(found.to_ask) == [0, 1, 2, 3, 4]


def test_names_and_definitions_code_where_nobody_has_decided_anything() -> None:
    found = code(THEMES, [], COMMENTS)
    assert [one.first.theme for one in found.comments] == ["exams", "portal", "margin"]


def test_the_mean_of_a_themes_comments_codes_what_its_name_does_not_say() -> None:
    from analysis.embed import embed_for_matching

    mean = embed_for_matching([one.text for one in EXAMPLES if one.theme == "portal"]).mean(axis=0)
    themes = [CodedTheme("a", "Alpha"), CodedTheme("b", "Beta", vector=tuple(map(float, mean)))]
    assert code(themes, [], ["Pages of the portal are slow"]).comments[0].first.theme == "b"


def test_a_codebook_without_themes_and_an_example_of_an_unknown_theme_are_refused() -> None:
    with pytest.raises(ValueError, match="without a theme"):
        code([], [], COMMENTS)
    with pytest.raises(ValueError, match="no theme prices"):
        code(THEMES, [Example("x", "prices")], COMMENTS)
    assert code(THEMES, EXAMPLES, []).comments == ()


def test_degrees_are_probabilities() -> None:
    found = code(THEMES, EXAMPLES, COMMENTS)
    degrees = np.array([one.first.degree for one in found.comments])
    assert ((degrees >= 0) & (degrees <= 1)).all()
