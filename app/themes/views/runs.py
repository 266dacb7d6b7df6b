"""Theming runs: ask for one, see how it goes and from what it can be made again."""

from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.pulse import queries as pulse
from app.themes import queries, services
from app.themes.forms import WaveForm
from app.themes.models import ThemingRun
from app.themes.views import bp
from app.web.respond import page, see_other


@bp.post("/themes/runs")
@requires("themes.edit")
def ask_for_run() -> Response:
    viewer, form = the_viewer(), WaveForm()
    with transaction():
        wave = pulse.wave(viewer.program_id, form.wave.data or "")
        public_id = services.ask_for_run(wave, by=viewer).public_id
    return see_other(url_for("themes.run", public_id=public_id))


@bp.get("/themes/runs/<public_id>")
@requires("themes.edit")
def run(public_id: str) -> Response:
    found = queries.run(the_viewer().program_id, public_id)
    return page("themes/run.html", part="themes/_progress.html", **_known(found))


def _known(run: ThemingRun) -> dict[str, Any]:
    """Return what the page of a run shows."""
    clusters = [one for one in queries.clusters(run.id) if one.parent_key is None]
    coding = queries.coding_of_run(run.id)
    return {
        "run": run,
        "wave": pulse.wave_by_id(run.wave_id),
        "coding": coding,
        "figures": queries.coding_figures(coding) if coding else None,
        "clusters": clusters,
        "too_small": queries.too_small_to_read(clusters),
        "set_apart": queries.SET_APART,
        "progress": queries.progress_of(run.id),
    }
