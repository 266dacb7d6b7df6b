"""A program with one of everything, and the addresses of all its pages, for attacks on every route."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.council import services as council_services
from app.council.models import AgendaItem, Ballot, Council, CouncilSession, Decision
from app.db import Base, database, transaction
from app.discussion import services as discussion
from app.discussion.models import Concern
from app.discussion.parts import seal_subject
from app.identity import api_tokens
from app.identity.models import ApiToken, Person, SignIn
from app.jobs.models import Job
from app.notify.models import OutboxMessage
from app.outcomes import services as outcomes
from app.programs.models import Partner
from app.proposals import queries as proposals
from app.proposals.models import ExpectedEffect, Proposal
from app.pulse import queries as pulse
from app.pulse.models import Comment, Survey, Wave
from app.rules.models import RulebookVersion
from app.shared import clock
from app.themes import services as themes
from app.themes.models import (
    Cluster,
    CodebookEdit,
    CodebookVersion,
    CodingCheck,
    Note,
    Passage,
    Theme,
    ThemingRun,
    WaveCoding,
)
from app.themes.sources import all_said
from tests.app.proposals.test_deciding import answer, close, vote
from tests.architecture.test_access import listed
from tests.proposal_makers import Stage, make_draft, make_open, make_stage, put_to_vote, viewer
from tests.pulse_makers import make_wave
from tests.theme_makers import accept, make_clusters

FIRST_OF: list[tuple[str, type[Base]]] = [
    ("/account/sign-ins/", SignIn),
    ("/admin/jobs/", Job),
    ("/admin/outbox/", OutboxMessage),
    ("/admin/people/", Person),
    ("/admin/tokens/", ApiToken),
    ("/ballots/", Ballot),
    ("/councils/decisions/", Decision),
    ("/councils/", Council),
    ("/discussion/concerns/", Concern),
    ("/outcomes/", Theme),
    ("/partners/", Partner),
    ("/proposals/", Proposal),
    ("/reports/waves/", Wave),
    ("/rulebook/", RulebookVersion),
    ("/scorecards/", Partner),
    ("/sessions/", CouncilSession),
    ("/surveys/", Survey),
    ("/themes/clusters/", Cluster),
    ("/themes/codebook/versions/", CodebookVersion),
    ("/themes/coding/", WaveCoding),
    ("/themes/history/", CodebookEdit),
    ("/themes/notes/", Note),
    ("/themes/runs/", ThemingRun),
    ("/themes/talk/", Passage),
    ("/themes/", Theme),
    ("/waves/", Wave),
    ("/api/v1/waves/", Wave),
]
"""Whose first row's public id stands in addresses that begin so; the longer beginnings first."""


@dataclass(frozen=True)
class Filled:
    """The stage, and a token of the HTTP API."""

    stage: Stage
    api_secret: str


def fill() -> Filled:
    """Store one of everything: a wave that was answered and read, themes, proposals, ballots, sessions, answers."""
    stage = make_stage(answered=True)
    owner = viewer(stage.owner, stage.program)
    wave = pulse.waves(stage.program_id)[0]
    found = make_clusters(wave, {"Cliffs": {"Cliffs": "Five"}, "Plans": {"Plans": "joint"}})
    accept(found["Plans"], "Joint plans", owner)
    decided, voting = make_open(stage), make_open(stage)
    make_draft(stage)
    put_to_vote(stage, decided)
    vote(stage, decided, p7="for", p0="for")
    answer(stage, close(decided), "accept")
    _talk(stage, decided)
    _meet(stage)
    _read(stage)
    _code(stage)
    put_to_vote(stage, voting)
    with transaction():
        themes.publish_codebook("For the council", by=owner)
        outcomes.set_outcome(stage.theme, "done", "Four are enough", for_you="From New Year", by=owner)
        _, secret = api_tokens.create_token("From the warehouse", list(api_tokens.SCOPES), stage.program_id, by=None)
    make_wave(stage.program, "2027-Q1")
    return Filled(stage, secret)


def _talk(stage: Stage, proposal: int) -> None:
    subject = proposals.subject_of(proposals.proposal_by_id(proposal))
    said: dict[str, Any] = {"standing": "the vendor", "by": viewer(stage.owner, stage.program)}
    with transaction():
        post = discussion.write_post(subject, stage.program_id, "A cliff", concern_name="Too steep", **said)
        discussion.write_post(subject, stage.program_id, "Less of one", parent=post, **said)


def _meet(stage: Stage) -> None:
    with transaction():
        starts_at = clock.now() + dt.timedelta(days=7)
        session = council_services.plan_session(stage.council, "Winter", starts_at, place="Online", by=None)
        council_services.add_agenda_item(session, "Cliffs", by=None)


def _read(stage: Stage) -> None:
    owner = viewer(stage.owner, stage.program)
    with transaction():
        themes.add_note("Too steep for small firms", theme=stage.theme, by=owner)
        post = next(one for one in all_said(owner) if one.source == "post")
        themes.give_theme(post.source, post.place, stage.theme, by=owner)


def _code(stage: Stage) -> None:
    """Have the machine ask about a comment."""
    wave_id = pulse.waves(stage.program_id)[0].id
    with transaction():
        run = ThemingRun(program_id=stage.program_id, wave_id=wave_id, state="done")
        database.session.add(run)
        database.session.flush()
        coding = themes.store_coding(run, [], taught_by=9, sample=[], to_ask=[])
        comment = database.session.scalars(select(Comment).where(Comment.wave_id == wave_id).limit(1)).one()
        asked = {"purpose": "unsure", "position": 1, "theme_id": stage.theme.id, "was_coded": False}
        database.session.add(CodingCheck(wave_coding_id=coding.id, comment_id=comment.id, **asked))


def addresses(method: str, *, api: bool = False) -> list[tuple[str, str]]:
    """Return (rule, address with the program's own ids) of each route of a method that has ids or none."""
    found = []
    for (of_method, rule), _ in sorted(listed().items()):
        if of_method == method and rule.startswith("/api/") == api and not re.search(r"<(token|secret)>", rule):
            found.append((rule, address_of(rule)))
    return found


def address_of(rule: str) -> str:
    """Return the address of a rule with the ids of rows that exist."""
    model = next((model for start, model in FIRST_OF if rule.startswith(start)), None)
    other = {
        "<item_id>": AgendaItem,
        "<person_id>": Person,
        "<theme>": Theme,
        "<effect>": ExpectedEffect,
        "<wave_id>": Wave,
        "<check_id>": CodingCheck,
    }
    address = (
        rule.replace("<any(csv, json, xlsx, html):kind>", "html")
        .replace("<role>", "analyst")
        .replace("<purpose>", "unsure")
    )
    address = address.replace("<any(csv, json, qdc):format>", "qdc")
    address = address.replace("<int:change>", "1").replace("<about>", _about())
    for name, of in (("<public_id>", model), *other.items()):
        if name in address:
            assert of is not None, rule
            address = address.replace(name, _first(of))
    return address


def _first(model: type[Base]) -> str:
    public_id: str | None = database.session.scalar(select(model.public_id).order_by(model.id).limit(1))  # type: ignore[attr-defined]
    assert public_id is not None, model
    return public_id


def _about() -> str:
    proposal = database.session.scalars(select(Proposal).order_by(Proposal.id)).unique().first()
    assert proposal is not None
    return seal_subject(proposals.subject_of(proposal), proposal.program_id)
