"""Publishes versions of the rulebook: dated, never changed afterwards, each said in sentences."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from app.audit.services import record
from app.db import database, emit
from app.identity.viewer import Viewer
from app.rules import core, queries
from app.rules.errors import RulebookRefusedError
from app.rules.events import RulebookPublished
from app.rules.models import Rulebook, RulebookVersion
from app.rules.services.labels import checked_label, next_label
from app.shared.errors import ConflictError, DomainError

Changes = Sequence[core.ParameterChange]


def install_rulebook(
    program_id: int, name: str, document: str, label: str | None, effective_on: dt.date | None, by: Viewer | None
) -> RulebookVersion:
    """Return the first version of a program's rules; it may have come into force in the past.

    Without a name, label or day the document's own count. Raises RulebookRefusedError and ConflictError.
    """
    if by:
        by.must("rulebook.publish")
    if queries.rulebook(program_id):
        raise ConflictError("This program has a rulebook already. A change of it is a new version.")
    rules = _parsed(document)
    rulebook = Rulebook(program_id=program_id, name=(name.strip() or rules.title)[:200])
    database.session.add(rulebook)
    database.session.flush()
    label = checked_label(label or rules.version, ())
    return _store(rulebook, rules, label, effective_on or rules.effective, summary="", proposal_key=None, by=by)


def publish_document(
    program_id: int, document: str, *, label: str | None, effective_on: dt.date | None, by: Viewer | None
) -> RulebookVersion:
    """Return the version that a whole document makes: the first one, or the next; its day may stand in it."""
    if queries.rulebook(program_id) is None:
        return install_rulebook(program_id, "", document, label, effective_on, by)
    day = effective_on or _parsed(document).effective
    return publish_version(program_id, document, label=label, effective_on=day, by=by)


def publish_version(
    program_id: int,
    content: Changes | str,
    *,
    label: str | None = None,
    effective_on: dt.date,
    proposal_key: str | None = None,
    by: Viewer | None,
) -> RulebookVersion:
    """Return a new version: `content` is changes to the version in force on that day, or a whole document.

    A proposal is published once: asked again, the version that is there comes back. Changes are made to versions too
    that were announced for later days, so that none of these takes them back. Raises RulebookRefusedError for bad
    content, DomainError for a day in the past or where nothing changes, ConflictError without a rulebook.
    """
    if by:
        by.must("rulebook.publish")
    rulebook = _locked_rulebook(program_id)
    published = queries.version_of_proposal(program_id, proposal_key) if proposal_key else None
    if published:
        return published
    if effective_on < queries.today(program_id):
        raise DomainError("Rules change from today on, not in the past.", fields={"effective_on": "is in the past"})
    before = _in_force(program_id, effective_on)
    later = [version for version in queries.versions(program_id) if version.effective_on > effective_on]
    if isinstance(content, str):
        _refuse_between(later)
        after = _parsed(content)
    else:
        _refuse_backdated(content, effective_on)
        after = _changed(before, content)
    new = _publish(rulebook, before, after, label, effective_on, proposal_key, by)
    emit(RulebookPublished(new.id), program_id)
    if not isinstance(content, str):
        for day in sorted({version.effective_on for version in later}):
            _carry_forward(rulebook, content, day, proposal_key, by)
    return new


def _carry_forward(
    rulebook: Rulebook, changes: Changes, day: dt.date, proposal_key: str | None, by: Viewer | None
) -> None:
    """Replace the version announced for the day by one that has the changes too."""
    announced = _in_force(rulebook.program_id, day)
    missing = [change for change in changes if core.check_change(announced, change) is None]
    if missing:
        _publish(rulebook, announced, _changed(announced, missing), None, day, proposal_key, by)


def _publish(
    rulebook: Rulebook,
    before: core.Rulebook,
    after: core.Rulebook,
    label: str | None,
    effective_on: dt.date,
    proposal_key: str | None,
    by: Viewer | None,
) -> RulebookVersion:
    lines = core.diff(before, after)
    if not lines:
        raise DomainError("Nothing would change: these are the rules in force on that day.", code="no_change")
    taken = [version.label for version in queries.versions(rulebook.program_id)]
    label = checked_label(label, taken) if label else next_label(effective_on.year, taken)
    summary = "\n".join(line.sentence() for line in lines)
    return _store(rulebook, after, label, effective_on, summary=summary, proposal_key=proposal_key, by=by)


def _store(
    rulebook: Rulebook,
    rules: core.Rulebook,
    label: str,
    effective_on: dt.date,
    *,
    summary: str,
    proposal_key: str | None,
    by: Viewer | None,
) -> RulebookVersion:
    document = core.write_rulebook(replace(rules, version=label, effective=effective_on))
    version = RulebookVersion(
        rulebook_id=rulebook.id,
        label=label,
        document=document,
        # Read back, so that what is stored is known to be readable and complete on its first day.
        digest=core.rulebook_digest(_parsed(document)),
        effective_on=effective_on,
        proposal_key=proposal_key,
        published_by_id=by.person_id if by else None,
        summary=summary,
    )
    database.session.add(version)
    database.session.flush()
    record(
        "rulebook.publish",
        f"rulebook_version:{version.public_id}",
        by=by,
        program_id=rulebook.program_id,
        label=label,
        effective_on=effective_on.isoformat(),
        digest=version.digest,
        proposal=proposal_key,
    )
    return version


def _locked_rulebook(program_id: int) -> Rulebook:
    """Return the rulebook, held so that two publications take turns."""
    found = database.session.scalar(select(Rulebook).where(Rulebook.program_id == program_id).with_for_update())
    if found is None:
        raise ConflictError("This program has no rulebook yet: install one first.")
    return found


def _in_force(program_id: int, day: dt.date) -> core.Rulebook:
    version = queries.version_in_force(program_id, day)
    if version is None:
        raise DomainError("No rules are in force on that day.", fields={"effective_on": "is before the first version"})
    return queries.rulebook_of(version)


def _parsed(document: str) -> core.Rulebook:
    try:
        return core.parse_rulebook(document, name="rulebook.yaml")
    except core.RulebookErrors as errors:
        raise RulebookRefusedError(errors) from errors


def _changed(before: core.Rulebook, changes: Changes) -> core.Rulebook:
    try:
        return core.apply_changes(before, changes)
    except core.RulebookErrors as errors:
        raise RulebookRefusedError(errors) from errors


def _refuse_backdated(changes: Changes, effective_on: dt.date) -> None:
    early = [change.parameter for change in changes if change.effective < effective_on]
    if early:
        message = f"{early[0]} would change before the version's own day, {effective_on}."
        raise DomainError(message, fields={"effective_on": "is after a change"})


def _refuse_between(later: Sequence[RulebookVersion]) -> None:
    if later:
        last = later[0]
        raise ConflictError(
            f"Version {last.label} is announced from {last.effective_on}. A whole document can't come before it: "
            "choose that day or a later one."
        )
