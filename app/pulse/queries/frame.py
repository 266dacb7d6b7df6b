"""Whom a wave asks: the people a draft would ask, the frozen frame of an open wave, and who may be reminded."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import set_committed_value

from app.db import database
from app.programs import queries as programs
from app.programs.models import Contact
from app.pulse.models import Invitation, Wave
from app.shared import clock
from surveys.disclosure import UNKNOWN

MOST_REMINDERS = 2
"""With the invitation these are the three mails that are promised to be the most."""
QUIET = dt.timedelta(hours=20)
"""Nobody gets two mails about a wave within this time."""


@dataclass(frozen=True)
class FrameSegment:
    """How many organisations of a role and market are asked, and whether their results could be shown."""

    role: str
    market: str
    organisations: int
    can_show: bool


@dataclass(frozen=True)
class Frame:
    """Whom a wave asks; `segments` by role, then market. Facts about partners, not about answers."""

    people: int
    organisations: int
    segments: tuple[FrameSegment, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(segment.role for segment in self.segments))

    @property
    def markets(self) -> tuple[str, ...]:
        return tuple(sorted({segment.market for segment in self.segments}))

    @property
    def heads(self) -> list[tuple[str, str]]:
        """The markets as heads of columns of figures."""
        return [(market.capitalize(), "num") for market in self.markets]

    def segment(self, role: str, market: str) -> FrameSegment | None:
        """Return the segment; None where nobody of it is asked."""
        return next((one for one in self.segments if (one.role, one.market) == (role, market)), None)


def contacts_to_ask(wave: Wave) -> list[Contact]:
    """Return the people a draft wave would ask, one invitation a person, the earliest contact first."""
    wanted = wave.frame_filter
    contacts = programs.active_contacts(
        wave.program_id,
        roles=tuple(wanted.get("roles", ())),
        markets=tuple(wanted.get("markets", ())),
        countries=tuple(wanted.get("countries", ())),
    )
    partners = {partner.id: partner for partner in programs.partners(wave.program_id)}
    for contact in contacts:  # instead of one query each
        set_committed_value(contact, "partner", partners[contact.partner_id])
    return list({contact.person_id: contact for contact in reversed(contacts)}.values())[::-1]


def frame(wave: Wave) -> Frame:
    """Return whom the wave asks, or, as a draft, would ask now."""
    if wave.state == "draft":
        asked = [
            (contact.partner_id, contact.partner.roles, contact.partner.market) for contact in contacts_to_ask(wave)
        ]
        return _counted(asked, wave.k)
    rows = database.session.execute(
        select(Invitation.partner_id, Invitation.roles, Invitation.market).where(Invitation.wave_id == wave.id)
    )
    return _counted(((row.partner_id, row.roles, row.market) for row in rows), wave.k)


def to_remind(wave: Wave) -> list[int]:
    """Return the rows of the invitations that may be reminded now."""
    quiet_since = clock.now() - QUIET
    return list(
        database.session.scalars(
            select(Invitation.id)
            .where(
                Invitation.wave_id == wave.id,
                Invitation.answered_at.is_(None),
                Invitation.reminders < MOST_REMINDERS,
                func.coalesce(Invitation.reminded_at, Invitation.invited_at) < quiet_since,
            )
            .order_by(Invitation.id)
        )
    )


def not_yet_invited(wave_id: int) -> list[int]:
    """Return the rows of the invitations whose mail is still to be written."""
    unwritten = (Invitation.wave_id == wave_id, Invitation.invited_at.is_(None))
    return list(database.session.scalars(select(Invitation.id).where(*unwritten).order_by(Invitation.id)))


def _counted(asked: Iterable[tuple[int, Sequence[str], str | None]], k: int) -> Frame:
    people = 0
    organisations: set[int] = set()
    members: dict[tuple[str, str], set[int]] = {}
    for partner_id, roles, market in asked:
        people += 1
        organisations.add(partner_id)
        for role in roles:
            members.setdefault((role, market or UNKNOWN), set()).add(partner_id)
    segments = (
        FrameSegment(role, market, len(found), can_show=len(found) >= k)
        for (role, market), found in sorted(members.items())
    )
    return Frame(people, len(organisations), tuple(segments))
