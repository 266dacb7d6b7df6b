"""One result from several roles: highest, sum, each."""

from decimal import Decimal

from app.rules.core import Undetermined, evaluate
from app.rules.core.combining import RoleResult, combine_roles
from tests.app.rules.core.sample import DAY, partner, sample

TIER, MONEY, CARE = sample().outcomes


def role(name: str, result: object) -> RoleResult:
    return RoleResult(name, result, None, ())  # type: ignore[arg-type]


def test_the_highest_of_the_roles_counts_and_says_whose_it_is() -> None:
    tier = evaluate(sample(), partner("msp", "reseller", engineers=4, retention=95), DAY)[0]
    assert [one.result for one in tier.by_role] == ["silver", "gold"]
    assert tier.combined == "gold"
    assert tier.decided_by is not None
    assert tier.decided_by.role == "reseller"


def test_an_undetermined_role_does_not_matter_once_another_has_all_it_could_reach() -> None:
    could_be_gold = Undetermined(("engineers",), ("gold", "silver"))
    assert combine_roles(TIER, [role("msp", "gold"), role("reseller", could_be_gold)])[0] == "gold"
    assert combine_roles(TIER, [role("msp", "silver"), role("reseller", could_be_gold)])[0] == Undetermined(
        ("engineers",)
    )
    assert combine_roles(TIER, [role("msp", "gold"), role("reseller", Undetermined(("fee",)))])[0] == Undetermined(
        ("fee",)
    )


def test_a_sum_adds_up_and_is_undetermined_with_any_of_its_parts() -> None:
    assert combine_roles(MONEY, [role("msp", Decimal(2)), role("reseller", Decimal("3.5"))])[0] == Decimal("5.5")
    part = role("reseller", Undetermined(("audited",), (Decimal(0),)))
    assert combine_roles(MONEY, [role("msp", Decimal(2)), part])[0] == Undetermined(("audited",))


def test_roles_kept_apart_have_no_combined_result() -> None:
    assert combine_roles(CARE, [role("msp", "named")]) == (None, None)


def test_a_role_without_a_table_has_no_result() -> None:
    care = evaluate(sample(), partner("reseller"), DAY)[2]
    assert (care.by_role, care.combined) == ((), None)
