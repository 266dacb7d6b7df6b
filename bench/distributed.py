"""Places comments in a fitted space on a local Dask cluster, and in one process, and says which was faster."""

import os
import time
from collections.abc import Sequence

import numpy as np
from threadpoolctl import threadpool_limits

from analysis.cluster import Labels
from analysis.embed import Vectors
from analysis.models import usable_cores
from analysis.space import TEXTS_PLACED_AT_ONCE, Space, fit_space, parts

_FITTED = 20_000
_CENTROIDS = 200
_READ_AT_ONCE = 500


def compare(texts: Sequence[str], *, semantic: bool) -> str:
    """Return one printed line; raises AssertionError where the cluster puts a single comment elsewhere.

    The space is fitted on the first 20,000 (semantic: 2,000) in this process; what is compared is the placing of
    the rest, the step whose cost grows with the comments. The texts must be in an order without meaning.
    """
    from distributed import Client, LocalCluster

    fitted = min(_FITTED if not semantic else _FITTED // 10, len(texts) // 2)
    space, _, vectors = fit_space(texts[:fitted], semantic=semantic)
    centroids, rest = vectors[:_CENTROIDS], texts[fitted:]
    at_once = _READ_AT_ONCE if semantic else TEXTS_PLACED_AT_ONCE
    started = time.perf_counter()
    with threadpool_limits(usable_cores()):
        alone = np.concatenate([_labels(space, part, centroids) for part in parts(rest, at_once)])
    one_process = time.perf_counter() - started
    workers = usable_cores()
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        for number, worker in enumerate(client.scheduler_info()["workers"]):
            client.run(_pin, number, workers=[worker])
        shared = client.scatter((space, centroids), broadcast=True)
        started = time.perf_counter()
        futures = [
            client.submit(_labels_of, shared, part, key=f"part-{n}") for n, part in enumerate(parts(rest, at_once))
        ]
        together = np.concatenate(client.gather(futures))
        cluster_seconds = time.perf_counter() - started
    assert np.array_equal(alone, together), "the cluster placed comments elsewhere than one process"
    speed_up = one_process / cluster_seconds
    return (
        f"placing {len(rest):,} comments: one process {one_process:.1f} s, {workers} Dask workers "
        f"{cluster_seconds:.1f} s, speed-up {speed_up:.2f}; all labels equal"
    )


def _labels_of(shared: tuple[Space, Vectors], part: Sequence[str]) -> Labels:
    space, centroids = shared
    return _labels(space, part, centroids)


def _labels(space: Space, part: Sequence[str], centroids: Vectors) -> Labels:
    return space.placed(part, centroids)[0]


def _pin(number: int) -> None:
    """Let a worker keep to one processor, so that its models take one thread and not all."""
    if hasattr(os, "sched_setaffinity"):
        usable = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {usable[number % len(usable)]})
