"""The short word lists that the analysis reads: names, non-answers, stop words."""

from functools import cache
from pathlib import Path


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the comma-separated phrases of the list `name`; lines that start with # are left out."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    listed = ",".join(line for line in lines if not line.startswith("#"))
    return frozenset(phrase.strip() for phrase in listed.split(",")) - {""}
