"""Stores what the machine coded with the codebook, as one edit, and puts comments before people to check."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.db import database
from app.pulse import queries as pulse
from app.themes import queries
from app.themes.models import Coding, CodingCheck, ThemingRun, WaveCoding
from app.themes.services.changes import Changes
from app.themes.services.codebook import lock_codebook, write_edit

SAMPLE = 60
MOST_UNSURE = 40
SURE, FAIRLY_SURE = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class CodedByMachine:
    """A comment's row, the row of its likeliest theme with P(right) in 0–1, a further one, and whether it fits."""

    comment_id: int
    theme_id: int
    degree: float
    fits: bool
    second: tuple[int, float] | None = None


def store_coding(
    run: ThemingRun,
    coded: Sequence[CodedByMachine],
    *,
    taught_by: int,
    sample: Sequence[int],
    to_ask: Sequence[int],
) -> WaveCoding:
    """Let the run's comments carry the themes that fit, in place of what the machine coded earlier in the wave.

    `sample` and `to_ask` are places in `coded`, in the order in which people are to check them. What a person has
    decided meanwhile stays, and a theme that has left the codebook is given to nobody.
    """
    book, wave = lock_codebook(run.program_id), pulse.wave_by_id(run.wave_id)
    accepted = {theme.id for theme in queries.themes(run.program_id)}
    open_ones = {comment.id for comment in queries.comments_to_code(run.wave_id)}
    usable = {place: one for place, one in enumerate(coded) if one.theme_id in accepted and one.comment_id in open_ones}
    fitting = [one for one in usable.values() if one.fits]
    changes = Changes()
    for former in queries.machine_codings(run.wave_id):
        changes.remove(former)
    database.session.flush()
    _code(fitting, accepted, changes)
    coding = WaveCoding(
        program_id=run.program_id,
        wave_id=run.wave_id,
        run_id=run.id,
        taught_by=taught_by,
        by_theme={str(theme_id): count for theme_id, count in Counter(one.theme_id for one in fitting).items()},
        certainty=dict(Counter(_certainty(one.degree) for one in fitting)),
    )
    if changes.made or changes.gone:
        # The history says no number: with those that show it would tell how few comments a hidden theme has.
        sentence = f"coded the comments of {wave.label} with the codebook"
        coding.edit_id = write_edit(book, "code", sentence, changes, by=None).id
    coding.parts = queries.coding_parts(wave)
    database.session.add(coding)
    database.session.flush()
    drawn = [usable[place] for place in sample if place in usable and usable[place].fits][:SAMPLE]
    taken = {one.comment_id for one in drawn}
    asked = [usable[place] for place in to_ask if place in usable and usable[place].comment_id not in taken]
    database.session.add_all([*_checks(coding, drawn, "sample"), *_checks(coding, asked[:MOST_UNSURE], "unsure")])
    database.session.flush()
    return coding


def _code(fitting: Sequence[CodedByMachine], accepted: set[int], changes: Changes) -> None:
    carried = queries.codings_by_theme([one.comment_id for one in fitting])
    new = []
    for one in fitting:
        there = carried.get(one.comment_id, {})
        if one.theme_id in there:
            changes.set(there[one.theme_id], primary=True)
        else:
            new.append(_coding(one.comment_id, one.theme_id, one.degree, primary=True))
        if one.second and one.second[0] in accepted and one.second[0] not in there:
            new.append(_coding(one.comment_id, *one.second, primary=False))
    changes.make(*new)


def _coding(comment_id: int, theme_id: int, degree: float, *, primary: bool) -> Coding:
    return Coding(theme_id=theme_id, comment_id=comment_id, degree=degree, primary=primary, source="coded")


def _certainty(degree: float) -> str:
    return "sure" if degree >= SURE else "fairly" if degree >= FAIRLY_SURE else "just"


def _checks(coding: WaveCoding, chosen: Sequence[CodedByMachine], purpose: str) -> list[CodingCheck]:
    return [
        CodingCheck(
            wave_coding_id=coding.id,
            comment_id=one.comment_id,
            purpose=purpose,
            position=position,
            theme_id=one.theme_id,
            was_coded=one.fits,
            degree=one.degree,
        )
        for position, one in enumerate(chosen, start=1)
    ]
