"""Which comments of a coding wait for people to check, and whether these may read them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Comment
from app.shared.found import found
from app.themes.models import Coding, CodingCheck, WaveCoding
from app.themes.queries.changes import whole_of
from app.themes.queries.coding_parts import LEFT, tallies_of
from app.themes.queries.reading import read_wave


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A check that may be shown, with its masked comment."""

    check: CodingCheck
    text: str
    language: str


def wave_codings(program_id: int) -> Sequence[WaveCoding]:
    """Return the codings of the program's waves, the newest first, of each wave the newest."""
    rows = database.session.scalars(
        select(WaveCoding).where(WaveCoding.program_id == program_id).order_by(WaveCoding.id.desc())
    ).all()
    newest: dict[int, WaveCoding] = {}
    for row in rows:
        newest.setdefault(row.wave_id, row)
    return list(newest.values())


def wave_coding(program_id: int, public_id: str) -> WaveCoding:
    """Return a coding of the program. Raises NotFoundError."""
    wanted = (WaveCoding.program_id == program_id, WaveCoding.public_id == public_id)
    return found(database.session.scalar(select(WaveCoding).where(*wanted)))


def wave_coding_by_id(row: int) -> WaveCoding:
    """Return a coding by its row. Raises NotFoundError."""
    return found(database.session.get(WaveCoding, row))


def check(coding: WaveCoding, public_id: str) -> CodingCheck:
    """Return a check that people are asked for. Raises NotFoundError, also for one that may not be read."""
    wanted = (CodingCheck.wave_coding_id == coding.id, CodingCheck.public_id == public_id)
    row = found(database.session.scalar(select(CodingCheck).where(*wanted, CodingCheck.purpose != "double")))
    return found(row if readable(coding, [row]) else None)


def blind_coding(sampled: CodingCheck, person_id: int) -> CodingCheck | None:
    """Return what the person said of a sampled comment when coding blind."""
    return database.session.scalar(
        select(CodingCheck).where(
            CodingCheck.wave_coding_id == sampled.wave_coding_id,
            CodingCheck.comment_id == sampled.comment_id,
            CodingCheck.purpose == "double",
            CodingCheck.person_id == person_id,
        )
    )


def checks_of(coding: WaveCoding, purpose: str) -> list[CodingCheck]:
    """Return the readable checks of a purpose in the order in which they are asked."""
    rows = database.session.scalars(
        select(CodingCheck)
        .where(CodingCheck.wave_coding_id == coding.id, CodingCheck.purpose == purpose)
        .order_by(CodingCheck.position, CodingCheck.id)
    ).all()
    return readable(coding, rows)


def to_decide(coding: WaveCoding, purpose: str, person_id: int) -> list[CodingCheck]:
    """Return what waits for this person: sample, unsure, or double, which is the sample less what they checked."""
    if purpose == "double":
        done = {row.comment_id for row in checks_of(coding, "double") if row.person_id == person_id}
        rows = checks_of(coding, "sample")
        return [row for row in rows if row.person_id != person_id and row.comment_id not in done]
    placed = _placed_by_hand(coding)
    return [row for row in checks_of(coding, purpose) if not row.verdict and row.comment_id not in placed]


def with_text(row: CodingCheck) -> ToCheck:
    """Return a readable check with its comment."""
    comment = found(database.session.get(Comment, row.comment_id))
    return ToCheck(row, comment.text, comment.language)


def readable(coding: WaveCoding, rows: Collection[CodingCheck]) -> list[CodingCheck]:
    """Return those of the checks whose comments may be read one by one.

    A coded comment where its theme shows in the wave; one that was left uncoded where enough organisations wrote such.
    """
    wave = pulse.wave_by_id(coding.wave_id)
    policy = pulse.policy(wave)
    if not pulse.results_can_be_seen(wave):
        return []
    if not policy.hides:
        return list(rows)
    themes = {row.theme_id for row in rows if row.theme_id is not None}
    reading = read_wave(wave, themes)
    shown = {theme_id for theme_id in themes if whole_of(reading, theme_id).shown}
    rest = policy.reason_to_hide(tallies_of(coding)[LEFT]) is None
    return [row for row in rows if (row.theme_id in shown if row.was_coded else rest)]


def _placed_by_hand(coding: WaveCoding) -> set[int]:
    rows = database.session.scalars(
        select(Coding.comment_id)
        .join(CodingCheck, CodingCheck.comment_id == Coding.comment_id)
        .where(CodingCheck.wave_coding_id == coding.id, Coding.primary, Coding.source == "person")
    )
    return set(rows)
