"""The job of Listen: group a wave's comments into clusters to read."""

from collections.abc import Callable, Sequence

from app.db import transaction
from app.jobs.queue import task
from app.jobs.worker import tell_progress
from app.themes import queries, services
from app.themes.models import ThemingRun

FEWEST_COMMENTS = 5
_STEP_WORTH_TELLING = 0.05


@task("themes.run", attempts=3)
def run_theming(run_id: int) -> None:
    """Group the comments of the run's wave. The same comments give the same clusters; a second run is harmless."""
    run = queries.run_by_id(run_id)
    if run is None or run.state == "done":
        return
    wave_id, seed = run.wave_id, run.seed
    with transaction():
        services.start_run(_run(run_id))
    comments = queries.comments_to_group(wave_id)
    if len(comments) < FEWEST_COMMENTS:
        with transaction():
            services.end_run_without_clusters(_run(run_id), len(comments))
        return
    try:
        _group(run_id, seed, comments)
    except Exception as error:
        with transaction():
            services.fail_run(_run(run_id), error)
        raise


def _group(run_id: int, seed: int, comments: Sequence[queries.ToGroup]) -> None:
    # The analysis is loaded here, so that the web process never does.
    import numpy as np

    from analysis.lineage import propose_matches
    from analysis.pipeline import fit
    from analysis.result import Recipe

    _give_centroids(_run(run_id).program_id)
    known = queries.theme_centroids(_run(run_id).program_id)
    result = fit(
        [comment.public_id for comment in comments],
        [comment.text for comment in comments],
        Recipe(seed=seed),
        progress=_teller(),
    )
    matches = propose_matches(
        {key: result.centroid(key) for key in result.centroid_ids},
        {str(theme_id): np.frombuffer(centroid, dtype="<f4") for theme_id, centroid in known.items()},
    )
    with transaction():
        services.store_result(_run(run_id), result, matches, {comment.public_id: comment.id for comment in comments})


def _give_centroids(program_id: int) -> None:
    """Place the themes that were split off by hand, so that new clusters can be compared with them."""
    texts = queries.texts_of_themes_without_centroid(program_id)
    if not texts:
        return
    from analysis.embed import embed_for_matching

    centroids = {theme_id: embed_for_matching(some).mean(axis=0) for theme_id, some in texts.items()}
    with transaction():
        services.keep_centroids({key: centroid.astype("<f4").tobytes() for key, centroid in centroids.items()})


def _run(run_id: int) -> ThemingRun:
    run = queries.run_by_id(run_id)
    assert run is not None
    return run


def _teller() -> Callable[[str, float], None]:
    """Return a function that tells the job's progress, not more often than a reader could notice."""
    told: tuple[str, float] = ("", 0.0)

    def tell(step: str, share: float) -> None:
        nonlocal told
        if step != told[0] or share - told[1] >= _STEP_WORTH_TELLING:
            told = (step, share)
            tell_progress(share, step)

    return tell
