"""Renders a wave's page in each of its states."""

from typing import Any
from zoneinfo import ZoneInfo

from werkzeug.wrappers import Response

from app.identity.viewer import the_viewer
from app.programs import queries as programs
from app.programs.wording import country_name
from app.pulse import queries
from app.pulse.forms import ROLE_NAMES, WaveForm
from app.pulse.models import Wave
from app.pulse.pictures import mean_sentence, pictures
from app.pulse.services.mail_texts import promise_of
from app.pulse.views.respondent_pages import language_name
from app.pulse.wording import promise
from app.web.respond import invalid, page


def show(wave: Wave, problem: str = "") -> Response:
    """Answer with the page of a wave; with a problem, which kept it from changing, as 422."""
    context: dict[str, Any] = {
        "wave": wave,
        "survey": wave.survey,
        "instrument": queries.instrument(wave),
        "promise": promise_of(wave, programs.program(wave.program_id)),
        "frame": queries.frame(wave),
        "role_names": ROLE_NAMES,
        "mean_sentence": mean_sentence,
        "language_name": language_name,
        "may_run": the_viewer().may("waves.run"),
        "problem": problem,
    }
    if wave.state != "draft":
        context["response"] = queries.response(wave)
    if wave.state == "open":
        context["remindable"] = len(queries.to_remind(wave))
    if queries.results_can_be_seen(wave) and wave.state != "draft":
        context["submissions"], context["results"] = pictures(wave)
    template = f"pulse/wave_{wave.state}.html"
    return invalid(template, **context) if problem else page(template, **context)


def form_page(form: WaveForm, wave: Wave | None, *, wrong: bool = False) -> Response:
    """Answer with the form of a wave, new or draft."""
    template = "pulse/wave_form.html"
    return invalid(template, form=form, wave=wave) if wrong else page(template, form=form, wave=wave)


def with_choices(form: WaveForm) -> WaveForm:
    """Return the form with the program's surveys and countries and the promises to choose from."""
    program_id = the_viewer().program_id
    program = programs.program(program_id)
    vendor = program.vendor_name
    form.survey.choices = [(survey.key, survey.name) for survey in queries.surveys(program_id)]
    form.countries.choices = [(code, country_name(code)) for code in programs.countries(program_id)]
    form.privacy.choices = [
        (mode, " ".join(promise(mode, vendor, form.k.data or 5, "en"))) for mode in ("confidential", "identified")
    ]
    form.closes_at.description = f"Time in {program.time_zone}."
    return form


def zone_here() -> ZoneInfo:
    """Return the time zone of the viewer's program."""
    return ZoneInfo(programs.program(the_viewer().program_id).time_zone)
