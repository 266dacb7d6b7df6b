"""Pages of Listen: themes, clusters, comments."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, current_app, request

from app.identity.viewer import current_viewer
from app.themes.core.words import language_name, said_by, segment_label, share_in_words
from app.themes.links import links_of

bp = Blueprint("themes", __name__, template_folder="../templates")


@bp.context_processor
def _for_all_pages() -> dict[str, Any]:
    viewer = current_viewer()  # nobody on an error page of a stranger
    return {
        "may": lambda verb: viewer is not None and viewer.may(verb),
        "endpoints": current_app.view_functions,
        "url_for_page": _url_for_page,
        "language_name": language_name,
        "links_of": links_of,
        "said_by": said_by,
        "segment_label": segment_label,
        "share_in_words": share_in_words,
    }


def _url_for_page(number: int) -> str:
    kept = {name: value for name, value in request.args.items() if name != "page"}
    return f"{request.path}?{urlencode({**kept, 'page': number})}"


from app.themes.views import (  # noqa: E402, F401 - their routes
    clusters,
    codebook,
    codebook_files,
    comments,
    drivers,
    edits,
    explorer,
    inbox,
    lineage,
    notes,
    overview,
    places,
    runs,
    talk,
    theme,
)
