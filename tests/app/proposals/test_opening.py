"""Opening a proposal freezes what it rests on."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from app.db import database, transaction
from app.proposals import queries, services, trying
from app.proposals.core.frozen import digest
from app.proposals.models import Evidence
from app.rules.queries import version_by_id
from app.shared.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from app.themes.models import Theme
from tests.people import make_person, make_program
from tests.proposal_makers import Stage, make_draft, make_open, make_theme, partner_named, stored, viewer
from tests.rules_makers import measure


def test_a_draft_from_a_theme_cites_it_and_begins_with_its_name(stage: Stage) -> None:
    draft = make_draft(stage, complete=False)
    assert (stored(draft).title, stored(draft).state, stored(draft).number) == ("Certification is a cliff", "draft", 1)
    assert [one.theme_id for one in queries.citations(draft)] == [stage.theme.id]
    assert queries.drafts(stage.program.id) == 1


def test_an_incomplete_draft_names_what_is_missing(stage: Stage) -> None:
    draft = make_draft(stage, complete=False)
    with pytest.raises(DomainError) as refused, transaction():
        services.open_proposal(stored(draft), by=viewer(stage.owner, stage.program))
    for lacking in ("change of a parameter", "in force", "effect"):
        assert lacking in refused.value.message
    assert "theme" not in refused.value.message
    assert stored(draft).state == "draft"


def test_a_day_in_the_past_keeps_a_draft_from_opening(stage: Stage) -> None:
    draft, owner = make_draft(stage), viewer(stage.owner, stage.program)
    with transaction():
        services.edit(stored(draft), "Four", "", dt.date(2026, 11, 24), by=owner)
    with pytest.raises(DomainError, match="in the future"), transaction():
        services.open_proposal(stored(draft), by=owner)


def test_evidence_stays_as_it_was_when_the_theme_changes(answered: Stage) -> None:
    proposal = make_open(answered)
    frozen = queries.evidence_of(proposal)
    assert frozen is not None
    (shown,) = frozen.content["themes"]
    assert shown["name"] == "Certification is a cliff"
    assert shown["share"]["share"] == pytest.approx(0.5)
    assert shown["quotes"][0]["text"] == "Five certificates are too many"
    assert len(shown["quotes"]) == 3
    assert frozen.content["wave"]["k"] == 5
    with transaction():
        database.session.get_one(Theme, answered.theme.id).name = "Something else"
    later = queries.evidence_of(proposal)
    assert later is not None
    assert later.content["themes"][0]["name"] == "Certification is a cliff"
    assert digest(later.content) == later.digest


def test_a_theme_that_too_few_raise_is_frozen_with_its_reason_and_without_quotes(answered: Stage) -> None:
    nobody = make_theme(answered.program, "Nobody raises this", "nothing begins like this")
    draft, owner = make_draft(answered), viewer(answered.owner, answered.program)
    with transaction():
        services.cite(stored(draft), nobody, by=owner)
        services.open_proposal(stored(draft), by=owner)
    frozen = queries.evidence_of(draft)
    assert frozen is not None
    hidden = frozen.content["themes"][1]
    assert hidden["share"] == {"hidden": "fewer than 5 organisations"}
    assert hidden["quotes"] == []


def test_before_any_wave_closed_a_proposal_opens_on_the_theme_alone(stage: Stage) -> None:
    frozen = queries.evidence_of(make_open(stage))
    assert frozen is not None
    assert frozen.content["wave"] is None
    assert frozen.content["themes"][0]["share"] is None


def test_the_simulation_counts_whom_the_change_moves(stage: Stage) -> None:
    proposal = make_open(stage)
    simulation = queries.simulation_of(proposal)
    assert simulation is not None
    tier = simulation.summary["transitions"]["tier"]
    assert tier["registered"]["gold"] == 3
    assert simulation.summary["population"] == 12
    assert simulation.summary["undetermined"]["tier"]["before"] == 1
    moved = {move["partner"] for move in simulation.moved}
    assert moved == {partner_named(stage.program, name).public_id for name in ("p1", "p3", "p5")}
    assert simulation.digest == trying.trial_digest(
        version_by_id(simulation.base_version_id).public_id, simulation.as_at, simulation.summary, simulation.moved
    )


def test_a_frozen_simulation_stays_when_partners_change(stage: Stage) -> None:
    proposal = make_open(stage)
    measure(partner_named(stage.program, "p1"), period="2026", certified_engineers=9)
    simulation = queries.simulation_of(proposal)
    assert simulation is not None
    assert simulation.summary["transitions"]["tier"]["registered"]["gold"] == 3


def test_a_proposal_opens_once(stage: Stage) -> None:
    proposal = make_open(stage)
    with pytest.raises(ConflictError), transaction():
        services.open_proposal(stored(proposal), by=viewer(stage.owner, stage.program))
    assert database.session.scalar(select(func.count(Evidence.id))) == 1


def test_an_open_proposal_is_edited_no_more(stage: Stage) -> None:
    proposal, owner = make_open(stage), viewer(stage.owner, stage.program)
    with pytest.raises(ConflictError), transaction():
        services.edit(stored(proposal), "Another title", "", None, by=owner)
    with pytest.raises(ConflictError), transaction():
        services.remove_change(stored(proposal), queries.changes_of(proposal)[0], by=owner)


def test_only_owners_write(stage: Stage) -> None:
    with pytest.raises(NotAllowedError), transaction():
        services.new_proposal("A title", by=viewer(stage.facilitator, stage.program))


def test_another_programs_theme_is_not_cited(stage: Stage) -> None:
    other = make_program("other", "Other")
    theirs = make_theme(other, "Theirs")
    draft = make_draft(stage)
    with pytest.raises(NotFoundError), transaction():
        services.cite(stored(draft), theirs, by=viewer(stage.owner, stage.program))


def test_numbers_run_by_program(stage: Stage) -> None:
    make_draft(stage)
    second = make_draft(stage)
    other = make_program("other", "Other")
    owner = make_person("o@other.example", "program_owner", program=other)
    with transaction():
        theirs = services.new_proposal("Theirs", by=viewer(owner, other))
    assert (stored(second).number, theirs.number) == (2, 1)
