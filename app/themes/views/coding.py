"""Check the coding: what the machine coded of a wave, how right it is, and the comments that people check."""

from typing import Any

from flask import flash, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.pulse import queries as pulse
from app.shared.errors import ConflictError, DomainError
from app.themes import queries, services
from app.themes.core.coding_words import reading_of_alpha
from app.themes.models import Theme, WaveCoding
from app.themes.views import bp
from app.web.respond import invalid, page, see_other

PURPOSES = ("sample", "unsure", "double")


@bp.get("/themes/coding")
@requires("themes.edit")
def newest_coding() -> Response:
    codings = queries.wave_codings(the_viewer().program_id)
    if codings:
        return see_other(url_for("themes.coding", public_id=codings[0].public_id))
    return page("themes/coding_none.html")


@bp.get("/themes/coding/<public_id>")
@requires("themes.edit")
def coding(public_id: str) -> Response:
    return page("themes/coding.html", **_known_of(queries.wave_coding(the_viewer().program_id, public_id)))


@bp.get("/themes/coding/<public_id>/<purpose>")
@requires("themes.edit")
def coding_check(public_id: str, purpose: str) -> Response:
    found = queries.wave_coding(the_viewer().program_id, public_id)
    return page("themes/coding_check.html", **_asked(found, purpose))


@bp.post("/themes/coding/<public_id>/<purpose>/<check_id>")
@requires("themes.edit")
def coding_decide(public_id: str, purpose: str, check_id: str) -> Response:
    try:
        with transaction():
            said = _decide(queries.wave_coding(the_viewer().program_id, public_id), _known(purpose), check_id)
    except ConflictError as error:
        flash(error.message, "hold")
        return see_other(url_for("themes.coding_check", public_id=public_id, purpose=purpose))
    except DomainError as error:
        return _refused(public_id, purpose, check_id, error)
    flash(said, "message")
    return see_other(url_for("themes.coding_check", public_id=public_id, purpose=purpose, last=check_id))


def _refused(public_id: str, purpose: str, check_id: str, error: DomainError) -> Response:
    """Answer with the form and its error; what has no field to stand at is a page of its own."""
    if not error.fields:
        raise error
    found = queries.wave_coding(the_viewer().program_id, public_id)
    return invalid("themes/coding_check.html", **_asked(found, purpose, check_id), error=error)


def _known_of(coding: WaveCoding) -> dict[str, Any]:
    """Return what the page of a coding shows."""
    viewer, figures = the_viewer(), queries.coding_figures(coding)
    return {
        "coding": coding,
        "wave": pulse.wave_by_id(coding.wave_id),
        "figures": figures,
        "reading": reading_of_alpha(figures.agreement.alpha, figures.agreement.interval),
        "waiting": {purpose: len(queries.to_decide(coding, purpose, viewer.person_id)) for purpose in PURPOSES},
        "others": queries.wave_codings(viewer.program_id),
        "labels": queries.wave_labels(viewer.program_id),
    }


def _decide(coding: WaveCoding, purpose: str, check_id: str) -> str:
    """Do what the pressed button says and return it in words."""
    viewer, check, pressed = the_viewer(), queries.check(coding, check_id), request.form.get("verdict", "")
    theme = _theme()
    if purpose == "double":
        services.code_blind(check, theme, by=viewer)
        return f"Coded as “{theme.name}”." if theme else "Coded: no theme fits."
    services.decide(check, pressed, theme if pressed == "wrong" else None, by=viewer)
    if pressed == "right":
        return "Right: it stays."
    return f"Wrong: it now carries “{theme.name}”." if theme else "Wrong: it carries no theme now."


def _theme() -> Theme | None:
    """Return the theme chosen in the form; None for no theme. Raises DomainError where nothing was chosen."""
    chosen = request.form.get("theme", "")
    if chosen == "none" or request.form.get("verdict") == "right":
        return None
    if not chosen:
        raise DomainError("Choose a theme.", fields={"theme": "Choose the theme that fits, or “No theme fits”."})
    return queries.theme(the_viewer().program_id, chosen)


def _asked(coding: WaveCoding, purpose: str, check_id: str = "") -> dict[str, Any]:
    """Return the comment to ask about: the one of the address, else the first that waits after those skipped."""
    viewer = the_viewer()
    waiting = queries.to_decide(coding, _known(purpose), viewer.person_id)
    after = request.args.get("after", 0, type=int)
    asked_again = check_id or request.args.get("again", "")
    first = next((one for one in waiting if one.position > after), None)
    row = queries.check(coding, asked_again) if asked_again else first
    themes = queries.themes(coding.program_id)
    return {
        "coding": coding,
        "purpose": purpose,
        "wave": pulse.wave_by_id(coding.wave_id),
        "asked": queries.with_text(row) if row else None,
        "machine": next((theme for theme in themes if row and theme.id == row.theme_id), None),
        "themes": themes,
        "waiting": len(waiting),
        "skipped": bool(after) and not row,
        "last": request.args.get("last", ""),
        "chosen": request.form.get("theme", ""),
        "nobody_checked": purpose == "double" and not queries.checks_of(coding, "sample"),
    }


def _known(purpose: str) -> str:
    if purpose not in PURPOSES:
        raise NotFound
    return purpose
