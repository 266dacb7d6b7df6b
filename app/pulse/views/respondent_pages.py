"""Renders the respondent's pages in the language of the person, with the dates of the program's place."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from flask import make_response, render_template, request, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response

from app.programs import queries as programs
from app.programs.models import Program
from app.pulse import queries, services
from app.pulse.forms import NewLinkForm
from app.pulse.models import Invitation, Wave
from app.pulse.questionnaire import Given, progress_of, question_fields
from app.pulse.since import since_last_time
from app.pulse.wording import WORDED, how_it_works, lead_of, promise, words
from app.shared import clock
from app.web import formats
from surveys.instrument import Instrument


def questions(invitation: Invitation, given: Given | None = None, errors: Mapping[str, str] | None = None) -> Response:
    """Answer with the form: what was typed now, else the draft, else what was sent before."""
    language, draft = language_for(invitation), services.draft_of(invitation)
    given = given if given is not None else draft or services.own_answers(invitation)
    since = since_last_time(invitation.person_id, invitation.wave.program_id)
    context = form_context(invitation.wave, language, given, errors)
    resumed = bool(draft) and not errors and not invitation.answered_at
    return _page(
        "pulse/respond.html", invitation, language, 422 if errors else 200, since=since, resumed=resumed, **context
    )


def form_context(wave: Wave, language: str, given: Given, errors: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what the form's template needs about the questions."""
    return instrument_context(queries.instrument(wave), language, given, errors)


def instrument_context(
    instrument: Instrument, language: str, given: Given, errors: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return the questions of an instrument in a language, its title and lead, and the ways to other languages."""
    fields = question_fields(instrument, given, language, errors)
    return {
        "title": instrument.title.in_language(language),
        "lead": lead_of(instrument, language),
        "fields": fields,
        "wrong": [field for field in fields if field.error],
        "progress": progress_of(fields),
        "languages": [(code, _own_name(code), code == language) for code in instrument.languages],
    }


def thanks(invitation: Invitation) -> Response:
    """Answer with what the person sent."""
    language = language_for(invitation)
    fields = question_fields(queries.instrument(invitation.wave), services.own_answers(invitation), language)
    return _page("pulse/thanks.html", invitation, language, fields=fields)


def closed(invitation: Invitation, given: Given, status: int) -> Response:
    """Answer that nothing is taken any more, with what was typed too late."""
    language = language_for(invitation)
    fields = question_fields(queries.instrument(invitation.wave), given, language)
    late = [field for field in fields if field.said]
    return _page("pulse/closed.html", invitation, language, status, late=late)


def plain(template: str, invitation: Invitation | None, status: int = 200) -> Response:
    """Answer with a page that needs nothing but the words."""
    return _page(template, invitation, language_for(invitation), status)


def new_link(form: NewLinkForm, status: int = 200) -> Response:
    """Answer with the form that asks for a new link."""
    return _page("pulse/new_link.html", None, language_for(None), status, form=form)


def language_for(invitation: Invitation | None) -> str:
    """Return the language asked for, else that of the person or their browser where it is offered."""
    asked = request.values.get("language", "")
    if invitation is None:
        return request.accept_languages.best_match(WORDED) or "en"
    instrument = queries.instrument(invitation.wave)
    offered = instrument.languages
    if asked in offered:
        return asked
    own = invitation.person.language
    if own != "en" and own in offered:  # "en" may just be what nobody has changed
        return own
    return request.accept_languages.best_match(offered) or instrument.language


def in_language(template: str, language: str, **context: Any) -> str:
    """Return a rendered page whose language, direction and formats are those of `language`."""
    with force_locale(_locale(language)):
        return render_template(template, said=words(language), language=language, **context)


def promise_context(wave: Wave, program: Program, language: str) -> dict[str, Any]:
    """Return the vendor's name and the promise of a wave."""
    vendor = program.vendor_name
    return {
        "vendor_name": vendor,
        "promise": promise(wave.privacy, vendor, wave.k, language),
        "how": how_it_works(wave.privacy, vendor, wave.k, language),
    }


def _page(template: str, invitation: Invitation | None, language: str, status: int = 200, **context: Any) -> Response:
    about = _about(invitation, language) if invitation else {"vendor_name": "Parley"}
    response = make_response(in_language(template, language, **about, **context), status)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _about(invitation: Invitation, language: str) -> dict[str, Any]:
    """Return what the pages of an invitation say about its wave."""
    wave = invitation.wave
    program = programs.program(wave.program_id)
    return {
        "invitation": invitation,
        "wave": wave,
        "until": _moment(wave.closes_at, program, language),
        "closed_on": _moment(wave.closed_at, program, language),
        "promised_day": _day(wave.answer_promised_by, program, language),
        "action": url_for("pulse.send", language=language),
        **promise_context(wave, program, language),
    }


def _moment(value: dt.datetime | None, program: Program, language: str) -> str:
    zone = ZoneInfo(program.time_zone)
    today = clock.now().astimezone(zone).date()
    return formats.moment(value, today=today, zone=zone, locale=_locale(language)) if value else ""


def _day(value: dt.date | None, program: Program, language: str) -> str:
    zone = ZoneInfo(program.time_zone)
    today = clock.now().astimezone(zone).date()
    return formats.day(value, today=today, zone=zone, locale=_locale(language)) if value else ""


def _locale(language: str) -> Locale:
    try:
        found = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return formats.BRITISH
    return formats.BRITISH if found.language == "en" and found.territory is None else found


def language_name(language: str, told_in: str = "en") -> str:
    """Return what a language is called in another one."""
    name = _locale(language).get_display_name(told_in) if language.partition("-")[0] != "en" else "English"
    return str(name or language)


def _own_name(language: str) -> str:
    name = language_name(language, language)
    return name[:1].upper() + name[1:]
