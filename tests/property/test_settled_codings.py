"""No sequence of edits makes published figures differ by the comments of too few organisations."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from app.themes.core.settling import Settled, settle
from surveys.disclosure import Contribution, Policy, PrivacyMode, Tally

POLICY = Policy(PrivacyMode.confidential, k=3)
OPEN = Policy(PrivacyMode.identified, k=3)
WRITERS = {n: Contribution(f"organisation{n % 12}", f"person{n % 17}") for n in range(24)}

codings = st.dictionaries(st.sampled_from(sorted(WRITERS)), st.integers(1, 3))
histories = st.lists(codings, min_size=1, max_size=8)
changes = st.lists(st.tuples(st.sets(st.integers(0, 23), max_size=9), st.integers(0, 3)), min_size=1, max_size=12)


def states_of(history: list[dict[int, int]]) -> list[dict[int, Settled]]:
    states: list[dict[int, Settled]] = [{}]
    for coded in history:
        states.append(settle(POLICY, WRITERS, coded, states[-1]))
    return states[1:]


def check(states: list[dict[int, Settled]]) -> None:
    always_together: dict[tuple[int | None, ...], list[int]] = defaultdict(list)
    for comment in WRITERS:
        always_together[tuple(state[comment].theme_id for state in states)].append(comment)
    for themes, comments in always_together.items():
        if any(themes):
            assert POLICY.reason_to_hide(Tally.of(WRITERS[one] for one in comments)) is None


@given(histories)
def test_comments_that_were_ever_counted_apart_come_from_enough_organisations(history: list[dict[int, int]]) -> None:
    check(states_of(history))


@given(changes)
def test_small_edits_one_after_another_tell_no_more(edits: list[tuple[set[int], int]]) -> None:
    coded = dict.fromkeys(WRITERS, 1)
    history = [coded]
    for moved, theme in edits:
        coded = {one: coded.get(one, 0) if one not in moved else theme for one in WRITERS}
        history.append({one: code for one, code in coded.items() if code})
    check(states_of(history))


@given(histories)
def test_in_identified_mode_figures_follow_at_once(history: list[dict[int, int]]) -> None:
    state: dict[int, Settled] = {}
    for coded in history:
        state = settle(OPEN, WRITERS, coded, state)
        assert {one: settled.theme_id for one, settled in state.items() if settled.theme_id} == coded


def test_a_move_shows_when_enough_organisations_are_behind_it() -> None:
    before = settle(POLICY, WRITERS, dict.fromkeys(WRITERS, 1), {})
    few = settle(POLICY, WRITERS, dict.fromkeys(WRITERS, 1) | {0: 2, 1: 2}, before)
    enough = settle(POLICY, WRITERS, dict.fromkeys(WRITERS, 1) | {0: 2, 1: 2, 2: 2}, few)
    assert few == before
    assert {one for one, settled in enough.items() if settled.theme_id == 2} == {0, 1, 2}


def test_an_undo_brings_figures_back_although_a_comment_got_the_theme_by_itself() -> None:
    alone = {20: 1}
    before = settle(POLICY, WRITERS, alone, {})
    merged = settle(POLICY, WRITERS, dict.fromkeys(range(10), 1) | alone, before)
    undone = settle(POLICY, WRITERS, alone, merged)
    assert {one for one, settled in merged.items() if settled.theme_id == 1} == {*range(10), 20}
    assert not any(settled.theme_id for settled in undone.values())
    again = settle(POLICY, WRITERS, dict.fromkeys(range(10), 2) | alone, undone)
    assert {one for one, settled in again.items() if settled.theme_id == 2} == {*range(10), 20}
