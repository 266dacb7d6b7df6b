"""Files stay small enough to be read at once."""

import ast
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = [
    path
    for folder in ("app", "surveys", "analysis", "tests", "bench")
    for path in (PROJECT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
] + [PROJECT / "config.py", PROJECT / "wsgi.py"]


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_400_lines() -> None:
    assert [f"{path.relative_to(PROJECT)}: {length(path)}" for path in SOURCES if length(path) > 400] == []


def test_the_median_file_has_at_most_80_lines() -> None:
    lengths = [length(path) for path in SOURCES if path.name != "__init__.py" and "tests" not in path.parts]
    assert median(lengths) <= 80


def test_no_function_has_more_than_30_statements() -> None:
    long = [
        f"{path.relative_to(PROJECT)}: {node.name}"
        for path in SOURCES
        if "tests" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and sum(isinstance(part, ast.stmt) for part in ast.walk(node)) > 31
    ]
    assert long == []


def test_no_template_is_longer_than_120_lines() -> None:
    templates = (PROJECT / "app").rglob("templates/**/*.html")
    assert [f"{path.relative_to(PROJECT)}: {length(path)}" for path in templates if length(path) > 120] == []
