"""The mails of the program."""

from flask import current_app, request
from werkzeug.wrappers import Response

from app.admin.views import bp
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.notify import queries
from app.notify.links import blank_personal_links, text_parts
from app.web.paging import asked_page, page_of
from app.web.respond import page

STATES = ("waiting", "sent", "kept", "failed")


@bp.get("/admin/outbox")
@requires("admin.see")
def outbox() -> Response:
    """All mails, newest first."""
    search, state = request.args.get("search", "").strip(), request.args.get("state", "")
    state = state if state in STATES else ""
    found = page_of(queries.messages_of(the_viewer().program_id, search, state), asked_page())
    return page("admin/outbox.html", found=found, search=search, state=state, states=STATES, has_server=_has_server())


@bp.get("/admin/outbox/<public_id>")
@requires("admin.see")
def message(public_id: str) -> Response:
    """One mail; its personal links can be followed only where no mail server could bring them to their owner."""
    found = queries.message(the_viewer().program_id, public_id)
    text = blank_personal_links(found.text) if _has_server() else found.text
    return page(
        "admin/message.html",
        message=found,
        parts=text_parts(text),
        deliveries=queries.deliveries(found.id),
        has_server=_has_server(),
    )


def _has_server() -> bool:
    return bool(current_app.config["SETTINGS"].smtp_url)
