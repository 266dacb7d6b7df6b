"""Where the public data sets lie that tests use by path; they are never part of the project."""

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
_candidate = Path(os.environ.get("PARLEY_SHARED_DATA", PROJECT.parent / "shared" / "data"))
SHARED_DATA: Path | None = _candidate if _candidate.is_dir() else None

needs_shared_data = pytest.mark.skipif(
    SHARED_DATA is None, reason="the public data sets are not beside the project (../shared/data)"
)
