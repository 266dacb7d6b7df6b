"""What became of each theme, and the form with which the owner answers it."""

from flask import flash, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.outcomes import presenting, queries, services
from app.outcomes.forms import OutcomeForm
from app.outcomes.views import bp
from app.proposals import queries as proposals
from app.shared.errors import DomainError
from app.themes import queries as themes
from app.web.forms import place_error
from app.web.respond import page, see_other


@bp.get("/outcomes")
@requires("outcomes.see")
def outcomes() -> Response:
    """Themes with what became of them."""
    return page("outcomes/outcomes.html", rows=presenting.told_rows(the_viewer().program_id))


@bp.get("/outcomes/<public_id>")
@requires("outcomes.see")
def outcome(public_id: str) -> Response:
    """What became of one theme, who was told, and for the owner the form."""
    theme = themes.theme(the_viewer().program_id, public_id)
    return page("outcomes/outcome.html", **presenting.outcome_context(the_viewer(), theme))


@bp.post("/outcomes/<public_id>")
@requires("outcomes.tell")
def answer(public_id: str) -> Response:
    """Answer the theme, and have everybody told."""
    form = _sent(public_id)
    if not form.validate_on_submit():
        return _again(public_id, form, 422)
    try:
        _store(public_id, form)
    except DomainError as error:
        place_error(form, error)
        return _again(public_id, form, error.status)
    flash("Stored.")
    return see_other(url_for("outcomes.outcome", public_id=public_id))


@bp.post("/outcomes/<public_id>/preview")
@requires("outcomes.tell")
def preview(public_id: str) -> Response:
    """Show the mail that the answer would send; nothing is stored."""
    form, viewer = _sent(public_id), the_viewer()
    if not form.validate_on_submit():
        return _again(public_id, form, 422)
    mail = presenting.preview(themes.theme(viewer.program_id, public_id), form, viewer)
    return _again(public_id, form, 200, mail)


def _sent(public_id: str) -> OutcomeForm:
    theme = themes.theme(the_viewer().program_id, public_id)
    return presenting.outcome_form(theme, queries.outcome_of(theme.id), sent=True)


def _again(public_id: str, form: OutcomeForm, status: int, mail: dict[str, str] | None = None) -> Response:
    theme = themes.theme(the_viewer().program_id, public_id)
    context = presenting.outcome_context(the_viewer(), theme, form)
    return page("outcomes/outcome.html", status=status, mail=mail, **context)


def _store(public_id: str, form: OutcomeForm) -> None:
    viewer = the_viewer()
    with transaction():
        chosen = form.proposal.data
        services.set_outcome(
            themes.theme(viewer.program_id, public_id),
            form.state.data,
            form.text.data,
            for_you=form.for_you.data or "",
            promised_by=form.promised_by.data,
            proposal=proposals.proposal(viewer.program_id, chosen) if chosen else None,
            tell_again=form.tell_again.data,
            seen=form.seen.data or "",
            by=viewer,
        )
