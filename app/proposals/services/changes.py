"""Names the parameter changes of a draft, typed and bounded by the rulebook that they would change."""

from collections.abc import Mapping

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.proposals import queries, trying
from app.proposals.models import ParameterChange, Proposal
from app.proposals.services.states import hold
from app.rules.core import check_change, value_text
from app.shared.errors import DomainError

MOST_CHANGES = 50


def make_change(proposal: Proposal, parameter: str, selector: Mapping[str, str], after: str) -> ParameterChange:
    """Return a change that isn't stored. Raises DomainError for what the rulebook refuses: bounds, type, selector."""
    rulebook, day = trying.base_rulebook(proposal), trying.day_of(proposal)
    wanted = {dimension: value for dimension, value in selector.items() if value}
    change = ParameterChange(proposal_id=proposal.id, parameter=parameter, selector=wanted, after=after)
    read = trying.read_change(rulebook, change, day)
    problem = check_change(rulebook, read)
    if problem is not None:
        place = "parameter" if problem.reason in {"unknown_selector", "unknown_value"} else "after"
        raise DomainError(f"{problem.message}.", fields={place: problem.reason})
    change.before, change.after = trying.value_before(rulebook, change, day), value_text(read.value)
    return change


def add_change(
    proposal: Proposal, parameter: str, selector: Mapping[str, str], after: str, *, by: Viewer
) -> ParameterChange:
    """Add a change to a draft and return it; for the same parameter and partners it takes the earlier one's place."""
    by.must("proposals.write")
    proposal = hold(proposal, "draft")
    there = list(queries.changes_of(proposal.id))
    added = make_change(proposal, parameter, selector, after)
    earlier = [one for one in there if (one.parameter, one.selector) == (added.parameter, added.selector)]
    kept = [one for one in there if one not in earlier]
    if len(kept) >= MOST_CHANGES:
        raise DomainError(f"A proposal names at most {MOST_CHANGES} changes.", fields={"parameter": "is one too many"})
    trying.changed_rulebook(trying.base_rulebook(proposal), [*kept, added], trying.day_of(proposal))
    for one in earlier:
        database.session.delete(one)
    added.position = earlier[0].position if earlier else max((one.position for one in there), default=0) + 1
    database.session.add(added)
    database.session.flush()
    record("proposal.change", queries.subject_of(proposal), by=by, parameter=parameter, after=added.after)
    return added


def remove_change(proposal: Proposal, change: ParameterChange, *, by: Viewer) -> None:
    """Take a change out of a draft."""
    by.must("proposals.write")
    proposal = hold(proposal, "draft")
    record("proposal.unchange", queries.subject_of(proposal), by=by, parameter=change.parameter)
    database.session.delete(change)
    database.session.flush()
