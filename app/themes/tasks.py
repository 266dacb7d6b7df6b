"""The job of Listen: code a wave's comments with the codebook, and group what doesn't fit into clusters to read."""

from collections.abc import Callable, Sequence

from app.db import transaction
from app.jobs.queue import task
from app.jobs.worker import tell_progress
from app.themes import queries, services
from app.themes.coding_run import CodedWave, code_comments
from app.themes.models import ThemingRun

FEWEST_COMMENTS = 5
_STEP_WORTH_TELLING = 0.05
Tell = Callable[[str, float], None]


@task("themes.run", attempts=3)
def run_theming(run_id: int) -> None:
    """Code and group the comments of the run's wave. The same comments give the same; a second run is harmless."""
    run = queries.run_by_id(run_id)
    if run is None or run.state == "done":
        return
    with transaction():
        services.start_run(_run(run_id))
    from analysis.embed import reading_once

    try:
        with reading_once():
            _read(run_id)
    except Exception as error:
        with transaction():
            if open_run := services.lock_open_run(run_id):
                services.fail_run(open_run, error)
        raise


def _read(run_id: int) -> None:
    """Code what fits the codebook and group the rest; both are stored at once, so that no half is ever seen."""
    run, tell = _run(run_id), _teller()
    wave_id = run.wave_id
    coded = code_comments(run, lambda share: tell("coding with the codebook", share))
    fitting = coded.fitting if coded else set()
    comments = [comment for comment in queries.comments_to_group(wave_id) if comment.id not in fitting]
    if len(comments) < FEWEST_COMMENTS:
        with transaction():
            if open_run := services.lock_open_run(run_id):
                _store_coding(open_run, coded)
                services.end_run_without_clusters(open_run, len(comments))
        return
    _group(run_id, coded, comments, tell)


def _group(run_id: int, coded: CodedWave | None, comments: Sequence[queries.ToGroup], tell: Tell) -> None:
    # The analysis is loaded here, so that the web process never does.
    import numpy as np

    from analysis.embed import embed_for_matching
    from analysis.lineage import propose_matches
    from analysis.pipeline import fit
    from analysis.result import Recipe

    run = _run(run_id)
    program_id, seed = run.program_id, run.seed
    _give_centroids(program_id)
    known = queries.theme_centroids(program_id)
    result = fit(
        [comment.public_id for comment in comments],
        [comment.text for comment in comments],
        Recipe(seed=seed),
        progress=tell,
    )
    matches = propose_matches(
        {key: result.centroid(key) for key in result.centroid_ids},
        {str(theme_id): np.frombuffer(centroid, dtype="<f4") for theme_id, centroid in known.items()},
    )
    vectors = embed_for_matching([comment.text for comment in comments])
    with transaction():
        if open_run := services.lock_open_run(run_id):
            _store_coding(open_run, coded)
            services.store_vectors([comment.id for comment in comments], vectors)
            services.store_result(open_run, result, matches, {comment.public_id: comment.id for comment in comments})


def _store_coding(run: ThemingRun, coded: CodedWave | None) -> None:
    if coded is not None:
        services.store_coding(run, coded.coded, taught_by=coded.taught_by, sample=coded.sample, to_ask=coded.to_ask)


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


def _teller() -> Tell:
    """Return a function that tells the job's progress, not more often than a reader could notice."""
    told: tuple[str, float] = ("", 0.0)

    def tell(step: str, share: float) -> None:
        nonlocal told
        if step != told[0] or share - told[1] >= _STEP_WORTH_TELLING:
            told = (step, share)
            tell_progress(share, step)

    return tell
