"""`./parley rules`: what it prints, what it writes and how it ends."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.rules.cli import rules
from tests.app.rules.core.sample import TEXT

PARTNERS = """\
external_id,roles,market,engineers,retention,audited
=A1,msp,mature,4,95,yes
B2,msp;reseller,mature,4,95,no
C3,reseller,emerging,,80,no
"""
CHANGE = "changes:\n  - {parameter: gold.engineers, for: {role: msp, market: mature}, value: 4, from: 2027-01-01}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rulebook.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    (tmp_path / "change.yaml").write_text(CHANGE, encoding="utf-8")
    return tmp_path


def check(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(rules, ["check", str(folder / "rulebook.yaml"), *options])


def simulate(folder: Path, *options: str) -> Result:
    files = ["--partners", str(folder / "partners.csv"), "--out", str(folder / "out")]
    return CliRunner().invoke(rules, ["simulate", str(folder / "rulebook.yaml"), *files, *options])


def test_a_good_rulebook_passes_and_its_digest_is_told(folder: Path) -> None:
    result = check(folder, "--json")
    content = json.loads(result.stdout)
    assert (result.exit_code, content["ok"], content["problems"]) == (0, True, [])
    assert len(content["digest"]) == 64
    assert "no problems" in check(folder).stdout


def test_a_bad_rulebook_ends_with_2_and_each_problem_at_its_place(folder: Path) -> None:
    (folder / "rulebook.yaml").write_text(TEXT.replace("{value: 2}", "{value: 99}"), encoding="utf-8")
    result = check(folder, "--json")
    (problem,) = json.loads(result.stdout)["problems"]
    assert (result.exit_code, problem["line"], problem["column"], problem["reason"]) == (2, 31, 17, "out_of_range")
    assert "rulebook.yaml:31:17: the value: 99 people is more than" in check(folder).stderr


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"a: \xff\n", "bad_encoding"), (b"", "empty"), (b"x" * 4_000_001, "too_long"), (b"\x00\x01", "not_yaml")],
)
def test_a_file_that_is_no_rulebook_is_refused(folder: Path, content: bytes, reason: str) -> None:
    (folder / "rulebook.yaml").write_bytes(content)
    result = check(folder, "--json")
    assert (result.exit_code, json.loads(result.stdout)["problems"][0]["reason"]) == (2, reason)


def test_a_simulation_writes_who_moves_and_the_totals(folder: Path) -> None:
    result = simulate(folder, "--change", str(folder / "change.yaml"), "--json")
    assert result.exit_code == 0, result.output
    content = json.loads(result.stdout)
    assert content["changes"] == ["gold.engineers [msp, mature]: 5 → 4 people, from 2027-01-01"]
    assert content["as_at"] == "2027-01-01"
    totals = json.loads((folder / "out" / "summary.json").read_text(encoding="utf-8"))
    assert totals["transitions"]["tier"] == content["transitions"]["tier"]
    assert totals["up"]["tier"] == 1
    with (folder / "out" / "results.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == ["partner", "role", "outcome", "before", "after", "row", "missing"]
    assert [rows[0][name] for name in ("partner", "role", "before", "after")] == ["'=A1", "msp", "silver", "gold"]


def test_results_appear_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    simulate(folder, "--as-at", "2026-06-01")
    earlier = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}
    assert sorted(earlier) == ["results.csv", "summary.json"]

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full_disk)
    result = simulate(folder, "--change", str(folder / "change.yaml"))
    assert (result.exit_code, "No space left on device" in result.stderr) == (1, True)
    assert {path.name: path.read_bytes() for path in (folder / "out").iterdir()} == earlier


def test_without_a_change_the_rulebook_is_evaluated_as_it_is(folder: Path) -> None:
    result = simulate(folder, "--as-at", "2026-06-01")
    assert result.exit_code == 0, result.output
    assert "tier: 0 up, 0 down, 2 unchanged, 1 undetermined (engineers 1, revenue 1)" in result.stdout
    assert "No column for revenue, joined, size: unknown for all." in result.stderr


def test_bad_rows_stop_it_with_nothing_written_unless_they_are_skipped(folder: Path) -> None:
    with (folder / "partners.csv").open("a", encoding="utf-8") as stream:
        stream.write("D4,wizard,mature,1,95,no\nE5,msp,mature,1\n")
    result = simulate(folder, "--json")
    places = [(one["line"], one["column"], one["reason"]) for one in json.loads(result.stdout)["problems"]]
    assert (result.exit_code, places) == (2, [(5, "roles", "unknown_value"), (6, None, "wrong_column_count")])
    assert not (folder / "out").exists()
    skipped = simulate(folder, "--json", "--skip-bad")
    assert (skipped.exit_code, json.loads(skipped.stdout)["population"]) == (0, 3)
    assert len(json.loads(skipped.stdout)["rejected"]) == 2


def test_partners_that_are_no_table_and_a_header_without_roles_are_refused_even_when_skipping(folder: Path) -> None:
    (folder / "partners.csv").write_bytes(b"")
    assert json.loads(simulate(folder, "--json", "--skip-bad").stdout)["problems"][0]["reason"] == "empty_file"
    (folder / "partners.csv").write_text("external_id,engineers\nA,1\n", encoding="utf-8")
    result = simulate(folder, "--json", "--skip-bad")
    assert (result.exit_code, json.loads(result.stdout)["problems"][0]["reason"]) == (2, "missing_column")


def test_a_bad_change_is_refused_by_its_place(folder: Path) -> None:
    (folder / "change.yaml").write_text(CHANGE.replace("value: 4", "value: 400"), encoding="utf-8")
    result = simulate(folder, "--change", str(folder / "change.yaml"))
    assert result.exit_code == 2
    assert "change.yaml:2:74: the value: 400 people is more than the most allowed, 50 people" in result.stderr
