"""Views neither query nor commit; services never commit; nothing evaluates or pickles."""

import ast
import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
APP = PROJECT / "app"


def python_files(*patterns: str) -> list[Path]:
    return sorted({path for pattern in patterns for path in APP.glob(pattern)})


def calls(path: Path) -> set[str]:
    """Return the dotted names that are called in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return names | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}


def test_views_and_forms_do_not_query() -> None:
    for path in python_files("*/views.py", "*/views/*.py", "*/forms.py"):
        assert not {name for name in imported(path) if name.startswith("sqlalchemy")}, path
        assert not {name for name in calls(path) if "session." in name and "database" in name}, path


def test_only_the_transaction_commits() -> None:
    for path in APP.rglob("*.py"):
        if path == APP / "db" / "transaction.py":
            continue
        assert not {name for name in calls(path) if name.endswith(".commit")}, path


def test_nothing_is_evaluated_or_unpickled() -> None:
    for folder in (APP, PROJECT / "surveys", PROJECT / "analysis"):
        for path in folder.rglob("*.py"):
            assert not calls(path) & {"eval", "exec", "pickle.load", "pickle.loads"}, path
            assert "yaml.load" not in calls(path) or "SafeLoader" in path.read_text(encoding="utf-8"), path
            assert not imported(path) & {"pickle", "shelve", "marshal"}, path


def is_route(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        re.search(r"\.(route|get|post)\(", ast.unparse(decorator)) for decorator in node.decorator_list
    )


def test_views_are_short() -> None:
    long = []
    for path in python_files("*/views.py", "*/views/*.py"):
        for node in filter(is_route, ast.parse(path.read_text(encoding="utf-8")).body):
            assert isinstance(node, ast.FunctionDef)
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1
            if lines > 12:
                long.append(f"{path.relative_to(PROJECT)}:{node.name} {lines}")
    assert long == []


def test_no_template_marks_peoples_text_as_safe_or_styles_inline() -> None:
    for path in APP.rglob("templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false", text), path
        assert not re.search(r"\sstyle=|\son[a-z]+=", text), path
