import pytest

from surveys.plain_text import folded, plain_text, says_something


def test_control_characters_and_broken_surrogates_are_removed_and_tabs_stay() -> None:
    assert plain_text("a\x00b\x1b[31m\ud800c\td\x85") == "ab[31mc\td"


def test_every_line_end_becomes_one_kind_or_a_space_on_one_line() -> None:
    assert plain_text("a\r\nb\rc\n") == "a\nb\nc"
    assert plain_text("a\r\nb", many_lines=False) == "a b"


def test_letters_with_combining_accents_become_single_signs() -> None:
    assert plain_text("e\u0301") == "é"


def test_right_to_left_text_and_joiners_stay_as_they_are() -> None:
    assert plain_text("مرحبا بالعالم") == "مرحبا بالعالم"
    assert plain_text("می\u200cخواهم 👩\u200d💻") == "می\u200cخواهم 👩\u200d💻"


@pytest.mark.parametrize("text", ["", "  \n", "\u200b", "\u2060 \ufeff"])
def test_spaces_and_invisible_signs_say_nothing(text: str) -> None:
    assert not says_something(text)


def test_a_full_stop_says_something() -> None:
    assert says_something(" . ")


def test_non_breaking_spaces_fold_into_one_space() -> None:
    assert folded("\xa0Is it\xa0 good?\n") == "Is it good?"
