"""What an owner does with a wave: prepare, open, remind, close."""

from flask import flash, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.pulse import queries, services
from app.pulse.forms import WaveForm, start_values
from app.pulse.models import Wave
from app.pulse.views import bp
from app.pulse.views.wave_pages import form_page, show, with_choices, zone_here
from app.shared.errors import DomainError
from app.web.forms import place_error
from app.web.respond import see_other


@bp.get("/waves/new")
@requires("waves.run")
def new_wave() -> Response:
    """Ask what a new wave is to be like."""
    return form_page(with_choices(WaveForm(formdata=None, privacy="confidential")), None)


@bp.post("/waves/new")
@requires("waves.run")
def create_wave() -> Response:
    """Prepare a wave; nobody is asked yet."""
    form = with_choices(WaveForm())
    if not form.validate_on_submit():
        return form_page(form, None, wrong=True)
    try:
        with transaction():
            there = _address(_created(form))
    except DomainError as error:
        place_error(form, error)
        return form_page(form, None, wrong=True)
    return see_other(there)


@bp.get("/waves/<public_id>/edit")
@requires("waves.run")
def edit_wave(public_id: str) -> Response:
    """Show the form of a draft."""
    wave = queries.wave(the_viewer().program_id, public_id)
    return form_page(with_choices(WaveForm(formdata=None, **start_values(wave, zone_here()))), wave)


@bp.post("/waves/<public_id>/edit")
@requires("waves.run")
def change_wave(public_id: str) -> Response:
    """Change a draft."""
    form = with_choices(WaveForm())
    if not form.validate_on_submit():
        return form_page(form, _wave(public_id), wrong=True)
    try:
        with transaction():
            values = {"label": form.label.data, **form.values(zone_here())}
            services.edit_wave(_wave(public_id), by=the_viewer(), **values)
    except DomainError as error:
        place_error(form, error)
        return form_page(form, _wave(public_id), wrong=True)
    return see_other(url_for("pulse.wave", public_id=public_id))


@bp.post("/waves/<public_id>/open")
@requires("waves.run")
def open_wave(public_id: str) -> Response:
    """Open a draft: its promise, its questions and whom it asks are fixed, and the invitations go out."""
    try:
        with transaction():
            services.open_wave(_wave(public_id), by=the_viewer())
    except DomainError as error:
        return show(_wave(public_id), problem=error.message)
    flash("The wave is open. The invitations are on their way.")
    return see_other(url_for("pulse.wave", public_id=public_id))


@bp.post("/waves/<public_id>/reminders")
@requires("waves.run")
def remind(public_id: str) -> Response:
    """Have those reminded who have not answered."""
    with transaction():
        reminded = services.remind(_wave(public_id), by=the_viewer())
    people = f"{reminded} people get" if reminded != 1 else "One person gets"
    flash(f"{people} a reminder with a new link." if reminded else "Nobody is to be reminded now.")
    return see_other(url_for("pulse.wave", public_id=public_id))


@bp.post("/waves/<public_id>/close")
@requires("waves.run")
def close_wave(public_id: str) -> Response:
    """End the wave; its comments go on to be grouped."""
    with transaction():
        services.close_wave(_wave(public_id), by=the_viewer())
    flash("The wave is closed.")
    return see_other(url_for("pulse.wave", public_id=public_id))


def _wave(public_id: str) -> Wave:
    return queries.wave(the_viewer().program_id, public_id)


def _created(form: WaveForm) -> Wave:
    viewer, values = the_viewer(), form.values(zone_here())
    survey = queries.survey_by_key(viewer.program_id, form.survey.data)
    if survey is None:
        raise DomainError("Choose a survey.", fields={"survey": "is not there"})
    return services.create_wave(survey, form.label.data, by=viewer, **values)


def _address(wave: Wave) -> str:
    return url_for("pulse.wave", public_id=wave.public_id)
