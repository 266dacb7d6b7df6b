"""Puts together what the page of a proposal shows to its viewer."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask_wtf import FlaskForm

from app.council import queries as councils
from app.council.parts import part_of_subject
from app.discussion.parts import thread_part
from app.identity.viewer import Viewer, the_viewer
from app.programs.core.partner_facts import role_label
from app.programs.models import Partner
from app.proposals import evidence, queries, reading, recusals, trying
from app.proposals.core.wording import said, whom
from app.proposals.forms import BallotForm, ChangeForm, CiteForm, EffectForm, TextForm, change_form, choose, place
from app.proposals.models import Proposal, Simulation
from app.proposals.services.changes import make_change
from app.proposals.services.drafts import seen
from app.proposals.services.opening import missing
from app.proposals.services.states import STATES
from app.shared.errors import ConflictError, DomainError
from app.themes import queries as themes


class MovedRow(NamedTuple):
    """A partner that moves."""

    partner: Partner | None
    role: str
    outcome: str
    before: str
    after: str

    @property
    def place(self) -> tuple[str, str]:
        """Where the partner stands in a list by name; those that left come first, together."""
        return (self.partner.name.casefold(), self.partner.public_id) if self.partner else ("", "")


def proposal_context(
    proposal: Proposal, *, tried: Mapping[str, Any] | None = None, **forms: FlaskForm
) -> dict[str, Any]:
    """Return all that the page shows; `forms` are those that came back with errors, by name."""
    viewer = the_viewer()
    writes = proposal.state == "draft" and viewer.may("proposals.write")
    frozen, simulation = queries.evidence_of(proposal.id), queries.simulation_of(proposal.id)
    shown = frozen.content if frozen else evidence.gather(proposal)
    return {
        "proposal": proposal,
        "subject": queries.subject_of(proposal),
        "state": STATES[proposal.state],
        "writes": writes,
        "cited": [themes.theme_by_id(one.theme_id) for one in queries.citations(proposal.id)],
        "way": reading.steps(proposal),
        "links": reading.chain(proposal),
        "changes": reading.change_lines(proposal, queries.changes_of(proposal.id)),
        "evidence": shown,
        "frozen": frozen,
        "segment_name": _segment_name,
        "attribution": _attribution,
        "said": said,
        "expectations": reading.expectations(proposal, shown),
        **_movement(proposal, simulation, viewer),
        **_trial(proposal, viewer, tried, forms.pop("change_form", None)),
        **(_draft_forms(proposal, forms) if writes else {}),
        **_council(proposal, viewer, forms),
        **thread_part(queries.subject_of(proposal), viewer),
    }


def _movement(proposal: Proposal, simulation: Simulation | None, viewer: Viewer) -> dict[str, Any]:
    """Return the frozen simulation, or for a draft what its changes would do now."""
    summary, problem = (simulation.summary if simulation else None), ""
    changes = queries.changes_of(proposal.id)
    if simulation is None and changes:
        try:
            summary = trying.try_on_partners(proposal, changes).summary
        except DomainError as error:
            problem = error.message
    return {
        "simulation": simulation,
        "summary": summary,
        "rules_day": dt.date.fromisoformat(summary["as_at"]) if summary else None,
        "movement": reading.movement(summary) if summary else [],
        "movement_problem": problem,
        "outdated": reading.outdated(proposal, simulation) if simulation else "",
        "own_moves": queries.own_moves(simulation, viewer) if simulation else None,
        "sees_partners": viewer.may("partners.see"),
        "moved_partners": len({move["partner"] for move in simulation.moved}) if simulation else 0,
    }


def _trial(
    proposal: Proposal, viewer: Viewer, tried: Mapping[str, Any] | None, form: FlaskForm | None
) -> dict[str, Any]:
    """Return the form of another value and what it would do, for those who may see partners anyway."""
    if not viewer.may("partners.see") or proposal.state not in {"draft", "open", "ballot"}:
        return {"change_form": None}
    try:
        rulebook, day = trying.base_rulebook(proposal), trying.day_of(proposal)
    except ConflictError as error:
        return {"change_form": None, "no_rulebook": error.message}
    form = form or change_form(rulebook, tried)
    found: dict[str, Any] = {"change_form": form, "parameters": reading.parameters_today(rulebook, day)}
    if tried is not None and isinstance(form, ChangeForm) and form.validate():
        found |= _tried(proposal, form)
    return found


def _tried(proposal: Proposal, form: ChangeForm) -> dict[str, Any]:
    try:
        added = make_change(proposal, form.parameter.data, form.selector(), form.after.data)
        others = [
            one
            for one in queries.changes_of(proposal.id)
            if (one.parameter, one.selector) != (added.parameter, added.selector)
        ]
        trial = trying.try_on_partners(proposal, [*others, added])
    except DomainError as error:
        place(form, error)
        return {}
    return {
        "tried": reading.change_lines(proposal, [added])[0],
        "tried_movement": reading.movement(trial.summary),
        "tried_population": trial.summary["population"],
        "tried_fields": {**form.data, "after": added.after},
    }


def _draft_forms(proposal: Proposal, forms: dict[str, FlaskForm]) -> dict[str, Any]:
    text_form = forms.get("text_form") or TextForm(formdata=None, obj=proposal, seen=seen(proposal))
    return {
        "missing": missing(proposal),
        "text_form": text_form,
        "effect_form": forms.get("effect_form") or effect_form(proposal.program_id, empty=True),
        "cite_form": cite_form(proposal, empty=True),
    }


def effect_form(program_id: int, *, empty: bool = False) -> EffectForm:
    """Return the form with what can be measured in the program."""
    form = EffectForm(formdata=None) if empty else EffectForm()
    form.measure.choices = {"": [("", "choose …")], **reading.measures(program_id)}
    return form


def cite_form(proposal: Proposal, *, empty: bool = False) -> CiteForm:
    """Return the form with the themes that the proposal doesn't cite yet."""
    form = CiteForm(formdata=None) if empty else CiteForm()
    cited = {citation.theme_id for citation in queries.citations(proposal.id)}
    others = [theme for theme in themes.themes(proposal.program_id) if theme.id not in cited]
    choose(form.theme, [(theme.public_id, theme.name) for theme in others])
    return form


def _segment_name(role: str, market: str) -> str:
    return whom([role] if role else [], [market] if market else [])


def _attribution(segment: Sequence[str]) -> str:
    return " · ".join(role_label(word) for word in segment)


def _council(proposal: Proposal, viewer: Viewer, forms: dict[str, FlaskForm]) -> dict[str, Any]:
    puts = proposal.state == "open" and viewer.may("council.run")
    return {
        "ballot_part": part_of_subject(queries.subject_of(proposal), viewer),
        "councils": councils.councils(proposal.program_id) if puts else [],
        "ballot_form": (forms.get("ballot_form") or ballot_form(proposal, empty=True)) if puts else None,
    }


def ballot_form(proposal: Proposal, *, empty: bool = False) -> BallotForm:
    """Return the form with the program's councils, their seats, and who is recused by the simulation."""
    form = BallotForm(formdata=None) if empty else BallotForm()
    known = councils.councils(proposal.program_id)
    found = [one for council in known for one in recusals.found(proposal, council)]
    seats = [seat for council in known for seat in councils.seats(council.id, recusals.today())]
    choose(form.council, [(council.public_id, council.name) for council in known])
    choose(form.recused, [(one.seat.public_id, f"{one.seat.person.name}: {one.reason}") for one in found])
    among = {one.seat.id for one in found}
    others = [(seat.public_id, seat.person.name) for seat in seats if seat.id not in among]
    choose(form.other_seat, others, nothing="nobody")
    if empty:
        form.recused.data = [one.seat.public_id for one in found]
        form.quorum.data = known[0].quorum if known else None
    return form


def moved_rows(simulation: Simulation, partners: Mapping[str, Partner]) -> list[MovedRow]:
    """Return who moves, by the partner's name; a partner that left the program since is named as such."""
    rows = []
    for move in simulation.moved:
        outcome = simulation.summary["outcomes"][move["outcome"]]
        before, after = said(outcome, move["before"]), said(outcome, move["after"])
        role = role_label(move["role"]) if outcome["each_role"] else ""
        rows.append(MovedRow(partners.get(move["partner"]), role, move["outcome"].replace("_", " "), before, after))
    return sorted(rows, key=lambda row: (row.partner.name.casefold() if row.partner else "", row.outcome))
