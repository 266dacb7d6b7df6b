"""Begins, edits, cites for, opens and withdraws proposals."""

from flask import flash, request
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.proposals import queries, services
from app.proposals.errors import ChangedMeanwhileError
from app.proposals.forms import TextForm, TitleForm, place
from app.proposals.services.drafts import seen
from app.proposals.views import bp
from app.proposals.views.context import cite_form, proposal_context
from app.proposals.views.pages import there
from app.shared.errors import DomainError
from app.themes import queries as themes
from app.web.respond import invalid, page


@bp.get("/proposals/new")
@requires("proposals.write")
def new() -> Response:
    """The form that begins a proposal."""
    return page("proposals/new.html", form=TitleForm(formdata=None))


@bp.post("/proposals/new")
@requires("proposals.write")
def begin() -> Response:
    """Begin a proposal with a title."""
    form = TitleForm()
    if not form.validate_on_submit():
        return invalid("proposals/new.html", form=form)
    try:
        with transaction():
            public_id = services.new_proposal(form.title.data, by=the_viewer()).public_id
    except DomainError as error:
        place(form, error)
        return invalid("proposals/new.html", form=form)
    return there(public_id)


@bp.post("/proposals/from-theme")
@requires("proposals.write")
def draft() -> Response:
    """Begin a proposal that rests on a theme."""
    viewer = the_viewer()
    with transaction():
        theme = themes.theme(viewer.program_id, request.form.get("theme", ""))
        public_id = services.draft_from_theme(theme, by=viewer).public_id
    return there(public_id)


@bp.post("/proposals/<public_id>/text")
@requires("proposals.write")
def edit(public_id: str) -> Response:
    """Store title, text and day; where somebody else was faster, show both."""
    form = TextForm()
    if not form.validate_on_submit():
        return _refused(public_id, form)
    try:
        with transaction():
            _edit(public_id, form)
    except ChangedMeanwhileError as error:
        return _show_both(public_id, form, error)
    except DomainError as error:
        place(form, error)
        return _refused(public_id, form)
    return there(public_id, "words")


@bp.post("/proposals/<public_id>/themes")
@requires("proposals.write")
def cite(public_id: str) -> Response:
    """Rest on one more theme."""
    viewer = the_viewer()
    with transaction():
        stored = queries.proposal(viewer.program_id, public_id)
        form = cite_form(stored)
        services.cite(stored, themes.theme(viewer.program_id, form.theme.data or ""), by=viewer)
    return there(public_id, "evidence")


@bp.post("/proposals/<public_id>/themes/<theme>/remove")
@requires("proposals.write")
def uncite(public_id: str, theme: str) -> Response:
    """Rest on a theme no longer."""
    viewer = the_viewer()
    with transaction():
        stored = queries.proposal(viewer.program_id, public_id)
        services.uncite(stored, themes.theme(viewer.program_id, theme), by=viewer)
    return there(public_id, "evidence")


@bp.post("/proposals/<public_id>/open")
@requires("proposals.write")
def open_(public_id: str) -> Response:
    """Freeze evidence and simulation, and put it before the council."""
    viewer = the_viewer()
    try:
        with transaction():
            services.open_proposal(queries.proposal(viewer.program_id, public_id), by=viewer)
    except DomainError as error:
        if error.status != 422:
            raise
        return _refused(public_id, problem=error.message)
    flash("The proposal is open: the council is told, evidence and simulation are fixed.")
    return there(public_id)


@bp.post("/proposals/<public_id>/withdraw")
@requires("proposals.write")
def withdraw(public_id: str) -> Response:
    """Take a proposal back."""
    viewer = the_viewer()
    with transaction():
        services.withdraw(queries.proposal(viewer.program_id, public_id), by=viewer)
    flash("The proposal is withdrawn.")
    return there(public_id)


def _edit(public_id: str, form: TextForm) -> None:
    viewer = the_viewer()
    stored = queries.proposal(viewer.program_id, public_id)
    fields = (form.title.data, form.text.data or "", form.effective_on.data)
    services.edit(stored, *fields, as_seen=form.seen.data, by=viewer)
    flash("The draft is stored.")


def _refused(public_id: str, form: TextForm | None = None, problem: str = "") -> Response:
    stored = queries.proposal(the_viewer().program_id, public_id)
    forms = {"text_form": form} if form else {}
    return invalid("proposals/proposal.html", problem=problem, **proposal_context(stored, **forms))


def _show_both(public_id: str, form: TextForm, error: ChangedMeanwhileError) -> Response:
    """Show what is stored beside what the viewer wrote; sent again, it takes the stored one's place."""
    stored = queries.proposal(the_viewer().program_id, public_id)
    form.seen.data = seen(stored)
    context = proposal_context(stored, text_form=form)
    return page("proposals/proposal.html", status=error.status, theirs=stored, problem=error.message, **context)
