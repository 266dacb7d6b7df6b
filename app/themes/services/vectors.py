"""Keeps where comments lie in the plain sentence space, so that the web process can find alike ones without a model."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, insert

from app.db import database
from app.themes.core.nearness import stored_vectors
from app.themes.models import CommentVector

_AT_ONCE = 500


def store_vectors(comment_ids: Sequence[int], vectors: NDArray[np.floating]) -> None:
    """Store one vector (a row of `vectors`, as `embed_for_matching` gives them) for each comment, given by row.

    A comment's earlier vector is replaced.
    """
    stored = stored_vectors(vectors)
    rows = [{"comment_id": comment, "vector": vector} for comment, vector in zip(comment_ids, stored, strict=True)]
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        of_part = CommentVector.comment_id.in_([row["comment_id"] for row in part])
        database.session.execute(delete(CommentVector).where(of_part))
        database.session.execute(insert(CommentVector), part)
