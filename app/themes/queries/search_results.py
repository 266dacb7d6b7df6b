"""Comments found by words and filters: chosen from what may be read anyway, in an order that tells of nobody."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import CTE, ColumnElement, Float, String, and_, cast, false, func, literal, or_, select

from app.db import database
from app.identity.models import Person
from app.programs.models import Partner
from app.pulse import queries as pulse
from app.pulse.models import Comment, Submission, Wave
from app.themes.core.searching import Search, marked_parts
from app.themes.models import Coding, Note, Theme
from app.themes.queries.notes import notes_on_comments
from app.themes.queries.search import holds, relevance
from app.themes.queries.search_ground import Ground, carries_one, ground_of, may_be_read

PER_PAGE = 25
_LAST_PAGE = 1_000_000
_NEUTRAL = 0.05
"""As `analysis.sentiment.feeling_band` has it."""
UNCODED = "none"
FEELINGS = ("negative", "neutral", "positive", "not judged")
_UNSORTED = func.substr(Comment.public_id, 11)
"""The random end of a comment's id: sorted by it, comments stand in no order; it also names one in a form."""


@dataclass(frozen=True)
class Sought:
    """What is looked for: words, and which of the comments; an empty filter lets all through.

    `theme_id` 0 stands for those that carry none. Role and market are for waves that name people.
    """

    search: Search
    waves: Sequence[Wave] = ()
    question: str = ""
    theme_id: int | None = None
    language: str = ""
    feeling: str = ""
    role: str = ""
    market: str = ""


@dataclass(frozen=True)
class Hit:
    """A comment that was found. `parts` is its text, each part with whether it is what was looked for."""

    reference: str
    parts: list[tuple[str, bool]]
    language: str
    """Empty for English, and where too few wrote in it to say."""
    question: str
    wave_id: int
    tone: str
    themes: list[Theme] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    writer: str = ""
    """Person and partner, of waves that name them."""


@dataclass(frozen=True)
class Found:
    """A page of hits, and how many there are on all pages."""

    hits: list[Hit]
    total: int
    page: int
    pages: int


def waves_to_search(program_id: int) -> list[Wave]:
    """Return the waves whose comments may be read, the newest first."""
    return [wave for wave in pulse.waves(program_id) if wave.state != "draft" and pulse.results_can_be_seen(wave)]


def find_comments(sought: Sought, page: int = 1, *, name_writers: bool = False) -> Found:
    """Return a page of what was sought; the fitting ones first, else in no order."""
    grounds = {wave.id: ground_of(wave) for wave in sought.waves}
    fits = relevance(sought.search) if sought.search.wanted else literal(0.0, Float)
    every = select(Comment.id, _UNSORTED.label("reference"), fits.label("fits"))
    hits = every.where(*_wanted(sought, list(grounds.values()))).cte("hits")
    page = min(max(1, page), _LAST_PAGE)
    rows = _rows_of(hits, page)
    if not rows and page > 1:  # the last page of what is there today
        total = database.session.scalar(select(func.count()).select_from(hits)) or 0
        page = _pages(total)
        rows = _rows_of(hits, page)
    total = rows[0].total if rows else 0
    return Found(_hits(rows, sought.search, grounds, name_writers=name_writers), total, page, _pages(total))


def _pages(total: int) -> int:
    return max(1, -(-total // PER_PAGE))


def _rows_of(hits: CTE, page: int) -> Sequence[Any]:
    """Return the comments of a page, each with how many there are on all: the hits are looked for once."""
    total = select(func.count()).select_from(hits).scalar_subquery().label("total")
    best_first = select(hits, total).order_by(hits.c.fits.desc(), hits.c.reference)
    top = best_first.limit(PER_PAGE).offset((page - 1) * PER_PAGE).subquery()
    what = (Comment.id, Comment.text, Comment.language, Comment.question_key, Comment.wave_id, Comment.feeling)
    return database.session.execute(
        select(*what, Comment.submission_id, top.c.reference, top.c.total)
        .join(top, top.c.id == Comment.id)
        .order_by(top.c.fits.desc(), top.c.reference)
    ).all()


def comments_named(program_id: int, references: Collection[str]) -> list[int] | None:
    """Return the rows of the comments named so that may be read, or None where one of them may not, or is gone."""
    grounds = [ground_of(wave) for wave in waves_to_search(program_id)]
    wanted = set(references)
    rows = database.session.scalars(
        select(Comment.id).where(_UNSORTED.in_(wanted), or_(false(), *map(may_be_read, grounds)))
    ).all()
    return sorted(rows) if len(rows) == len(wanted) else None


def readable_among(program_id: int, comment_ids: Collection[int]) -> set[int]:
    """Return those of these comments, given by row, that may be read today."""
    grounds = [ground_of(wave) for wave in waves_to_search(program_id)]
    wanted = select(Comment.id).where(Comment.id.in_(comment_ids), or_(false(), *map(may_be_read, grounds)))
    return set(database.session.scalars(wanted)) if comment_ids else set()


def _wanted(sought: Sought, grounds: list[Ground]) -> list[ColumnElement[bool]]:
    conditions = [or_(false(), *(_in_ground(ground, sought) for ground in grounds)), *holds(sought.search)]
    if sought.question:
        conditions.append(Comment.question_key == sought.question)
    if sought.feeling:
        conditions.append(_feels(sought.feeling))
    return conditions


def _in_ground(ground: Ground, sought: Sought) -> ColumnElement[bool]:
    """Return the condition of a wave: may be read, carries the theme or none that shows, is in the language."""
    conditions = [may_be_read(ground)]
    if sought.theme_id is not None:
        themes = ground.theme_ids & {sought.theme_id} if sought.theme_id else ground.theme_ids
        conditions.append(carries_one(themes) if sought.theme_id else ~carries_one(themes))
    if sought.language:
        conditions.append(Comment.language.in_(ground.languages & {sought.language}))
    if sought.role or sought.market:
        conditions.append(_is_in_segment(sought) if ground.named else false())
    return and_(*conditions)


def _is_in_segment(sought: Sought) -> ColumnElement[bool]:
    of_segment = select(Submission.id).where(Submission.id == Comment.submission_id)
    if sought.role:
        of_segment = of_segment.where(cast(Submission.roles, String).contains(f'"{sought.role}"', autoescape=True))
    if sought.market:
        of_segment = of_segment.where(Submission.market == sought.market)
    return of_segment.exists()


def _feels(feeling: str) -> ColumnElement[bool]:
    return {
        "negative": Comment.feeling <= -_NEUTRAL,
        "neutral": and_(Comment.feeling > -_NEUTRAL, Comment.feeling < _NEUTRAL),
        "positive": Comment.feeling >= _NEUTRAL,
        "not judged": Comment.feeling.is_(None),
    }.get(feeling, false())


def _hits(rows: Sequence[Any], search: Search, grounds: dict[int, Ground], *, name_writers: bool) -> list[Hit]:
    ids = [row.id for row in rows]
    themes, notes = _themes_of(ids), notes_on_comments(ids)
    named = [row.submission_id for row in rows if grounds[row.wave_id].named] if name_writers else []
    writers = _writers(named)
    return [
        Hit(
            row.reference,
            marked_parts(row.text, search),
            row.language if row.language != "en" and row.language in grounds[row.wave_id].languages else "",
            row.question_key,
            row.wave_id,
            _tone(row.feeling),
            [theme for theme in themes[row.id] if theme.id in grounds[row.wave_id].theme_ids],
            notes[row.id],
            writers.get(row.submission_id, ""),
        )
        for row in rows
    ]


def _tone(feeling: float | None) -> str:
    if feeling is None:
        return ""
    return "negative" if feeling <= -_NEUTRAL else "neutral" if feeling < _NEUTRAL else "positive"


def _themes_of(comment_ids: Collection[int]) -> dict[int, list[Theme]]:
    """Return the accepted themes that each of these comments carries, its main one first."""
    found: dict[int, list[Theme]] = defaultdict(list)
    carried = (
        select(Coding.comment_id, Theme)
        .join(Theme, Theme.id == Coding.theme_id)
        .where(Coding.comment_id.in_(comment_ids), Theme.state == "accepted")
        .order_by(Coding.primary.desc(), Coding.degree.desc(), Theme.id)
    )
    for comment_id, theme in database.session.execute(carried):
        found[comment_id].append(theme)
    return found


def _writers(submission_ids: Collection[int]) -> dict[int, str]:
    """Return who sent each of these submissions, of waves that name people."""
    who = (
        select(Submission.id, Person.name, Partner.name)
        .outerjoin(Person, Person.id == Submission.person_id)
        .outerjoin(Partner, Partner.id == Submission.partner_id)
        .where(Submission.id.in_(submission_ids))
    )
    rows = database.session.execute(who) if submission_ids else ()
    return {submission_id: ", ".join(filter(None, names)) for submission_id, *names in rows}
