"""The page of one theme."""

from typing import Any

from werkzeug.wrappers import Response

from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.pulse import queries as pulse
from app.themes import queries
from app.themes.core.stories import in_full
from app.themes.core.words import column_label, row_label, said_by
from app.themes.links import links_of
from app.themes.models import Theme
from app.themes.sources import SOURCE_NAMES
from app.themes.views import bp
from app.themes.views.chosen import chosen_wave
from app.themes.views.trends import trend_of
from app.web.respond import page


@bp.get("/themes/<public_id>")
@requires("themes.see")
def theme(public_id: str) -> Response:
    found, wave = queries.theme(the_viewer().program_id, public_id), chosen_wave()
    words: dict[str, Any] = {"row_label": row_label, "column_label": column_label, "said_by": said_by}
    return page(
        "themes/theme.html",
        theme=found,
        wave=wave,
        **_figures(found, wave),
        **_history(found),
        **_beside(found),
        **words,
    )


def _figures(theme: Theme, wave: Any) -> dict[str, Any]:
    if wave is None or theme.state != "accepted":
        return {"quotes": None}
    comments = queries.theme_comments(theme, wave)
    return {
        "quotes": queries.quotes(theme.id, wave),
        "table": queries.segment_table(theme.id, wave),
        "few": queries.few(theme.id, wave),
        "differing": queries.segments_differing(theme.id, wave),
        "comments": len(comments.value or ()),
        "trend": trend_of(theme.id, wave),
    }


def _beside(theme: Theme) -> dict[str, Any]:
    said = queries.said_on_theme(theme.id, the_viewer())
    return {"said": said, "source_names": SOURCE_NAMES, "notes": queries.notes_on_theme(theme.id)}


def _history(theme: Theme) -> dict[str, Any]:
    program_id = theme.program_id
    names = {one.id: one.name for one in queries.all_themes(program_id)}
    waves = {wave.id: wave.label for wave in pulse.waves(program_id)}
    return {
        "number": queries.codebook_number(program_id),
        "story": in_full(queries.lineage(theme.id), names, waves),
        "links": links_of(theme.id),
        "into": queries.theme_by_id(theme.merged_into_id) if theme.merged_into_id else None,
    }
