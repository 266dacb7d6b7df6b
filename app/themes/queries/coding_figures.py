"""What is known of a coding's quality: how much it coded, how sure it was, how right it is, how coders agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from analysis.coding.agreement import alpha_interval, krippendorff_alpha
from analysis.coding.precision import Precision, precision
from analysis.stats import Interval
from app.db import database
from app.pulse import queries as pulse
from app.themes.models import Coding, CodingCheck, WaveCoding
from app.themes.queries.codebook import themes
from app.themes.queries.coding_checks import checks_of
from app.themes.queries.coding_parts import LEFT, tallies_of
from surveys.disclosure import Published, combine, publish_count

NO_THEME = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many comments the machine coded, of how many that it read, and how sure it was of those."""

    coded: int
    left: int
    sure: int
    fairly: int
    just: int


@dataclass(frozen=True, slots=True)
class CheckedTheme:
    """A theme that shows in the wave, and the precision of its codings, None before any was checked."""

    name: str
    public_id: str
    precision: Precision | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha of people on the same comments; alpha is none where nothing can be compared."""

    alpha: float | None
    interval: Interval | None
    comments: int
    coders: int


@dataclass(frozen=True)
class CodingFigures:
    """All that a page shows of a coding."""

    coverage: Published[Coverage]
    whole: Precision | None
    by_theme: Sequence[CheckedTheme]
    sample: int
    agreement: Agreement


def coding_figures(coding: WaveCoding) -> CodingFigures:
    """Return the figures of a coding. Only comments that may be read were checked, so that none tells of the rest."""
    sample, verdicts = checks_of(coding, "sample"), _verdicts(coding)
    judged = {row.id: verdicts[row.comment_id] for row in sample if row.comment_id in verdicts}
    shown = {row.theme_id for row in sample}
    counts = {int(theme_id): count for theme_id, count in coding.by_theme.items()}
    rows = []
    for theme in themes(coding.program_id):
        if theme.id in shown:
            of_theme = [judged[row.id] for row in sample if row.theme_id == theme.id and row.id in judged]
            found = precision(of_theme, max(counts.get(theme.id, 0), len(of_theme)))
            rows.append(CheckedTheme(theme.name, theme.public_id, found))
    coded = sum(counts.get(theme_id, 0) for theme_id in shown if theme_id)
    whole = precision(list(judged.values()), max(coded, len(judged)))
    return CodingFigures(_coverage(coding), whole, rows, len(sample), _agreement(coding, sample))


def _verdicts(coding: WaveCoding) -> Mapping[int, bool]:
    """Return whether the machine was right, by comment: as checked, or as somebody has moved the comment by hand."""
    rows = database.session.execute(
        select(CodingCheck, Coding.theme_id, Coding.source)
        .outerjoin(Coding, (Coding.comment_id == CodingCheck.comment_id) & Coding.primary)
        .where(CodingCheck.wave_coding_id == coding.id, CodingCheck.purpose == "sample")
    )
    found: dict[int, bool] = {}
    for check, theme_id, source in rows:
        if check.verdict:
            found[check.comment_id] = check.verdict == "right"
        elif source == "person":
            found[check.comment_id] = theme_id == check.theme_id
    return found


def _coverage(coding: WaveCoding) -> Published[Coverage]:
    """Return the counts where comments without a theme, of themes that show and of hidden ones are each from enough.

    The sample is of themes that show: it would tell how few comments the hidden ones have, if only their sum were safe.
    """
    policy, parts = pulse.policy(pulse.wave_by_id(coding.wave_id)), tallies_of(coding)
    coded, sure, left = sum(coding.by_theme.values()), coding.certainty, parts[LEFT].answers
    figures = Coverage(coded, left, sure.get("sure", 0), sure.get("fairly", 0), sure.get("just", 0))
    gates = [publish_count(policy, tally, tally.answers) for tally in parts.values() if tally.answers]
    return combine(lambda *_: figures, *gates)


def _agreement(coding: WaveCoding, sample: Sequence[CodingCheck]) -> Agreement:
    """Return how far the person who checked and those who coded blind agree on the main theme of the same comments."""
    said: dict[int, list[int]] = {row.comment_id: [row.chosen_theme_id or NO_THEME] for row in sample if row.verdict}
    checked_by = {row.comment_id: row.person_id for row in sample if row.verdict}
    people = set(checked_by.values())
    for row in checks_of(coding, "double"):
        if row.person_id == checked_by.get(row.comment_id):  # who agrees with themselves says nothing
            continue
        said.setdefault(row.comment_id, []).append(row.chosen_theme_id or NO_THEME)
        people.add(row.person_id)
    units = [values for values in said.values() if len(values) >= 2]
    coders = len(people) if units else 0
    return Agreement(krippendorff_alpha(units), alpha_interval(units), len(units), coders)
