"""What two states of a codebook differ in, as people say it."""

from app.themes.core.codebook_diff import Run, diff, diff_words
from app.themes.core.codebook_document import (
    CodebookDocument,
    DocumentTheme,
    RetiredTheme,
    digest_of,
    read_document,
)
from app.themes.core.theme_text import ThemeText


def theme(key: str, name: str, definition: str = "", split_from: str | None = None) -> DocumentTheme:
    return DocumentTheme(key, f"guid-{key}", ThemeText(name, definition, examples=("One", "Two")), split_from)


BEFORE = CodebookDocument((theme("a", "Exams"), theme("b", "Portal", "Signing in takes long."), theme("c", "Prices")))


def sentences(before: CodebookDocument, after: CodebookDocument) -> list[str]:
    return [one.sentence for one in diff(before, after)]


def test_each_thing_that_can_happen_to_a_theme_has_a_sentence_of_its_own() -> None:
    after = CodebookDocument(
        (
            theme("a", "Exams are hard"),
            theme("d", "Billing", split_from="b"),
            theme("b", "Portal"),
            theme("e", "Other"),
        ),
        (RetiredTheme("c", "Prices", "a"),),
    )
    assert sentences(BEFORE, after) == [
        "“Billing” was split from “Portal”",
        "“Other” is new",
        "“Exams” is now called “Exams are hard”",
        "“Portal” is said in other words",
        "“Prices” is now part of “Exams are hard”",
    ]
    back = sentences(after, BEFORE)
    assert "“Prices” is back in the codebook" in back
    assert "“Billing” is no longer in the codebook" in back


def test_a_theme_merged_twice_is_found_where_it_is_now_and_a_circle_ends() -> None:
    retired = (RetiredTheme("a", "Exams", "b"), RetiredTheme("b", "Portal", "c"))
    assert sentences(BEFORE, CodebookDocument((theme("c", "Prices"),), retired)) == [
        "“Exams” is now part of “Prices”",
        "“Portal” is now part of “Prices”",
    ]
    circle = (RetiredTheme("a", "Exams", "b"), RetiredTheme("b", "Portal", "a"), RetiredTheme("c", "Prices"))
    assert sentences(BEFORE, CodebookDocument((), circle)) == [
        f"“{name}” is no longer in the codebook" for name in ("Exams", "Portal", "Prices")
    ]


def test_other_words_are_shown_word_by_word_and_nothing_is_lost() -> None:
    before, after = "Signing in takes long, always.", "Signing in to the portal takes long."
    runs = diff_words(before, after)
    assert "".join(run.text for run in runs if run.kind != "new") == before
    assert "".join(run.text for run in runs if run.kind != "gone") == after
    assert Run("new", "to the portal ") in runs or Run("new", " to the portal") in runs


def test_states_that_say_the_same_do_not_differ_and_have_one_digest() -> None:
    assert diff(BEFORE, BEFORE) == ()
    again = read_document(BEFORE.as_dict())
    assert again == BEFORE
    assert digest_of(again.as_dict()) == digest_of(BEFORE.as_dict())
    assert digest_of(CodebookDocument((theme("a", "Exams!"),)).as_dict()) != digest_of(BEFORE.as_dict())
