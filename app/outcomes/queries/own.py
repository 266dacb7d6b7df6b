"""What came of what somebody's organisation and partners like it said."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.outcomes.models import Outcome
from app.outcomes.queries.effects import EffectRow, effects_of_proposal
from app.programs.models import Partner
from app.proposals import queries as proposals
from app.proposals.core.wording import result_word, whom
from app.proposals.models import Proposal, Simulation
from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.themes import queries as themes
from app.themes.models import Theme
from surveys.disclosure import ALL, PublishedTable, Segment

Tables = dict[tuple[int, int], PublishedTable[themes.Prevalence]]
WAVES_COUNTED = 5


@dataclass(frozen=True)
class OwnMove:
    """By the figures of a day, the change of rules moves the reader's organisation."""

    before: str
    after: str
    as_at: dt.date


@dataclass(frozen=True)
class OwnChange:
    """One answer, for one partner: what was said by whom, what was done, what it means for them, whether it helped."""

    outcome: Outcome
    theme_name: str
    share: float | None
    """The share (0–1) of the partners `whose`, in the wave `asked_in`, where it may be shown."""
    whose: str
    asked_in: str
    move: OwnMove | None
    proposal: Proposal | None
    effect: EffectRow | None


@dataclass(frozen=True)
class Taken:
    """In how many of the newest waves that asked somebody, at most five, they answered."""

    answered: int
    asked: int


def own_changes(program_id: int, partner: Partner | None) -> list[OwnChange]:
    """Return the answers that were told, the newest first, seen from one partner."""
    closed = [wave for wave in pulse.waves(program_id) if wave.state == "closed" and wave.closed_at]
    rows = database.session.execute(
        select(Outcome, Theme)
        .join(Theme, Theme.id == Outcome.theme_id)
        .where(Outcome.program_id == program_id, Outcome.told_at.is_not(None))
        .order_by(Outcome.told_at.desc(), Outcome.id)
    )
    told = [(outcome, theme, _when_it_was_said(outcome, closed)) for outcome, theme in rows]
    tables = _tables([(theme.id, wave) for _, theme, wave in told if wave])
    return [_own(outcome, theme, partner, wave, tables) for outcome, theme, wave in told]


def waiting(program_id: int) -> list[Outcome]:
    """Return the promises of a first answer, the earliest first; what partners said there is not named yet."""
    wanted = (
        select(Outcome)
        .join(Theme, Theme.id == Outcome.theme_id)
        .where(Outcome.program_id == program_id, Outcome.state == "promised", Theme.state == "accepted")
        .order_by(Outcome.promised_by, Outcome.id)
    )
    return list(database.session.scalars(wanted))


def taken(person_id: int, program_id: int) -> Taken:
    """Return in how many of the newest waves of the program the person answered, of those that ended or they did."""
    own = [one for one in pulse.own_waves(person_id) if one.wave.program_id == program_id and one.invited_at]
    counted = [one for one in own if one.answered_at or one.wave.state == "closed"][:WAVES_COUNTED]
    return Taken(sum(one.answered_at is not None for one in counted), len(counted))


def answered_since(person_id: int, program_id: int) -> list[tuple[Outcome, str]]:
    """Return the answers told since somebody last answered a wave, with the theme's name, the newest first.

    Nothing for who has not answered one: they said nothing yet.
    """
    own = [one for one in pulse.own_waves(person_id) if one.wave.program_id == program_id]
    last = max((one.answered_at for one in own if one.answered_at), default=None)
    if last is None:
        return []
    rows = database.session.execute(
        select(Outcome, Theme.name)
        .join(Theme, Theme.id == Outcome.theme_id)
        .where(Outcome.program_id == program_id, Outcome.told_at > last)
        .order_by(Outcome.told_at.desc(), Outcome.id)
    )
    return [(outcome, name) for outcome, name in rows]


def _tables(said: list[tuple[int, Wave]]) -> Tables:
    """Return the shares of themes in waves by their rows; each wave is read once."""
    waves = {wave.id: wave for _, wave in said}
    return {
        (theme_id, wave.id): table
        for wave in waves.values()
        for theme_id, table in themes.segment_tables({one for one, when in said if when.id == wave.id}, wave).items()
    }


def _own(outcome: Outcome, theme: Theme, partner: Partner | None, wave: Wave | None, tables: Tables) -> OwnChange:
    proposal = proposals.proposal_by_id(outcome.proposal_id) if outcome.proposal_id else None
    share, whose = _said(tables[theme.id, wave.id], partner) if wave else (None, "")
    move = _move(outcome, proposal, partner) if proposal and partner else None
    effect = _effect(outcome, proposal) if proposal else None
    label = wave.label if wave else ""
    return OwnChange(outcome, theme.name, share, whose, label, move, proposal, effect)


def _when_it_was_said(outcome: Outcome, closed: Iterable[Wave]) -> Wave | None:
    """Return the last wave before the answer, or before the proposal that it came of: later, fewer may say it."""
    proposal = proposals.proposal_by_id(outcome.proposal_id) if outcome.proposal_id else None
    moment = (proposal.opened_at if proposal else None) or outcome.told_at or outcome.changed_at
    before = [wave for wave in closed if wave.closed_at and wave.closed_at <= moment]
    return max(before, key=lambda wave: (wave.closed_at, wave.position), default=None)


def _said(table: PublishedTable[themes.Prevalence], partner: Partner | None) -> tuple[float | None, str]:
    """Return the share among partners like this one, of the finest segment of theirs that shows, and who they are."""
    for segment in _segments(partner):
        cell = table.cells.get(segment)
        if cell is not None and cell.value is not None and cell.value.organisations:
            role, market = segment
            return cell.value.share, whom([role] if role != ALL else [], [market] if market != ALL else [])
    return None, ""


def _segments(partner: Partner | None) -> list[Segment]:
    if partner is None:
        return [(ALL, ALL)]
    market = partner.market or ALL
    return [*((role, market) for role in partner.roles), *((role, ALL) for role in partner.roles), (ALL, ALL)]


def _move(outcome: Outcome, proposal: Proposal, partner: Partner) -> OwnMove | None:
    """Return what the frozen simulation says of the partner, where the change it simulates is made or planned."""
    simulation = proposals.simulation_of(proposal.id)
    if simulation is None or outcome.state == "declined" or proposal.state != "in_force":
        return None
    own = [move for move in simulation.moved if move["partner"] == partner.public_id and _is_tier(simulation, move)]
    return OwnMove(result_word(own[0]["before"]), result_word(own[0]["after"]), simulation.as_at) if own else None


def _is_tier(simulation: Simulation, move: dict[str, str]) -> bool:
    kind: str = simulation.summary["outcomes"][move["outcome"]]["kind"]
    return kind == "choice"


def _effect(outcome: Outcome, proposal: Proposal) -> EffectRow | None:
    """Return what was seen of the change, or what is expected of it; nothing of what was declined."""
    if outcome.state == "declined" or proposal.state != "in_force":
        return None
    rows = effects_of_proposal(proposal)
    return next((row for row in rows if row.effect), rows[0] if rows else None)
