"""Writing a rulebook: equal rulebooks give equal texts and digests."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.core import RulebookErrors, apply_changes, parse_rulebook, rulebook_digest, write_rulebook
from tests.app.rules.core.sample import TEXT, changes, sample


@settings(deadline=None)
@given(st.lists(changes, max_size=4))
def test_reading_what_was_written_gives_the_same_rulebook(wanted: list) -> None:
    try:
        rulebook = apply_changes(sample(), wanted)
    except RulebookErrors:
        return
    text = write_rulebook(rulebook)
    read = parse_rulebook(text, name="written.yaml")
    assert read == rulebook
    assert write_rulebook(read) == text


def test_the_digest_depends_on_the_rules_and_not_on_how_they_are_written() -> None:
    spaced = TEXT.replace("{value: 2}", "{ value:  2.0 } # two").replace("10.5", "10.500")
    assert rulebook_digest(parse_rulebook(spaced, name="spaced")) == rulebook_digest(sample())
    other = TEXT.replace("{value: 2}", "{value: 1}")
    assert rulebook_digest(parse_rulebook(other, name="other")) != rulebook_digest(sample())


def test_words_that_yaml_takes_for_something_else_come_back_as_words() -> None:
    text = TEXT.replace("[small, large]", "['no', 'null', large]").replace("Fee back.", "'yes: # \"no\" – 12:30'")
    rulebook = parse_rulebook(text, name="odd words")
    assert rulebook.fact_by_key["size"].type.choices == ("no", "null", "large")
    assert parse_rulebook(write_rulebook(rulebook), name="again") == rulebook
