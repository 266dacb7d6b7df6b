"""Makers of what a proposal needs: partners with facts, a theme that some raise, rules, a council, and the drafts."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.council import services as council_services
from app.council.models import Council
from app.db import database, transaction
from app.identity import queries as people
from app.identity.models import Person
from app.identity.viewer import Viewer
from app.programs import queries as programs
from app.programs.models import Contact, Metric, Observation, Partner, Program
from app.proposals import queries, services
from app.proposals.models import Proposal
from app.pulse.models import Comment
from app.shared import clock
from app.themes.models import Theme
from tests.kept_scenes import made_once
from tests.people import make_person, make_program
from tests.pulse_makers import answer, close, invitations, make_wave
from tests.rules_makers import NEW_YEAR, make_rulebook
from tests.theme_makers import let_carry

ENGINEERS = {"p1": 4, "p3": 4, "p5": 4, "p7": 5, "p11": 2, "p0": 3, "p2": 3, "p4": 1, "p6": 3, "p8": 3, "p10": 1}
"""Certified engineers of the twelve MSPs: odd ones are in mature markets; nothing is known of p9."""
REVENUE = "annual_revenue_eur"
SUMMER = dt.date(2027, 6, 30)


@dataclass(frozen=True)
class Stage:
    """The program and the people on it, by row: working the queue off lets go of everything that was read before."""

    program_id: int
    theme_id: int
    council_id: int

    @property
    def program(self) -> Program:
        return programs.program(self.program_id)

    @property
    def theme(self) -> Theme:
        return database.session.get_one(Theme, self.theme_id)

    @property
    def council(self) -> Council:
        return database.session.get_one(Council, self.council_id)

    @property
    def owner(self) -> Person:
        return self.person("maren@vendor.example")

    @property
    def facilitator(self) -> Person:
        return self.person("dana@vendor.example")

    def person(self, email: str) -> Person:
        found = people.person_by_email(email)
        assert found is not None
        return found


def make_stage(*, answered: bool = False) -> Stage:
    """Return twelve MSPs, rules, a theme, and a council with seats for p1, p7 and p0.

    With `answered` all twelve have answered a wave, and six of them raise the theme.
    """
    return made_once(f"stage, answered: {answered}", lambda: _make_stage(answered=answered))


def _make_stage(*, answered: bool) -> Stage:
    program_id = make_program().id
    program = programs.program(program_id)
    make_person("maren@vendor.example", "program_owner", program=program, name="Maren Holt")
    make_person("dana@vendor.example", "facilitator", program=program, name="Dana Cole")
    make_rulebook(program)
    _make_partners(program_id)
    if answered:
        _hold_wave(program_id)
    theme = make_theme(programs.program(program_id), "Certification is a cliff", "Five certificates")
    return Stage(program_id, theme.id, make_council(programs.program(program_id)).id)


def _make_partners(program_id: int) -> None:
    """Store the MSPs with one contact each and what is known of them."""
    with transaction():
        metrics = [Metric(program_id=program_id, key=key, name=key) for key in ("certified_engineers", REVENUE)]
        database.session.add_all(metrics)
        for number in range(12):
            name, market = f"p{number}", "mature" if number % 2 else "emerging"
            partner = Partner(program_id=program_id, external_id=name, name=f"Partner {name}", market=market)
            partner.roles = ("msp",)
            person = Person(email=f"contact{number}@p{number}.example", name=f"Contact{number}", time_zone="UTC")
            database.session.add_all([partner, person])
            database.session.flush()
            database.session.add(Contact(person_id=person.id, partner_id=partner.id))
            known = (ENGINEERS[name], 600_000) if name in ENGINEERS else ()
            database.session.add_all(
                Observation(metric_id=metric.id, partner_id=partner.id, period="2026-Q3", value=Decimal(value))
                for metric, value in zip(metrics, known, strict=False)
            )


def _hold_wave(program_id: int) -> None:
    wave = make_wave(programs.program(program_id), "2026-Q3")
    for invitation in invitations(wave):
        mature = invitation.market == "mature"
        answer(invitation, change="Five certificates are too many" if mature else "More joint planning")
    close(wave)


def make_theme(program: Program, name: str, said: str = "") -> Theme:
    """Return an accepted theme; comments that begin with `said` carry it."""
    with transaction():
        theme = Theme(program_id=program.id, name=name)
        database.session.add(theme)
        database.session.flush()
        if said:
            wanted = select(Comment).where(Comment.text.startswith(said))
            let_carry(theme, database.session.scalars(wanted).all())
    return theme


def partner_named(program: Program, external_id: str) -> Partner:
    """Return the partner with this id of the vendor's."""
    return next(one for one in programs.partners(program.id) if one.external_id == external_id)


def make_council(program: Program) -> Council:
    """Return a council with three seats, of a partner that would move and two that wouldn't."""
    with transaction():
        council = council_services.create_council(program.id, "MSP council", quorum=1, by=None)
        for external_id in ("p1", "p7", "p0"):
            partner = partner_named(program, external_id)
            person = programs.contacts(partner.id)[0].person
            term = {"term_starts": dt.date(2026, 1, 1), "term_ends": dt.date(2027, 12, 31)}
            council_services.give_seat(council, person, partner, "msp", **term, by=None)
    return council


def member(stage: Stage, external_id: str) -> Person:
    """Return the person who sits for a partner."""
    return programs.contacts(partner_named(stage.program, external_id).id)[0].person


def viewer(person: Person, program: Program) -> Viewer:
    """Return the person as who acts."""
    return Viewer(person.id, person.name, program.id, people.roles_of(person.id, program.id))


def make_draft(stage: Stage, *, complete: bool = True) -> int:
    """Return the row of a draft from the theme; a complete one asks for four engineers of mature MSPs from New Year."""
    owner = viewer(stage.owner, stage.program)
    with transaction():
        draft = services.draft_from_theme(stage.theme, by=owner)
        if complete:
            services.edit(draft, "Four engineers are enough", "Five is a cliff.", NEW_YEAR, by=owner)
            whom = {"role": "msp", "market": "mature"}
            services.add_change(draft, "gold.certified_engineers", whom, "4", by=owner)
            services.expect(draft, "theme", stage.theme.public_id, "down", SUMMER, ["msp"], [], 0.25, by=owner)
    return draft.id


def make_open(stage: Stage) -> int:
    """Return the row of an open proposal."""
    draft = make_draft(stage)
    with transaction():
        services.open_proposal(stored(draft), by=viewer(stage.owner, stage.program))
    return draft


def stored(proposal: int) -> Proposal:
    """Return the proposal as it is stored now."""
    return queries.proposal_by_id(proposal)


def put_to_vote(stage: Stage, proposal: int, **chosen: Any) -> None:
    """Open the ballot on a proposal, by default secret, with two thirds and a quorum of one, for nine days."""
    rule: dict[str, Any] = {"secret": True, "threshold": "two_thirds", "quorum": 1}
    rule |= {"closes_at": clock.now() + dt.timedelta(days=9), **chosen}
    facilitator = viewer(stage.facilitator, stage.program)
    with transaction():
        services.open_ballot(stored(proposal), stage.council, **rule, by=facilitator)
