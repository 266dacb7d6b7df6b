"""Changes of parameters are typed and bounded by the rulebook."""

import datetime as dt
from typing import Any

import pytest

from app.db import transaction
from app.proposals import queries, services
from app.shared.errors import DomainError
from tests.proposal_makers import SUMMER, Stage, make_draft, stored, viewer
from tests.pulse_makers import make_wave

GOLD = "gold.certified_engineers"


@pytest.mark.parametrize(
    ("parameter", "selector", "after", "field"),
    [
        (GOLD, {}, "51", "after"),
        (GOLD, {}, "-1", "after"),
        (GOLD, {}, "four", "after"),
        (GOLD, {}, "", "after"),
        (GOLD, {}, "4", "after"),
        (GOLD, {"market": "lunar"}, "3", "parameter"),
        (GOLD, {"planet": "mars"}, "3", "parameter"),
        ("gold.horses", {}, "3", "parameter"),
    ],
    ids=["too much", "too little", "a word", "nothing", "as it is", "no market", "no dimension", "no parameter"],
)
def test_a_value_the_rulebook_refuses_is_not_stored(
    stage: Stage, parameter: str, selector: dict[str, str], after: str, field: str
) -> None:
    draft = make_draft(stage, complete=False)
    with pytest.raises(DomainError) as refused, transaction():
        services.add_change(stored(draft), parameter, selector, after, by=viewer(stage.owner, stage.program))
    assert set(refused.value.fields) == {field}
    assert queries.changes_of(draft) == []


def test_a_change_knows_the_value_before(stage: Stage) -> None:
    draft = make_draft(stage)
    (change,) = queries.changes_of(draft)
    assert (change.before, change.after, change.selector) == ("5", "4", {"role": "msp", "market": "mature"})


def test_a_second_value_for_the_same_partners_takes_the_firsts_place(stage: Stage) -> None:
    draft, owner = make_draft(stage), viewer(stage.owner, stage.program)
    with transaction():
        services.add_change(stored(draft), GOLD, {"market": "mature", "role": "msp"}, "3", by=owner)
        services.add_change(stored(draft), "fee", {}, "1500", by=owner)
    assert [(one.parameter, one.after) for one in queries.changes_of(draft)] == [(GOLD, "3"), ("fee", "1500")]


def test_changes_that_contradict_each_other_are_refused(stage: Stage) -> None:
    draft, owner = make_draft(stage), viewer(stage.owner, stage.program)
    with pytest.raises(DomainError, match="ambiguous"), transaction():
        services.add_change(stored(draft), "fee", {"role": "msp"}, "1500", by=owner)
        services.add_change(stored(draft), "fee", {"market": "mature"}, "1600", by=owner)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"measure": "metric", "key": "nothing"}, "measure"),
        ({"measure": "mood"}, "measure"),
        ({"direction": "sideways"}, "direction"),
        ({"by_date": dt.date(2026, 11, 24)}, "by"),
        ({"target": 25.0}, "target"),
        ({"target": float("nan")}, "target"),
        ({"roles": ["msp", "reseller"]}, "roles"),
    ],
    ids=lambda value: str(value),
)
def test_an_effect_that_could_not_be_measured_is_refused(stage: Stage, wrong: dict[str, Any], field: str) -> None:
    draft = make_draft(stage, complete=False)
    right: dict[str, Any] = {"measure": "theme", "key": stage.theme.public_id, "direction": "down", "by_date": SUMMER}
    with pytest.raises(DomainError) as refused, transaction():
        services.expect(stored(draft), **{**right, **wrong}, by=viewer(stage.owner, stage.program))
    assert field in refused.value.fields


def test_a_question_or_a_metric_can_be_expected_to_move(stage: Stage) -> None:
    draft = make_draft(stage, complete=False)
    make_wave(stage.program)
    owner = viewer(stage.owner, stage.program)
    with transaction():
        services.expect(stored(draft), "question", "pulse/ease", "up", SUMMER, by=owner)
        services.expect(stored(draft), "metric", "certified_engineers", "up", SUMMER, ["msp", "reseller"], by=owner)
    assert [one.measure for one in queries.effects_of(draft)] == ["question", "metric"]
