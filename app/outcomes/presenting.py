"""Puts together what the pages of Tell and Measure show."""

from dataclasses import dataclass
from typing import Any

from app.council import queries as councils
from app.council.models import OwnerAnswer
from app.identity.viewer import Viewer
from app.outcomes import mail_texts, queries, services
from app.outcomes.forms import OutcomeForm
from app.outcomes.models import Outcome
from app.outcomes.queries.measuring import NotYet, seen
from app.programs import queries as programs
from app.programs.models import Partner
from app.proposals import queries as proposals
from app.proposals.forms import choose
from app.proposals.models import Proposal
from app.rules import queries as rules
from app.themes import queries as themes
from app.themes.models import Theme


@dataclass(frozen=True)
class ToldRow:
    """A theme with what became of it."""

    theme: Theme
    outcome: Outcome | None
    told: int
    late: bool
    proposal: Proposal | None


@dataclass(frozen=True)
class SeenRow:
    """An expected effect with what was seen of it, or why nothing was yet."""

    row: queries.EffectRow
    not_yet: str


def told_rows(program_id: int) -> list[ToldRow]:
    """Return the themes with what became of them: late promises, other promises, then the newest answers."""
    today, told = rules.today(program_id), queries.told_of_all(program_id)
    rows = []
    for outcome in queries.outcomes(program_id):
        proposal = proposals.proposal_by_id(outcome.proposal_id) if outcome.proposal_id else None
        late = outcome.promised_by is not None and outcome.promised_by < today
        theme = themes.theme_by_id(outcome.theme_id)
        rows.append(ToldRow(theme, outcome, told.get(outcome.id, 0), late, proposal))
    answered = {row.theme.id for row in rows}
    rows += [ToldRow(one, None, 0, False, None) for one in themes.themes(program_id) if one.id not in answered]
    return sorted(rows, key=lambda row: (not row.late, row.outcome is not None and row.outcome.state != "promised"))


def seen_rows(program_id: int) -> list[SeenRow]:
    """Return the expected effects with what was seen of them, or why nothing was yet."""
    return [SeenRow(row, "" if row.effect else _why_not_yet(row)) for row in queries.expectations(program_id)]


def outcome_context(viewer: Viewer, theme: Theme, form: OutcomeForm | None = None) -> dict[str, Any]:
    """Return what the page of one theme's outcome shows; with the form for those who may answer."""
    outcome = queries.outcome_of(theme.id)
    answers = viewer.may("outcomes.tell")
    return {
        "theme": theme,
        "outcome": outcome,
        "late": bool(outcome and outcome.promised_by and outcome.promised_by < rules.today(theme.program_id)),
        "proposal": proposals.proposal_by_id(outcome.proposal_id) if outcome and outcome.proposal_id else None,
        "told": queries.told(outcome.id) if outcome else 0,
        "tellings": queries.tellings(outcome.id) if outcome else [],
        "to_tell": len(queries.people_to_tell(theme.program_id)),
        "form": (form or outcome_form(theme, outcome)) if answers else None,
        "declined": owner_declined(theme) if answers else None,
    }


def outcome_form(theme: Theme, outcome: Outcome | None, *, sent: bool = False) -> OutcomeForm:
    """Return the form, filled with the answer that stands, else with the owner's reasons for declining a proposal."""
    form = OutcomeForm() if sent else OutcomeForm(formdata=None)
    cited = {proposal.id for proposal in proposals.of_theme(theme.id)}
    known = [proposal for proposal in proposals.proposals(theme.program_id) if proposal.state != "draft"]
    known.sort(key=lambda proposal: proposal.id not in cited)
    choose(form.proposal, [(one.public_id, f"{one.number}: {one.title}") for one in known], nothing="no proposal")
    if sent:
        return form
    form.seen.data = services.seen_of(outcome)
    declined = owner_declined(theme)
    if outcome is not None and outcome.state != "promised":
        form.state.data, form.text.data, form.for_you.data = outcome.state, outcome.text, outcome.for_you
        form.promised_by.data = outcome.promised_by
        form.proposal.data = next((one.public_id for one in known if one.id == outcome.proposal_id), "")
    elif declined is not None:
        proposal, reply = declined
        form.state.data, form.text.data, form.proposal.data = "declined", reply.reasons, proposal.public_id
    return form


def owner_declined(theme: Theme) -> tuple[Proposal, OwnerAnswer] | None:
    """Return the newest proposal on the theme if the vendor declined what the council decided, with the reply."""
    for proposal in proposals.of_theme(theme.id):
        if proposal.state in {"draft", "withdrawn"}:
            continue
        decision = councils.decision_of(proposals.subject_of(proposal))
        reply = councils.answer_to(decision.id) if decision else None
        return (proposal, reply) if reply and reply.answer == "decline" else None
    return None


def preview(theme: Theme, form: OutcomeForm, viewer: Viewer) -> dict[str, str]:
    """Return the mail as the answer in the form would send it."""
    words = form.state.data, form.text.data or "", form.for_you.data or "", form.promised_by.data
    subject, text = mail_texts.notice(theme, *words)
    return {"subject": subject, "text": text.replace(mail_texts.NAME, viewer.name)}


def own_context(person_id: int, program_id: int, partner: Partner | None, *, with_card: bool) -> dict[str, Any]:
    """Return what came of what somebody and partners like them said, and their organisation's scorecard."""
    today = rules.today(program_id)
    return {
        "partner": partner,
        "vendor": programs.program(program_id).vendor_name,
        "changes": queries.own_changes(program_id, partner),
        "waiting": queries.waiting(program_id),
        "taken": queries.taken(person_id, program_id),
        "card": rules.scorecard(partner, today) if partner and with_card else None,
    }


def own_partner(viewer: Viewer) -> Partner | None:
    """Return the organisation that the viewer is a contact of or sits for."""
    public_id = proposals.own_partner(viewer)
    return programs.partner(viewer.program_id, public_id) if public_id else None


def is_still_there(person_id: int, partner: Partner) -> bool:
    """Whether the person is still a contact of the partner."""
    return any(contact.active and contact.person_id == person_id for contact in programs.contacts(partner.id))


def _why_not_yet(row: queries.EffectRow) -> str:
    found = seen(row.expected)
    return found.reason if isinstance(found, NotYet) else "It can be measured now, and will be within hours."
