"""A comment of several sentences may speak of several themes."""

from collections import Counter

from analysis.pipeline import fit
from analysis.result import Recipe
from analysis.units import sentences
from tests.analysis.comments import topical_comments


def test_a_text_is_cut_into_sentences_and_a_short_one_stays_with_the_one_before() -> None:
    assert sentences(
        "The portal is very slow. Really! The exam costs far too much.\nNobody answers the support line"
    ) == [
        "The portal is very slow. Really!",
        "The exam costs far too much.",
        "Nobody answers the support line",
    ]
    assert sentences("") == []
    assert sentences("one thing only") == ["one thing only"]


def test_a_comment_on_two_topics_carries_the_themes_of_both() -> None:
    comments = topical_comments(120)
    ids, texts = [one for one, _, _ in comments], [text for _, text, _ in comments]
    both = (
        "The partner portal is painfully slow in every browser. Your webinars are excellent and helped our colleagues."
    )
    result = fit([*ids, "both"], [*texts, both], Recipe(themes=6))
    topic = {identifier: topic for identifier, _, topic in comments}
    members: dict[str, Counter[str]] = {}
    for one in result.assignments:
        if one.rank == 1 and one.id in topic:
            members.setdefault(one.theme_id, Counter())[topic[one.id]] += 1
    carried = {members[one.theme_id].most_common(1)[0][0] for one in result.assignments if one.id == "both"}
    assert carried == {"portal", "training"}
