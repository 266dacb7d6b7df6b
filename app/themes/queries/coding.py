"""What the coding of a later wave reads: decisions to learn from, and the comments to code. Raw, never for a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import ColumnElement, and_, exists, select

from app.db import database
from app.pulse.models import Comment, Wave
from app.themes.models import Coding, CodingCheck, Theme, WaveCoding
from app.themes.queries.material import ToGroup

MOST_DECISIONS = 6_000
_AT_ONCE = 500
BY_PEOPLE = ("cluster", "person")


@dataclass(frozen=True, slots=True)
class Decided:
    """A comment of another wave and the row of the theme that people gave it; None where they found that none fits."""

    text: str
    theme_id: int | None


def decisions(program_id: int, but_wave_id: int) -> list[Decided]:
    """Return what people decided in other waves: what fits no theme, clusters, single comments, the newest last."""
    of_others = (Wave.program_id == program_id, Comment.wave_id != but_wave_id)
    carried = database.session.execute(
        select(Comment.text, Coding.theme_id, Coding.source, Comment.wave_id)
        .join(Coding, Coding.comment_id == Comment.id)
        .join(Wave, Wave.id == Comment.wave_id)
        .join(Theme, Theme.id == Coding.theme_id)
        .where(*of_others, Coding.primary, Coding.source.in_(BY_PEOPLE), Theme.state == "accepted")
        .order_by((Coding.source == "person").desc(), Comment.wave_id.desc(), Comment.public_id)
        .limit(MOST_DECISIONS)
    )
    fits_none = database.session.execute(
        select(Comment.text)
        .join(Wave, Wave.id == Comment.wave_id)
        .where(*of_others, _fits_none())
        .order_by(Comment.public_id)
        .limit(MOST_DECISIONS)
    )
    newest_last = sorted(carried, key=lambda row: (row.source == "person", row.wave_id, _place(row.text), row.theme_id))
    nowhere = sorted((text for (text,) in fits_none), key=_place)
    return [Decided(text, None) for text in nowhere] + [Decided(row.text, row.theme_id) for row in newest_last]


def comments_to_code(wave_id: int) -> list[ToGroup]:
    """Return the wave's comments that nobody has given a main theme, nor found to fit none."""
    rows = database.session.execute(
        select(Comment.id, Comment.public_id, Comment.text)
        .where(Comment.wave_id == wave_id, ~_by_people(), ~_fits_none())
        .order_by(Comment.public_id)
    )
    return sorted((ToGroup(*row) for row in rows), key=lambda one: _place(one.text))


def _place(text: str) -> bytes:
    """Return where a text stands in an order that follows from the texts alone, so that ids decide nothing."""
    return blake2b(text.encode(), digest_size=8).digest()


def machine_codings(wave_id: int) -> Sequence[Coding]:
    """Return the codings that the machine made in the wave and nobody has confirmed."""
    of_wave = (Comment.wave_id == wave_id, Coding.source == "coded")
    return database.session.scalars(
        select(Coding).join(Comment, Comment.id == Coding.comment_id).where(*of_wave).order_by(Coding.id)
    ).all()


def coding_of_run(run_id: int) -> WaveCoding | None:
    """Return what the run coded; None where there was nothing to code with."""
    return database.session.scalar(select(WaveCoding).where(WaveCoding.run_id == run_id))


def _fits_none() -> ColumnElement[bool]:
    """Return whether people found that no theme fits a comment, and nobody has given it one since."""
    found = exists().where(
        CodingCheck.comment_id == Comment.id,
        CodingCheck.verdict == "wrong",
        CodingCheck.chosen_theme_id.is_(None),
    )
    return and_(found, ~_by_people())


def _by_people() -> ColumnElement[bool]:
    return exists().where(Coding.comment_id == Comment.id, Coding.primary, Coding.source.in_(BY_PEOPLE))


def codings_by_theme(comment_ids: Sequence[int]) -> dict[int, dict[int, Coding]]:
    """Return the codings of each of these comments, given by row, by the theme's row."""
    found: dict[int, dict[int, Coding]] = {}
    for start in range(0, len(comment_ids), _AT_ONCE):
        part = comment_ids[start : start + _AT_ONCE]
        for coding in database.session.scalars(select(Coding).where(Coding.comment_id.in_(part))):
            found.setdefault(coding.comment_id, {})[coding.theme_id] = coding
    return found
