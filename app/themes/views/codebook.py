"""The codebook as a page to read and print, its published versions, and what differs between them."""

from collections.abc import Mapping
from typing import Any

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.queries import names_of
from app.identity.viewer import the_viewer
from app.shared.errors import DomainError
from app.themes import queries, services
from app.themes.core.codebook_diff import diff
from app.themes.core.codebook_document import CodebookDocument, read_document
from app.themes.core.lineage import waves_shown
from app.themes.forms import PublishForm
from app.themes.views import bp
from app.web.respond import invalid, page, see_other

TODAY = "today"


@bp.get("/themes/codebook")
@requires("themes.see")
def codebook() -> Response:
    program_id = the_viewer().program_id
    document, newest = queries.codebook_today(program_id), queries.newest_codebook_version(program_id)
    shown = waves_shown(queries.lineage_table(program_id).rows)
    ids = {theme.id: theme.public_id for theme in queries.themes(program_id)}
    return page(
        "themes/codebook.html",
        document=document,
        number=queries.codebook_number(program_id),
        newest=newest,
        changed=len(diff(read_document(newest.document), document)) if newest else 0,
        waves={ids[row]: count for row, count in shown.items() if row in ids},
    )


@bp.get("/themes/codebook/versions")
@requires("themes.see")
def versions() -> Response:
    return page("themes/versions.html", **_versions(PublishForm(formdata=None)))


@bp.post("/themes/codebook/versions")
@requires("themes.edit")
def publish() -> Response:
    form, viewer = PublishForm(), the_viewer()
    try:
        with transaction():
            number = services.publish_codebook(form.note.data or "", by=viewer).number
    except DomainError as error:
        if "note" not in error.fields:
            raise
        form.note.errors = [error.fields["note"]]
        return invalid("themes/versions.html", **_versions(form))
    flash(f"Version {number} of the codebook is published.", "message")
    return see_other(url_for("themes.versions"))


@bp.get("/themes/codebook/versions/<public_id>")
@requires("themes.see")
def version(public_id: str) -> Response:
    found = queries.codebook_version(the_viewer().program_id, public_id)
    publisher = names_of([found.person_id]).get(found.person_id)
    return page("themes/version.html", version=found, document=read_document(found.document), publisher=publisher)


@bp.get("/themes/codebook/difference")
@requires("themes.see")
def difference() -> Response:
    """What happened between two versions; `before` and `after` are ids, `after` may be today."""
    states = _states(the_viewer().program_id)
    before, after = _asked(states)
    changes = diff(states[before][1], states[after][1])
    return page("themes/difference.html", states=states, before=before, after=after, changes=changes)


def _states(program_id: int) -> dict[str, tuple[str, CodebookDocument]]:
    """Return the name and document of each version and of today, the oldest first, by what addresses call them."""
    found = reversed(queries.codebook_versions(program_id))
    states = {one.public_id: (f"version {one.number}", read_document(one.document)) for one in found}
    return states | {TODAY: (TODAY, queries.codebook_today(program_id))}


def _asked(states: Mapping[str, Any]) -> tuple[str, str]:
    """Return the two states that the address asks for, the older first; without, the newest version and today."""
    order = list(states)
    asked = [
        found if (found := request.args.get(end, default)) in states else default
        for end, default in (("before", order[-2] if len(order) > 1 else TODAY), ("after", TODAY))
    ]
    older, newer = sorted(asked, key=order.index)
    return older, newer


def _versions(form: PublishForm) -> dict[str, Any]:
    program_id = the_viewer().program_id
    found = queries.codebook_versions(program_id)
    today = queries.codebook_today(program_id)
    return {
        "form": form,
        "versions": found,
        "names": names_of([one.person_id for one in found]),
        "number": queries.codebook_number(program_id),
        "themes": len(today.themes),
        "changes": diff(read_document(found[0].document), today) if found else (),
    }
