"""A rulebook changes by dated versions, which stay as they were published."""

import datetime as dt

import pytest
from flask import Flask

from app.audit.models import AuditEntry
from app.db import database, transaction
from app.identity.permissions import Role
from app.identity.viewer import Viewer
from app.programs.models import Program
from app.rules import queries
from app.rules.errors import RulebookRefusedError
from app.rules.models import RulebookVersion
from app.rules.services import install_rulebook, publish_version
from app.shared.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from tests.people import make_program
from tests.rules_makers import NEW_YEAR, RULES, engineers, make_rulebook

DAY = dt.timedelta(days=1)


@pytest.fixture
def program(app: Flask) -> Program:
    program = make_program()
    make_rulebook(program)
    return program


def publish(program: Program, *changes: object, on: dt.date = NEW_YEAR, key: str | None = None) -> RulebookVersion:
    with transaction():
        return publish_version(program.id, changes, effective_on=on, proposal_key=key, by=None)  # type: ignore[arg-type]


def asked(program: Program, on: dt.date) -> str:
    version = queries.version_in_force(program.id, on)
    assert version is not None
    values = queries.rulebook_of(version).parameter_by_key["gold.certified_engineers"].values
    from app.rules.core import resolve

    return str(resolve(values, {"role": "msp", "market": "mature"}, on))


def test_publishing_makes_a_dated_version_and_leaves_the_one_before_as_it_was(program: Program) -> None:
    first = queries.versions(program.id)[0]
    document, digest = first.document, first.digest
    new = publish(program, engineers(4, role="msp", market="mature"), key="p1")
    assert (new.label, new.effective_on, new.proposal_key) == ("2027.1", NEW_YEAR, "p1")
    assert new.summary == "gold.certified_engineers [msp, mature]: 5 → 4 people, from 2027-01-01"
    database.session.expire_all()
    assert [version.label for version in queries.versions(program.id)] == ["2027.1", "2026.1"]
    assert (first.document, first.digest) == (document, digest)
    assert queries.rulebook_of(new).version == "2027.1"


def test_the_rules_of_a_day_are_those_of_the_last_version_begun_by_then(program: Program) -> None:
    publish(program, engineers(4, role="msp", market="mature"))
    assert queries.version_in_force(program.id, dt.date(2025, 12, 31)) is None
    labels = [queries.version_in_force(program.id, day).label for day in (NEW_YEAR - DAY, NEW_YEAR)]  # type: ignore[union-attr]
    assert labels == ["2026.1", "2027.1"]
    assert (asked(program, NEW_YEAR - DAY), asked(program, NEW_YEAR)) == ("5", "4")


def test_the_next_label_counts_within_the_year_of_the_first_day(program: Program) -> None:
    december = dt.date(2026, 12, 1)
    assert publish(program, engineers(6, december, role="msp"), on=december).label == "2026.2"
    assert publish(program, engineers(7, role="msp")).label == "2027.1"


def test_a_proposal_is_published_once(program: Program) -> None:
    change = engineers(4, role="msp", market="mature")
    assert publish(program, change, key="p1").id == publish(program, change, key="p1").id
    assert len(queries.versions(program.id)) == 2
    found = queries.version_of_proposal(program.id, "p1")
    assert found is not None
    assert found.label == "2027.1"


def test_a_version_for_an_earlier_day_is_carried_into_those_announced_for_later(program: Program) -> None:
    publish(program, engineers(4, role="msp", market="mature"), key="p1")
    december = dt.date(2026, 12, 1)
    publish(program, engineers(6, december, role="reseller"), on=december, key="p2")
    last = queries.version_in_force(program.id, NEW_YEAR)
    assert last is not None
    assert (last.label, last.proposal_key) == ("2027.2", "p2")
    assert asked(program, NEW_YEAR) == "4"
    assert "[reseller]: 4 → 6 people" in last.summary
    assert queries.previous_version(last).label == "2027.1"  # type: ignore[union-attr]
    assert queries.version_of_proposal(program.id, "p2").label == "2026.2"  # type: ignore[union-attr]


def test_yesterday_can_no_longer_change_and_today_can(program: Program) -> None:
    today = dt.date(2026, 11, 24)
    with pytest.raises(DomainError, match="not in the past"):
        publish(program, engineers(4, today - DAY, role="msp"), on=today - DAY)
    assert publish(program, engineers(4, today, role="msp"), on=today).effective_on == today


def test_rules_that_are_in_force_already_are_no_new_version(program: Program) -> None:
    with pytest.raises(RulebookRefusedError, match="is 5 people then already"):
        publish(program, engineers(5, role="msp"))
    with transaction(), pytest.raises(DomainError, match="Nothing would change"):
        publish_version(program.id, RULES, effective_on=NEW_YEAR, by=None)
    assert len(queries.versions(program.id)) == 1


def test_changes_before_the_versions_day_and_beyond_bounds_are_refused(program: Program) -> None:
    with pytest.raises(DomainError, match="before the version's own day"):
        publish(program, engineers(4, NEW_YEAR - DAY, role="msp"))
    with pytest.raises(RulebookRefusedError, match="more than the most allowed"):
        publish(program, engineers(51, role="msp"))


def test_a_whole_document_becomes_a_version_unless_a_later_one_is_announced(program: Program) -> None:
    document = RULES.replace("{value: 1000}", "{value: 1500}")
    publish(program, engineers(4, role="msp"))
    with transaction(), pytest.raises(ConflictError, match=r"Version 2027\.1 is announced"):
        publish_version(program.id, document, effective_on=NEW_YEAR - DAY, by=None)
    with transaction():
        version = publish_version(program.id, document, label="spring", effective_on=NEW_YEAR + DAY, by=None)
    assert (version.label, "fee: 1,000 → 1,500 EUR" in version.summary) == ("spring", True)
    with transaction(), pytest.raises(DomainError, match="There is a version spring"):
        publish_version(program.id, RULES, label="spring", effective_on=NEW_YEAR + DAY, by=None)


def test_a_program_has_one_rulebook_and_its_versions_are_its_own(program: Program) -> None:
    with transaction(), pytest.raises(ConflictError):
        install_rulebook(program.id, "", RULES, None, None, by=None)
    other = make_program("other", "Other")
    version = queries.versions(program.id)[0]
    with pytest.raises(NotFoundError):
        queries.version(other.id, version.public_id)
    assert queries.version_in_force(other.id, NEW_YEAR) is None
    with transaction(), pytest.raises(ConflictError, match="no rulebook yet"):
        publish_version(other.id, RULES, effective_on=NEW_YEAR, by=None)


def test_only_the_owner_publishes_and_it_is_recorded(program: Program) -> None:
    member = Viewer(1, "Ines", program.id, frozenset({Role.council_member}))
    with transaction(), pytest.raises(NotAllowedError):
        publish_version(program.id, RULES, effective_on=NEW_YEAR, by=member)
    publish(program, engineers(4, role="msp"), key="p1")
    last = database.session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert last is not None
    assert (last.verb, last.details["label"], last.details["proposal"]) == ("rulebook.publish", "2027.1", "p1")
