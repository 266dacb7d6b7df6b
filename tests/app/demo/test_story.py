"""Facts of the written story: everybody in it exists, and it agrees with the topics."""

from collections.abc import Iterator
from typing import Any

from app.demo.cast.staff import STAFF
from app.demo.story import story
from app.demo.voices import TOPICS

GRANTS = {person.grant for person in STAFF}
TOPIC_KEYS = {topic.key for topic in TOPICS}


def _walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for part in node:
            yield from _walk(part)
    elif isinstance(node, dict):
        yield node
        for part in node.values():
            yield from _walk(part)


def test_everyone_who_speaks_or_votes_is_on_the_staff_or_has_a_seat() -> None:
    speakers = [node["by"] for node in _walk(story()) if "by" in node]
    assert len(speakers) > 30
    assert all(by in GRANTS or by in range(1, 13) for by in speakers)
    for proposal in story()["proposals"]:
        assert set(proposal["ballot"]["votes"]) <= set(range(1, 13))


def test_three_proposals_stand_in_three_states() -> None:
    states = {proposal["key"]: proposal["state"] for proposal in story()["proposals"]}
    assert states == {
        "four-engineers": "ballot_open",
        "four-hour-quotes": "in_force",
        "monthly-rebates": "declined",
    }


def test_themes_and_proposals_that_are_named_exist() -> None:
    proposals = {proposal["key"] for proposal in story()["proposals"]}
    for node in _walk(story()):
        assert node.get("theme", "quotes") in TOPIC_KEYS
        assert node.get("proposal", "four-engineers") in proposals


def test_keys_are_words_and_no_text_is_empty_by_accident() -> None:
    for node in _walk(story()):
        for key, value in node.items():
            assert isinstance(key, str | int), "an unquoted word of YAML became a boolean"
            assert not isinstance(key, bool), "an unquoted word of YAML became a boolean"
            assert value is not None, key


def test_the_ballots_end_as_the_story_says() -> None:
    for proposal in story()["proposals"]:
        votes = list(proposal["ballot"]["votes"].values())
        cast = votes.count("for") + votes.count("against")
        carried = votes.count("for") / cast >= proposal["ballot"]["rule"]["majority"]
        assert len(votes) >= proposal["ballot"]["rule"]["quorum"]
        if "decision" in proposal:
            assert carried == (proposal["decision"]["result"] == "adopted")


def test_a_recused_member_has_not_voted() -> None:
    open_ballot = story()["proposals"][0]
    recused = {recusal["seat"] for recusal in open_ballot["recusals"]}
    assert recused == {2}
    assert not recused & set(open_ballot["ballot"]["votes"])
    assert len(open_ballot["ballot"]["votes"]) == 9


def test_two_sessions_were_held_with_minutes_and_one_is_planned() -> None:
    sessions = story()["sessions"]
    assert [session["state"] for session in sessions] == ["held", "held", "planned"]
    assert all(bool(session["minutes"]) == (session["state"] == "held") for session in sessions)


def test_a_concern_was_resolved_and_a_reason_given_for_each_refusal() -> None:
    posts = [post for proposal in story()["proposals"] for post in proposal["posts"]]
    assert any("resolved_by" in post for post in posts)
    for node in _walk(story()):
        if node.get("state") == "declined" and "number" in node:
            assert node["reason"]
    assert {outcome["state"] for outcome in story()["outcomes"]} == {
        "done",
        "planned",
        "declined",
        "in_council",
    }


def test_an_answer_in_a_discussion_follows_the_post_it_answers() -> None:
    for proposal in story()["proposals"]:
        for position, post in enumerate(proposal["posts"], start=1):
            assert post.get("answers", 0) < position
