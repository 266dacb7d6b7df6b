"""A worker that lost its lease stores nothing over what another has stored, and doesn't call it failed."""

import pytest

from app.db import database, transaction
from app.themes import queries, services, tasks
from app.themes.models import ThemingRun
from tests.app.themes.conftest import Scene


@pytest.mark.parametrize("fails", [False, True])
def test_a_run_that_another_worker_ended_meanwhile_stays_as_it_is(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    with transaction():
        run_id = services.ask_for_run(scene.wave, by=scene.analyst).id

    def be_overtaken(*_given: object) -> None:
        with transaction():
            services.end_run_without_clusters(database.session.get_one(ThemingRun, run_id), 25)
        if fails:
            raise ZeroDivisionError

    monkeypatch.setattr(tasks, "code_comments", be_overtaken)
    if fails:
        with pytest.raises(ZeroDivisionError):
            tasks.run_theming.run(run_id=run_id)
    else:
        tasks.run_theming.run(run_id=run_id)
    run = queries.run_by_id(run_id)
    assert run is not None
    assert (run.state, run.error) == ("done", "")
    assert queries.clusters_to_read(scene.program_id) == []
