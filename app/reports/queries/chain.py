"""The chain from what was said to whether the change helped: links that can be followed both ways."""

from app.council import queries as council
from app.council.models import Decision
from app.outcomes import queries as outcomes
from app.outcomes.core.verdict import VERDICT_WORDS, Verdict
from app.proposals import queries as proposals
from app.proposals.links import Link
from app.proposals.models import Proposal
from app.pulse import queries as pulse
from app.rules import queries as rules
from app.themes import queries as themes
from app.themes.models import Theme
from app.web.subjects import subject_url

ORDER = ("in_force", "decided", "ballot", "open", "declined", "withdrawn")
SHORT = 60
"""Letters of a quote that is shown whole; a longer one is not cut in mid-thought, only linked."""
QUOTES = 12


def chain_of(theme: Theme) -> list[Link]:
    """Return quote → theme → proposal → ballot → version → told → measured; what is not there yet has no address."""
    links = [_quote(theme), Link(theme.name, f"/themes/{theme.public_id}")]
    proposal = leading_proposal(theme.id)
    if proposal is None:
        return [*links, Link("proposal"), Link("ballot"), Link("rulebook"), _told(theme), Link("measured")]
    decision = council.decision_of(proposals.subject_of(proposal))
    links.append(Link(f"Proposal {proposal.number}", f"/proposals/{proposal.public_id}"))
    return [*links, _ballot(proposal, decision), _version(proposal), _told(theme), _measured(proposal)]


def leading_proposal(theme_id: int) -> Proposal | None:
    """Return the proposal on a theme that has come farthest."""
    known = [proposal for proposal in proposals.of_theme(theme_id) if proposal.state in ORDER]
    return min(known, key=lambda proposal: ORDER.index(proposal.state), default=None)


def _quote(theme: Theme) -> Link:
    """Return a published quote of the newest wave that has one: where the change helped, that is an earlier one."""
    for wave in pulse.waves(theme.program_id):
        published = themes.quotes(theme.id, wave, most=QUOTES).value
        if published:
            short = next((f"“{one.text}”" for one in published if len(one.text) <= SHORT), "what partners said")
            return Link(short, f"/themes/{theme.public_id}?wave={wave.public_id}")
    return Link("what partners said")


def _ballot(proposal: Proposal, decision: Decision | None) -> Link:
    if decision is not None:
        return Link(decision.sentence, subject_url(f"decision:{decision.public_id}"))
    held = council.ballots_of(proposals.subject_of(proposal))
    return Link("Ballot open", f"/ballots/{held[0].public_id}") if held else Link("ballot")


def _version(proposal: Proposal) -> Link:
    version = rules.version_of_proposal(proposal.program_id, proposal.public_id)
    return Link(f"Rulebook {version.label}", f"/rulebook/{version.public_id}") if version else Link("rulebook")


def _told(theme: Theme) -> Link:
    outcome = outcomes.outcome_of(theme.id)
    if outcome is None or outcome.told_at is None:
        return Link("partners told")
    return Link(f"Told {outcomes.told(outcome.id)} people", f"/outcomes/{theme.public_id}")


def _measured(proposal: Proposal) -> Link:
    seen = [row.effect for row in outcomes.effects_of_proposal(proposal) if row.effect is not None]
    if not seen:
        return Link("measured")
    return Link(VERDICT_WORDS[Verdict(seen[0].verdict)].capitalize(), f"/effects#effect-{seen[0].public_id}")
