"""What the page of themes shows of a wave: a row a theme, and the wave in one sentence. Few queries, no cache."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Comment, Submission, Wave
from app.themes.core.changes import Change
from app.themes.core.feelings import Feeling
from app.themes.core.segments import WHOLE, Few, Prevalence
from app.themes.core.standing import differing, stands_out, words_of
from app.themes.core.stories import in_short, is_new_in
from app.themes.models import Theme
from app.themes.queries.changes import changes_between, few_of, table_of, whole_of
from app.themes.queries.codebook import all_themes, lineage_of_all, themes
from app.themes.queries.figures import feeling_of
from app.themes.queries.reading import WaveReading, read_wave
from surveys.disclosure import ALL, Contribution, Published, Tally, publish_count, publish_share, round_share


@dataclass(frozen=True)
class ThemeRow:
    """One theme in one wave. `prevalence` is None where the segment was asked of nobody."""

    theme: Theme
    prevalence: Published[Prevalence] | None
    few: Published[Few] | None
    """That fewer than k organisations raise it, where that is why it is hidden; of all partners only."""
    change: Published[Change] | None
    is_new: bool
    feeling: Published[Feeling] | None
    stands_out: tuple[str, ...] | None
    """(role, market), (role,) or (market,); empty where it does among none, None where too little is shown."""
    story: str

    @property
    def tone(self) -> str:
        """negative or positive where most comments feel so, and that may be shown."""
        return self.feeling.value.tone if self.feeling and self.feeling.value else ""


@dataclass(frozen=True)
class WaveSummary:
    """How many comments a wave has, of how many organisations, and the share (0–1) of them that carries a theme."""

    comments: Published[int]
    organisations: Published[int]
    coded: Published[float]


def theme_rows(program_id: int, wave: Wave, role: str = "", market: str = "", search: str = "") -> list[ThemeRow]:
    """Return the accepted themes of the program in this wave, the most widespread first, hidden ones last.

    `search` keeps the themes whose name or definition holds the words, or enough of whose comments do.
    """
    shown: Sequence[Theme] = themes(program_id)
    names = {theme.id: theme.name for theme in shown}
    now, before = read_wave(wave, names), pulse.previous_wave(wave)
    then = read_wave(before, names) if before else None
    if search.strip():
        found = _found_in_comments(wave, now, search)
        shown = [theme for theme in shown if theme.id in found or _names_it(theme, search)]
    ever_called = {theme.id: theme.name for theme in all_themes(program_id)}
    history, segment = lineage_of_all(program_id), (role or ALL, market or ALL)
    # What is more than chance is judged for all themes together, whichever of them a search keeps.
    tables = {theme_id: table_of(now, theme_id) for theme_id in names}
    changed = changes_between(now, then, names, segment) if then else {}
    standing = {theme_id: stands_out(found) for theme_id, found in differing(tables).items()}
    rows = []
    for theme in shown:
        steps, segment_above = history.get(theme.id, []), standing[theme.id]
        rows.append(
            ThemeRow(
                theme,
                tables[theme.id].cells.get(segment),
                few_of(now, theme.id) if segment == WHOLE else None,
                changed.get(theme.id),
                is_new_in(steps, wave.id),
                feeling_of(now, theme.id),
                words_of(segment_above) if segment_above else (() if tables[theme.id].whole.shown else None),
                in_short(steps, wave.id, ever_called),
            )
        )
    return sorted(rows, key=_order)


def wave_summary(program_id: int, wave: Wave) -> WaveSummary:
    """Return the wave's comments, organisations and how much of it is coded, through the gate.

    Questions that too few wrote to are left out: the wave's page gives the other questions' numbers, and the
    difference would be theirs. A comment of a theme that is hidden counts as not coded for the same reason.
    """
    reading = read_wave(wave, [theme.id for theme in themes(program_id)])
    policy = reading.policy
    written = _written(wave, reading) if pulse.results_can_be_seen(wave) else {}
    enough = [rows for rows in written.values() if policy.reason_to_hide(Tally.of(who for who, _ in rows)) is None]
    coded = [who for rows in enough for who, has_theme in rows if has_theme]
    rest = [who for rows in enough for who, has_theme in rows if not has_theme]
    everyone = Tally.of([*coded, *rest])
    share = round_share(policy, len(coded) / everyone.answers, everyone.answers) if everyone.answers else 0.0
    return WaveSummary(
        publish_count(policy, everyone, everyone.answers),
        publish_count(policy, everyone, everyone.organisations),
        publish_share(policy, Tally.of(coded), Tally.of(rest), share),
    )


def _written(wave: Wave, reading: WaveReading) -> Mapping[str, Sequence[tuple[Contribution, bool]]]:
    """Return who wrote each comment and whether it carries a theme that shows, by the key of its question."""
    shown = [theme_id for theme_id in reading.coded if whole_of(reading, theme_id).shown]
    carrying = {coded.comment_id for theme_id in shown for coded in reading.coded[theme_id]}
    rows = database.session.execute(
        select(Comment.id, Comment.question_key, Submission.organisation_key, Submission.respondent_key)
        .join(Comment, Comment.submission_id == Submission.id)
        .where(Comment.wave_id == wave.id)
    )
    found: dict[str, list[tuple[Contribution, bool]]] = {}
    for comment_id, key, organisation, person in rows:
        found.setdefault(key, []).append((Contribution(organisation, person), comment_id in carrying))
    return found


def _names_it(theme: Theme, search: str) -> bool:
    return search.strip().casefold() in f"{theme.name}\n{theme.definition}".casefold()


def _found_in_comments(wave: Wave, reading: WaveReading, search: str) -> Set[int]:
    """Return the themes with enough comments that hold the words, so that a search singles nobody out."""
    words = search.strip().lower()
    matching = set(
        database.session.scalars(
            select(Comment.id).where(
                Comment.wave_id == wave.id, func.lower(Comment.text).contains(words, autoescape=True)
            )
        )
    )
    found = set()
    for theme_id, coded in reading.coded.items():
        tally = Tally.of(one.contribution for one in coded if one.comment_id in matching)
        if tally.answers and reading.policy.reason_to_hide(tally) is None:
            found.add(theme_id)
    return found


def _order(row: ThemeRow) -> tuple[bool, float, str]:
    figure = row.prevalence.value if row.prevalence else None
    return figure is None, -figure.share if figure else 0.0, row.theme.name.casefold()
