"""Tries changes of the rules on the program's partners."""

import datetime as dt
from collections.abc import Sequence

from app.rules import core, queries
from app.rules.errors import RulebookRefusedError
from app.shared.errors import ConflictError


def try_changes(program_id: int, changes: Sequence[core.ParameterChange], as_at: dt.date) -> core.Simulation:
    """Return whom the changes would move: partners as known on the day `as_at`, under the rules of the first day on
    which all changes are in force (the simulation's own `as_at`), without the changes and with them.

    Raises RulebookRefusedError for changes that can't be made, ConflictError where there are no rules by then.
    """
    day = max([as_at, *(change.effective for change in changes)])
    version = queries.version_in_force(program_id, day)
    if version is None:
        raise ConflictError(f"No rules are in force on {day}: install a rulebook first.")
    before = queries.rulebook_of(version)
    try:
        after = core.apply_changes(before, changes)
    except core.RulebookErrors as errors:
        raise RulebookRefusedError(errors) from errors
    return core.simulate(before, after, queries.population(program_id, as_at), day)
