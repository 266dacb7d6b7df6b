"""The published figures of one theme: shares, changes, feeling, quotes."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from analysis.stats import Estimate
from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Comment, Wave
from app.themes.core.feelings import Feeling, publish_feeling
from app.themes.core.segments import Few, Prevalence
from app.themes.core.standing import differing
from app.themes.models import ClusterComment, Coding
from app.themes.queries.changes import few_of, table_of, whole_of
from app.themes.queries.codebook import theme_by_id, themes
from app.themes.queries.reading import WaveReading, read_wave
from surveys.disclosure import ALL, Published, PublishedTable, Quote, QuoteCandidate, Segment, combine, publish_quotes

Names = tuple[str, ...] | list[str]


@dataclass(frozen=True, slots=True)
class SaidQuote(Quote):
    """A published quote with the language it is written in."""

    language: str = ""


def segment_table(theme_id: int, wave: Wave) -> PublishedTable[Prevalence]:
    """Return the shares of every segment that the wave asked, of roles and markets and their totals."""
    return table_of(read_wave(wave, [theme_id]), theme_id)


def segment_tables(theme_ids: Collection[int], wave: Wave) -> dict[int, PublishedTable[Prevalence]]:
    """Return the same of several themes by their rows; the wave is read once."""
    reading = read_wave(wave, theme_ids)
    return {theme_id: table_of(reading, theme_id) for theme_id in theme_ids}


def prevalence(theme_id: int, wave: Wave, roles: Names = (), markets: Names = ()) -> Published[Prevalence] | None:
    """Return the share of organisations that answered the wave whose comments carry the theme.

    One role and one market at most can be asked for, as the segments were fixed at opening; the figure is read from
    the published table, so that no filter tells what the table hides. None where the segment was asked of nobody.
    Raises ValueError for several roles or markets.
    """
    if len(roles) > 1 or len(markets) > 1:
        raise ValueError("Segments that were not fixed at opening can't be put together: give one role, one market.")
    segment = (roles[0] if roles else ALL, markets[0] if markets else ALL)
    return segment_table(theme_id, wave).cells.get(segment)


def prevalence_trend(theme_id: int) -> list[tuple[str, Published[Prevalence], Published[Few] | None]]:
    """Return (wave label, share, that few raise it) of each closed wave with answers, the oldest first."""
    program_id = theme_by_id(theme_id).program_id
    closed = [wave for wave in reversed(pulse.waves(program_id)) if wave.state == "closed"]
    readings = [(wave.label, read_wave(wave, [theme_id])) for wave in closed]
    return [
        (label, whole_of(reading, theme_id), few_of(reading, theme_id))
        for label, reading in readings
        if reading.organisations
    ]


def segments_differing(theme_id: int, wave: Wave) -> dict[Segment, Estimate]:
    """Return the segments whose share differs from all others' by more than chance, judged with the other themes."""
    ids = {theme_id, *(theme.id for theme in themes(wave.program_id))}
    return differing(segment_tables(ids, wave))[theme_id]


def feeling(theme_id: int, wave: Wave) -> Published[Feeling] | None:
    """Return how the theme's comments feel; None where none of the wave could be judged."""
    return feeling_of(read_wave(wave, [theme_id]), theme_id)


def quotes(theme_id: int, wave: Wave, most: int = 3) -> Published[tuple[SaidQuote, ...]]:
    """Return up to `most` masked quotes, the typical ones first, hidden where the theme's whole is."""
    rows = database.session.execute(
        select(Comment.id, Comment.text, Comment.language)
        .join(Coding, Coding.comment_id == Comment.id)
        .outerjoin(
            ClusterComment,
            (ClusterComment.cluster_id == Coding.cluster_id) & (ClusterComment.comment_id == Coding.comment_id),
        )
        .where(Coding.theme_id == theme_id, Comment.wave_id == wave.id, Coding.primary)
        .order_by(ClusterComment.exemplar.is_(None), ClusterComment.exemplar, Coding.degree.desc(), Comment.text)
    ).all()
    reading = read_wave(wave, [theme_id])
    wrote = {coded.comment_id: coded.contribution for coded in reading.coded.get(theme_id, ())}
    candidates = []
    for comment_id, text, _ in rows:
        if comment_id in wrote:
            organisation = reading.organisations[wrote[comment_id].organisation]
            candidates.append(QuoteCandidate(wrote[comment_id], text, organisation.roles, organisation.market))
    languages = {text: language for _, text, language in rows}
    published = publish_quotes(candidates, most=most, segments=table_of(reading, theme_id))
    return combine(
        lambda found: tuple(SaidQuote(one.text, one.attribution, languages[one.text]) for one in found), published
    )


def feeling_of(reading: WaveReading, theme_id: int) -> Published[Feeling] | None:
    """Return the published feeling of a theme from a wave that has been read."""
    if not any(coded.feeling is not None for found in reading.coded.values() for coded in found):
        return None
    judged = [(one.contribution, one.feeling) for one in reading.coded.get(theme_id, ()) if one.feeling is not None]
    return publish_feeling(reading.policy, judged)
