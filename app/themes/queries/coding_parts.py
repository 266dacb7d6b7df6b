"""Who wrote what a coding left uncoded, and what carried which themes, as tallies. Raw, never for a page."""

from collections import defaultdict
from dataclasses import astuple

from sqlalchemy import select

from app.db import database
from app.pulse.models import Comment, Submission, Wave
from app.themes.models import Coding, WaveCoding
from app.themes.queries.changes import whole_of
from app.themes.queries.reading import read_wave
from surveys.disclosure import Contribution, Tally

LEFT, SHOWN, HIDDEN = "left", "shown", "hidden"


def coding_parts(wave: Wave) -> dict[str, list[int]]:
    """Return the tallies of today, to be kept with a coding: of comments without a theme, of shown and hidden ones."""
    rows = database.session.execute(
        select(Submission.organisation_key, Submission.respondent_key, Coding.theme_id)
        .select_from(Comment)
        .join(Submission, Submission.id == Comment.submission_id)
        .outerjoin(Coding, (Coding.comment_id == Comment.id) & Coding.primary)
        .where(Comment.wave_id == wave.id)
    ).all()
    carried = {theme_id for *_, theme_id in rows} - {None}
    reading = read_wave(wave, carried)
    part_of: dict[int | None, str] = {None: LEFT}
    part_of |= {theme_id: SHOWN if whole_of(reading, theme_id).shown else HIDDEN for theme_id in carried}
    parts: dict[str, list[Contribution]] = defaultdict(list)
    for organisation, person, theme_id in rows:
        parts[part_of[theme_id]].append(Contribution(organisation, person))
    return {part: list(astuple(Tally.of(parts[part]))) for part in (LEFT, SHOWN, HIDDEN)}


def tallies_of(coding: WaveCoding) -> dict[str, Tally]:
    """Return the tallies that were kept with a coding."""
    return {part: Tally(*numbers) for part, numbers in coding.parts.items()}
