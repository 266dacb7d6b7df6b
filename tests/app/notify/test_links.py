"""Links in mails: what is blanked, and what can be followed."""

import pytest

from app.notify.links import blank_personal_links, text_parts

SECRET = "Abcdefghijklmnop_-123456"


@pytest.mark.parametrize("path", ["/p/", "/sign-in/"])
def test_the_secret_of_a_personal_link_is_blanked(path: str) -> None:
    text = f"Hello,\n\nhttps://parley.example{path}{SECRET}\nBye"
    assert blank_personal_links(text) == f"Hello,\n\nhttps://parley.example{path}…\nBye"


def test_a_secret_below_a_base_path_or_with_a_query_is_blanked() -> None:
    for link in (f"https://x.example/parley/p/{SECRET}", f"https://x.example/p/{SECRET}?l=de"):
        assert SECRET not in blank_personal_links(link)


def test_other_links_stay() -> None:
    text = "See https://parley.example/changes and https://parley.example/proposals/01k3abcdefghijklmnopqrstuv."
    assert blank_personal_links(text) == text


def test_a_text_falls_apart_into_words_and_links() -> None:
    text = f"Go to\nhttps://parley.example/p/{SECRET}\nor not."
    assert text_parts(text) == [
        ("Go to\n", False),
        (f"https://parley.example/p/{SECRET}", True),
        ("\nor not.", False),
    ]


def test_a_blanked_link_cannot_be_followed() -> None:
    assert text_parts("https://parley.example/p/…") == [("https://parley.example/p/…", False)]
