"""The way of a sentence through the loop, seen from its proposal."""

from flask import url_for

from app.council import queries as councils
from app.identity.viewer import current_viewer
from app.proposals import queries
from app.proposals.links import Link, links_after
from app.proposals.models import Proposal
from app.proposals.services.states import STATES
from app.rules import queries as rules
from app.themes import queries as themes
from app.web.subjects import subject_url


def links_of_theme(theme_id: int) -> list[tuple[str, str]]:
    """Return (label, address) of the proposals that rest on a theme, and of the rulebook versions they led to.

    Drafts are only for those who write them.
    """
    viewer, links = current_viewer(), []
    for proposal in queries.of_theme(theme_id):
        if proposal.state == "draft" and not (viewer and viewer.may("proposals.write")):
            continue
        label = f"Proposal {proposal.number}, {STATES[proposal.state]}"
        links.append((label, subject_url(queries.subject_of(proposal))))
        version = rules.version_of_proposal(proposal.program_id, proposal.public_id)
        if version:
            links.append((f"Rulebook {version.label}", url_for("rules.version", public_id=version.public_id)))
    return links


def chain(proposal: Proposal) -> list[Link]:
    """Return theme → this proposal → ballot → rulebook version → what comes after; what isn't there yet is grey."""
    cited = [themes.theme_by_id(one.theme_id) for one in queries.citations(proposal.id)]
    links = [Link(f"“{theme.name}”", subject_url(f"theme:{theme.public_id}")) for theme in cited]
    ballots = councils.ballots_of(queries.subject_of(proposal))
    version = rules.version_of_proposal(proposal.program_id, proposal.public_id)
    return [
        *(links or [Link("theme")]),
        Link("this proposal", here=True),
        Link("ballot", subject_url(f"ballot:{ballots[0].public_id}") if ballots else None),
        Link(f"rulebook {version.label}", url_for("rules.version", public_id=version.public_id))
        if version
        else Link("rulebook"),
        *links_after(proposal.id),
    ]
