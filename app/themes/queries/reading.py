"""Reads a wave once: who answered, who was asked, and which comment carries which theme. Raw, so only for the gate."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Comment, Invitation, Wave
from app.themes.core.segments import Answered, Organisation, organisations_of
from app.themes.models import SettledCoding
from surveys.disclosure import UNKNOWN, Contribution, Policy


@dataclass(frozen=True, slots=True)
class Coded:
    """A comment that carries a theme: its row, who wrote it, and how it feels (−1…1, None where not judged)."""

    comment_id: int
    contribution: Contribution
    feeling: float | None


@dataclass(frozen=True)
class WaveReading:
    """What the figures of a wave's themes are computed from, with its disclosure policy."""

    policy: Policy
    answered: Answered
    organisations: Mapping[str, Organisation]
    """Those that answered, by their keys."""
    coded: Mapping[int, Sequence[Coded]]
    """By row of the theme; comments whose main theme it is."""

    def raisers(self, theme_id: int) -> set[Contribution]:
        """Return those with a comment that carries the theme."""
        return {coded.contribution for coded in self.coded.get(theme_id, ())}


def read_wave(wave: Wave, theme_ids: Collection[int]) -> WaveReading:
    """Return the reading of a wave for these themes, in three queries however many they are.

    A comment counts for its main theme only, as it has settled: a second one is the machine's guess and shown as such.
    A wave that may not be read yet reads as if nobody had answered.
    """
    policy = pulse.policy(wave)
    if not pulse.results_can_be_seen(wave):
        return WaveReading(policy, Answered.by(policy, [], _asked(wave.id)), {}, {})
    people = {one.submission_id: one for one in pulse.contributors(wave.id)}
    coded: dict[int, list[Coded]] = defaultdict(list)
    rows = database.session.execute(
        select(SettledCoding.theme_id, Comment.id, Comment.submission_id, Comment.feeling)
        .join(Comment, Comment.id == SettledCoding.comment_id)
        .where(SettledCoding.wave_id == wave.id, SettledCoding.theme_id.in_(theme_ids))
        .order_by(Comment.id)
    )
    for theme_id, comment_id, submission_id, feeling in rows:
        assert theme_id is not None
        coded[theme_id].append(Coded(comment_id, people[submission_id].contribution, feeling))
    organisations = organisations_of(people.values())
    answered = Answered.by(policy, organisations, _asked(wave.id))
    return WaveReading(policy, answered, {one.key: one for one in organisations}, coded)


@dataclass(frozen=True, slots=True)
class _Asked:
    organisation: str
    person: str
    roles: tuple[str, ...]
    market: str


def _asked(wave_id: int) -> list[Organisation]:
    rows = database.session.execute(
        select(Invitation.partner_id, Invitation.roles, Invitation.market)
        .where(Invitation.wave_id == wave_id)
        .order_by(Invitation.id)
    )
    return organisations_of(
        _Asked(str(partner_id), "", tuple(roles or ()), market or UNKNOWN) for partner_id, roles, market in rows
    )
