"""The respondent's page as those see it who prepare it: nothing can be sent from it."""

from flask import make_response, request
from werkzeug.wrappers import Response

from app.programs.models import Program
from app.pulse import queries
from app.pulse.models import InstrumentVersion, Wave
from app.pulse.views.respondent_pages import in_language, instrument_context, promise_context
from app.pulse.wording import promise
from app.shared.errors import NotFoundError


def preview(version: InstrumentVersion | None, program: Program, wave: Wave | None = None) -> Response:
    """Answer with the form of a version in the language asked for, with the wave's promise if there is a wave."""
    if version is None:
        raise NotFoundError
    instrument = queries.instrument_of(version)
    asked = request.args.get("language", "")
    language = asked if asked in instrument.languages else instrument.language
    vendor = program.vendor_name
    about = {"vendor_name": vendor, "promise": promise("confidential", vendor, 5, language)}
    if wave is not None:
        about = promise_context(wave, program, language)
    context = instrument_context(instrument, language, {})
    return make_response(in_language("pulse/preview.html", language, **about, **context))
