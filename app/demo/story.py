"""The written story of the demo: proposals, discussion, council sessions and outcomes, read from one file."""

from functools import cache
from pathlib import Path
from typing import Any

from app.demo.texts import read_yaml

NORTHWIND = Path(__file__).parent / "northwind"
PULSE_INSTRUMENT = NORTHWIND / "pulse.surveyjs.json"


@cache
def story() -> dict[str, Any]:
    """Return the story: `program`, `proposals`, `sessions` and `outcomes`, as northwind/story.yaml describes them."""
    return read_yaml(NORTHWIND / "story.yaml")
