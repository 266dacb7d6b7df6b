"""The gate for a single figure. Figures of segments go through `publish_table`, which guards their sums too."""

from typing import TypeVar

from surveys.disclosure.policy import Policy
from surveys.disclosure.published import HiddenReason, Published, hide, show
from surveys.disclosure.tally import Tally

T = TypeVar("T")

SMALL_BASE = 20


def publish_value(policy: Policy, tally: Tally, value: T) -> Published[T]:
    """Return a value (a mean, a median) computed on the answers of `tally`, hidden where they are too few."""
    reason = policy.reason_to_hide(tally)
    return show(value) if reason is None else hide(reason)


def publish_count(policy: Policy, tally: Tally, value: int) -> Published[int]:
    """Return a count of what `tally` tallies, hidden where they are too few, none included."""
    return publish_value(policy, tally, value)


def publish_share(policy: Policy, raisers: Tally, others: Tally, value: T) -> Published[T]:
    """Return a share of those who raise something, hidden unless raisers and others are each enough.

    The base needs no rule of its own: it holds both. So "all of them" and "none of them" are hidden as well.
    """
    reason = policy.reason_to_hide(raisers, others)
    return show(value) if reason is None else hide(reason)


def publish_at_most(policy: Policy, raisers: Tally, others: Tally) -> Published[int]:
    """Return the most organisations, k − 1, that raise something, where so few do that their share is hidden.

    That raisers are fewer than k is what the hidden share says already, but for the side: it leaves k possible
    numbers, none included. Others must be enough, so that nothing is said where they may be the few.
    """
    reason = policy.reason_to_hide(others)
    if reason is None and raisers.organisations >= policy.k:
        reason = policy.reason_to_hide(raisers) or HiddenReason.complementary
    return show(policy.k - 1) if reason is None else hide(reason)


def round_share(policy: Policy, share: float, base: int) -> float:
    """Return a share (0–1) as it may be printed: to 0.05 on a base under 20, to 0.01 above; exact in identified mode.

    On a small base a share to the percent gives both counts away; to 5 points several counts look alike. It protects
    only where the counts aren't printed beside it.
    """
    if not policy.hides:
        return share
    steps = 20 if base < SMALL_BASE else 100
    return round(share * steps) / steps
