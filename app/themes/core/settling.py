"""Which hand-made changes of codings may show in published figures: never one that tells of too few organisations.

Whoever moves a single comment and compares the table of segments before and after would read its writer's segment off
the difference. So comments that published figures have always counted together form a *batch*, and a batch is divided
only where each part has enough organisations behind it. A difference of any published figures is then a sum over
whole batches. What is held back keeps counting where it did. Where too few would stay behind, the whole batch goes with
most of it: so an undo brings the figures back although one comment of the batch has been given the theme by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from surveys.disclosure import Contribution, Policy, Tally

NEVER_COUNTED = 0
"""The batch of the comments that no published figure has counted for any theme."""


class Settled(NamedTuple):
    """The theme that published figures count a comment for (None for none), and the batch it is always counted with."""

    theme_id: int | None
    batch: int


def settle(
    policy: Policy,
    writers: Mapping[int, Contribution],
    coded: Mapping[int, int],
    settled: Mapping[int, Settled],
) -> dict[int, Settled]:
    """Return how each comment counts now, by its row.

    `writers` names who wrote each comment, `coded` the theme that it carries today, `settled` how it counted so far.
    """
    batches: dict[Settled, list[int]] = defaultdict(list)
    for comment in writers:
        batches[settled.get(comment, Settled(None, NEVER_COUNTED))].append(comment)
    result: dict[int, Settled] = {}
    next_batch = max((was.batch for was in batches), default=NEVER_COUNTED) + 1
    for was, comments in sorted(batches.items(), key=lambda item: item[0].batch):
        leaving, staying = _divide(policy, was, comments, writers, coded)
        result.update(dict.fromkeys(staying, was))
        whole = not staying and len(leaving) == 1 and was.batch != NEVER_COUNTED
        for theme_id, part in leaving:
            result.update(dict.fromkeys(part, Settled(theme_id, was.batch if whole else next_batch)))
            next_batch += not whole
    return result


def _divide(
    policy: Policy,
    was: Settled,
    comments: Iterable[int],
    writers: Mapping[int, Contribution],
    coded: Mapping[int, int],
) -> tuple[list[tuple[int | None, list[int]]], list[int]]:
    """Return the parts of a batch that may go, with the theme they go to, and the comments that stay."""
    by_theme: dict[int | None, list[int]] = defaultdict(list)
    for comment in comments:
        by_theme[coded.get(comment)].append(comment)

    def is_enough(part: Iterable[int]) -> bool:
        return policy.reason_to_hide(Tally.of(writers[one] for one in part)) is None

    staying = by_theme.pop(was.theme_id, [])
    few_stay = len(staying)
    leaving = []
    for theme_id, part in sorted(by_theme.items(), key=lambda item: -len(item[1])):
        if is_enough(part):
            leaving.append((theme_id, part))
        else:
            staying.extend(part)
    # What stays is a part as well, once figures have counted the batch.
    while leaving and staying and was.batch != NEVER_COUNTED and not is_enough(staying):
        theme_id, part = leaving.pop()
        staying.extend(part)
        if not leaving and len(part) > few_stay:
            return [(theme_id, staying)], []
    return leaving, staying
