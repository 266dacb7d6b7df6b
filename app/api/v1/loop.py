"""What comes of what partners say: themes, proposals, the rules in force, what partners were told."""

from typing import Any

from app.api import schemas
from app.api.access import needs, program_id
from app.api.v1 import bp
from app.outcomes import queries as outcomes
from app.proposals import queries as proposals
from app.pulse import queries as pulse
from app.rules import queries as rules
from app.shared.errors import NotFoundError
from app.themes import queries as themes
from app.themes.queries import ThemeRow


@bp.get("/themes", responses={200: schemas.ThemeList})
@needs("read")
def theme_list() -> dict[str, Any]:
    """The accepted themes and the share of organisations that raised them in the newest closed wave."""
    wave = pulse.latest_closed_wave(program_id())
    name = pulse.wave_name(wave) if wave else None
    rows = themes.theme_rows(program_id(), wave) if wave else []
    items = [_theme(row, name) for row in rows]
    return schemas.ThemeList(items=items).model_dump(mode="json")


@bp.get("/proposals", responses={200: schemas.ProposalList})
@needs("read")
def proposal_list() -> dict[str, Any]:
    """The proposals that were opened."""
    found = [
        schemas.ProposalShape(
            id=proposal.public_id,
            number=proposal.number,
            title=proposal.title,
            text=proposal.text,
            state=proposal.state,
            effective_on=proposal.effective_on,
            opened_at=proposal.opened_at,
            decided_at=proposal.decided_at,
        )
        for proposal in proposals.proposals(program_id())
        if proposal.state != "draft"
    ]
    return schemas.ProposalList(items=found).model_dump(mode="json")


@bp.get("/rulebook", responses={200: schemas.RulebookShape})
@needs("read")
def rulebook() -> dict[str, Any]:
    """The version of the rulebook in force today."""
    version = rules.version_in_force(program_id(), rules.today(program_id()))
    if version is None:
        raise NotFoundError("No rulebook is in force yet.")
    return schemas.RulebookShape(
        id=version.public_id,
        label=version.label,
        effective_on=version.effective_on,
        digest=version.digest,
        summary=version.summary,
        proposal=version.proposal_key,
        document=version.document,
    ).model_dump(mode="json")


@bp.get("/changes", responses={200: schemas.ChangeList})
@needs("read")
def changes() -> dict[str, Any]:
    """What partners were told, as the public page shows it."""
    items = [
        schemas.ChangeShape(
            id=change.outcome.public_id,
            theme=change.theme_name,
            state=change.outcome.state,
            text=change.outcome.text,
            told_on=change.told_on,
        )
        for change in outcomes.public_changes(program_id())
    ]
    return schemas.ChangeList(items=items).model_dump(mode="json")


def _theme(row: ThemeRow, wave: str | None) -> schemas.ThemeShape:
    figures = row.prevalence.value if row.prevalence else None
    change = row.change.value if row.change else None
    return schemas.ThemeShape(
        id=row.theme.public_id,
        name=row.theme.name,
        definition=row.theme.definition,
        wave=wave,
        share=figures.share if figures else None,
        low=figures.low if figures else None,
        high=figures.high if figures else None,
        people_share=figures.people.share if figures else None,
        people_low=figures.people.low if figures else None,
        people_high=figures.people.high if figures else None,
        at_most=row.few.value.share if row.few and row.few.value else None,
        change=change.estimate.value if change else None,
        change_low=change.estimate.low if change else None,
        change_high=change.estimate.high if change else None,
        more_than_chance=change.clear if change else None,
        hidden=str(row.prevalence.hidden) if row.prevalence and row.prevalence.hidden else None,
    )
