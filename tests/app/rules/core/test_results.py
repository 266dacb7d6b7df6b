"""What a simulation writes to files."""

import json

from app.rules.core import results_rows, simulate, summary
from tests.app.rules.core.sample import DAY
from tests.app.rules.core.test_simulation import AFTER, BEFORE, TEN


def test_each_row_has_the_results_of_both_versions_and_what_was_missing() -> None:
    rows = list(results_rows(simulate(BEFORE, AFTER, TEN[:1], DAY)))
    assert rows[0] == ("A", "msp", "tier", "silver", "gold", "Gold", "")
    assert rows[1] == ("A", "combined", "tier", "silver", "gold", "Gold", "")
    undetermined = next(row for row in results_rows(simulate(BEFORE, AFTER, TEN[4:], DAY)) if row[1] == "msp")
    gold, silver = "needs 4 certified engineers, not known", "needs 2 certified engineers, not known"
    assert undetermined == (
        "E", "msp", "tier", "undetermined", "undetermined", "", f"Gold: {gold} | Silver: {silver}"
    )  # fmt: skip


def test_the_summary_is_json_and_its_counts_add_up_to_the_population() -> None:
    simulation = simulate(BEFORE, AFTER, TEN, DAY)
    content = json.loads(json.dumps(summary(simulation)))
    tier = content["transitions"]["tier"]
    assert tier["silver"] == {"gold": 1}
    assert sum(number for after in tier.values() for number in after.values()) == content["population"] == 5
    assert content["undetermined"]["tier"] == {"before": 1, "after": 1, "facts": {"engineers": 1}}
    assert (content["up"]["tier"], content["down"]["tier"], content["as_at"]) == (1, 0, "2026-06-01")
    assert content["by_role"]["tier"]["msp"]["transitions"]["silver"] == {"gold": 2}
    assert content["by_market"]["tier"]["mature"]["up"] == 1
    assert content["digest"] == simulation.digest
