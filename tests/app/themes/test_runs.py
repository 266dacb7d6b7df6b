"""Theming runs: asked for when a wave ends, done by the worker, the same twice, harmless when repeated."""

from collections.abc import Sequence
from typing import Any

import pytest
from flask import Flask

from analysis.result import Recipe, ThemingResult
from app.db import database, emit, transaction
from app.jobs.worker import work_off
from app.pulse.events import WaveClosed
from app.shared.errors import ConflictError, DomainError
from app.themes import queries, services
from app.themes.models import Cluster, ClusterComment
from app.themes.tasks import run_theming
from tests.app.themes.conftest import GROUPS, Scene, said
from tests.people import make_program
from tests.theme_makers import accept, fake_fit, make_closed_wave


@pytest.fixture
def fitted(monkeypatch: pytest.MonkeyPatch) -> list[Recipe]:
    """Runs group comments by their words; the recipes they were asked with are remembered."""
    recipes: list[Recipe] = []

    def fit(ids: Sequence[str], texts: Sequence[str], recipe: Recipe, **_: Any) -> ThemingResult:
        recipes.append(recipe)
        return fake_fit(GROUPS, ids, texts)

    monkeypatch.setattr("analysis.pipeline.fit", fit)
    return recipes


def ask(scene: Scene, by_hand: bool = True) -> str:
    with transaction():
        wave = scene.wave
        return services.ask_for_run(wave, by=scene.analyst if by_hand else None).public_id


def stored() -> tuple[list[Any], list[Any]]:
    clusters = database.session.query(Cluster).order_by(Cluster.id)
    places = database.session.query(ClusterComment).order_by(ClusterComment.id)
    return (
        [(c.key, c.parent_key, c.label, c.size, c.state, c.centroid, c.proposed_theme_id) for c in clusters],
        [(p.comment_id, p.rank, p.score, p.exemplar) for p in places],
    )


def test_a_wave_that_ends_is_grouped_by_the_worker(scene: Scene, fitted: list[Recipe]) -> None:
    with transaction():
        emit(WaveClosed(scene.wave.id))
    (run,) = queries.runs(scene.program.id)
    assert run.state == "waiting"
    work_off()
    (run,) = queries.runs(scene.program.id)
    assert (run.state, run.seed, run.comments, run.input_digest) == ("done", 1, 25, "d" * 64)
    assert [recipe.seed for recipe in fitted] == [1]
    assert [cluster.label for cluster in queries.clusters_to_read(scene.program.id)] == list(GROUPS)


def test_comments_that_say_nothing_are_set_apart(app: Flask, fitted: list[Recipe]) -> None:
    from tests.theme_makers import Said

    program_id = (program := make_program()).id
    wave = make_closed_wave(program, [*said(), *(Said("n/a") for _ in range(4))])
    with transaction():
        services.ask_for_run(wave, by=None)
    work_off()
    apart = next(one for one in queries.clusters(queries.runs(program_id)[0].id) if one.key == queries.SET_APART)
    assert (apart.size, apart.state) == (4, "discarded")
    assert queries.waiting_clusters(program_id) == 3


def test_the_same_run_twice_stores_the_same(scene: Scene, fitted: list[Recipe]) -> None:
    ask(scene)
    work_off()
    first = stored()
    run_theming.run(run_id=queries.runs(scene.program.id)[0].id)  # the job is delivered again
    assert stored() == first
    assert len(fitted) == 1
    ask(scene)
    work_off()
    assert stored() == first  # the earlier run's clusters, which nobody had acted on, gave way


def test_clusters_of_a_run_that_somebody_acted_on_stay(scene: Scene, fitted: list[Recipe]) -> None:
    ask(scene)
    work_off()
    theme_id = accept(queries.clusters_to_read(scene.program.id)[0], "Certification", scene.analyst).id
    ask(scene)
    work_off()
    waiting = queries.clusters_to_read(scene.program.id)
    assert [one.label for one in waiting] == ["Certification", "Portal", "Prices", "Portal", "Prices"]
    assert (waiting[0].proposed_theme_id, waiting[0].similarity) == (theme_id, 1.0)
    assert waiting[1].proposed_theme_id is None


def test_comments_placed_by_hand_are_left_alone(scene: Scene, fitted: list[Recipe]) -> None:
    ask(scene)
    work_off()
    waiting = queries.clusters_to_read(scene.program.id)
    one, other = accept(waiting[0], "Certification", scene.analyst), accept(waiting[1], "Portal", scene.analyst)
    moved = queries.comment_rows(waiting[0].id)[0]
    with transaction():
        services.move_comments([moved], queries.theme_by_id(one.id), queries.theme_by_id(other.id), by=scene.analyst)
    assert moved not in {comment.id for comment in queries.comments_to_group(scene.wave.id)}


def test_a_failed_run_says_why_and_is_tried_again(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise MemoryError("no room for the vectors")

    monkeypatch.setattr("analysis.pipeline.fit", broken)
    ask(scene)
    work_off()
    (run,) = queries.runs(scene.program.id)
    assert (run.state, run.error) == ("failed", "MemoryError: no room for the vectors")
    monkeypatch.setattr("analysis.pipeline.fit", lambda ids, texts, recipe, **_: fake_fit(GROUPS, ids, texts))
    run_theming.run(run_id=run.id)
    assert queries.runs(scene.program.id)[0].state == "done"


def test_a_tiny_wave_ends_well_without_clusters(app: Flask, fitted: list[Recipe]) -> None:
    program_id = (program := make_program()).id
    wave = make_closed_wave(program, said()[:3])
    with transaction():
        services.ask_for_run(wave, by=None)
    work_off()
    (run,) = queries.runs(program_id)
    assert (run.state, run.comments, fitted) == ("done", 3, [])


def test_a_second_run_is_not_asked_while_one_is_under_way_nor_of_an_open_wave(scene: Scene) -> None:
    first = ask(scene)
    with pytest.raises(ConflictError, match="already"):
        ask(scene)
    assert ask(scene, by_hand=False) == first
    with transaction():
        scene.wave.state = "open"
        queries.run(scene.program.id, first).state = "done"
    with pytest.raises(DomainError, match="still open"):
        ask(scene)


def test_real_comments_are_grouped_by_what_they_say(scene: Scene) -> None:
    ask(scene)
    work_off()
    (run,) = queries.runs(scene.program.id)
    assert run.state == "done", run.error
    assert run.recipe["seed"] == 1
    assert "scikit-learn" in run.versions
    waiting = queries.clusters_to_read(scene.program.id)
    assert sum(cluster.size for cluster in waiting) == 25
    texts = [member.text for member in queries.comments_of(waiting[0])]
    assert len({("exam" in text, "leave" in text, "portal" in text) for text in texts}) <= 2, texts
