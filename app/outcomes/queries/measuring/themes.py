"""The share of organisations that raise a theme, before and after a change."""

from sqlalchemy import func, select

from app.db import database
from app.outcomes.queries.measuring.around import Around, Measured, NotYet, waves_around
from app.proposals.models import ExpectedEffect, Proposal
from app.pulse import queries as pulse
from app.pulse.models import Comment, Wave
from app.shared.errors import NotFoundError
from app.themes import queries as themes
from app.themes.models import Theme

UNREAD_AT_MOST = 0.1
"""The share of a wave's comments that may still wait to be read: a few strays shouldn't keep it from being measured."""


def share_of_theme(proposal: Proposal, expected: ExpectedEffect) -> Measured | NotYet:
    """Compare the shares in two waves whose comments have been read, from published figures alone."""
    theme = _theme(proposal, expected)
    if theme is None:
        return NotYet("The theme is no longer in the codebook.")
    waves = waves_around(proposal, expected, pulse.waves(proposal.program_id), _unread)
    if isinstance(waves, NotYet):
        return waves
    roles, markets = tuple(expected.roles), tuple(expected.markets)
    if len(roles) > 1 or len(markets) > 1:
        return NotYet("Shares are published for one role and one market at a time.")
    compared = themes.shares_between(theme.id, waves, roles, markets)
    if compared is None:
        return NotYet("Nobody of these partners was asked in both waves.")
    if compared.value is None:
        return NotYet(f"Hidden: {compared.reason_text(max(wave.k for wave in waves))}.")
    return _measured(waves, compared.value)


def _measured(waves: Around, compared: themes.SharesCompared) -> Measured:
    """Return the change; a share too small to show is its largest, and the change the least that it can be."""
    before, after = compared.before, compared.after
    detail = {"before": waves[0].label, "after": waves[1].label, "organisations": after.base, "paired": False}
    small = {f"{name}_at_most": True for name in ("before", "after") if isinstance(getattr(compared, name), themes.Few)}
    return Measured(before.share, after.share, compared.change.estimate, detail | small)


def _theme(proposal: Proposal, expected: ExpectedEffect) -> Theme | None:
    """Return the theme that carries the comments today: where one was merged into another, that one."""
    try:
        theme = themes.theme(proposal.program_id, expected.key)
    except NotFoundError:
        return None
    passed = {theme.id}
    while theme.merged_into_id is not None and theme.merged_into_id not in passed:
        theme = themes.theme_by_id(theme.merged_into_id)
        passed.add(theme.id)
    return theme if theme.state == "accepted" else None


def _unread(wave: Wave) -> str:
    """Return why the wave can't be counted yet: what nobody has read carries no theme and would look like a fall."""
    runs = [run for run in themes.runs(wave.program_id) if run.wave_id == wave.id]
    if not runs:
        return ""
    if runs[0].state != "done":
        return f"The comments of {wave.label} have not been grouped yet."
    mine = [cluster for cluster in themes.clusters_to_read(wave.program_id) if cluster.run_id == runs[0].id]
    said = database.session.scalar(select(func.count(Comment.id)).where(Comment.wave_id == wave.id)) or 0
    if sum(cluster.size for cluster in mine) > UNREAD_AT_MOST * said:
        return f"Too many comments of {wave.label} have not been read yet."
    return ""
