"""The page of all themes."""

from collections.abc import Sequence

from werkzeug.wrappers import Response

from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.themes import queries
from app.themes.views import bp
from app.themes.views.chosen import chosen
from app.web.respond import page


@bp.get("/themes")
@requires("themes.see")
def overview() -> Response:
    program_id, choice = the_viewer().program_id, chosen()
    wave, filters = choice.wave, (choice.role, choice.market, choice.search)
    rows = queries.theme_rows(program_id, wave, *filters) if wave else []
    return page(
        "themes/overview.html",
        choice=choice,
        rows=rows,
        scale_end=_scale_end(rows),
        summary=queries.wave_summary(program_id, wave) if wave else None,
        waiting=queries.waiting_clusters(program_id),
        any_theme=bool(queries.themes(program_id)),
    )


def _scale_end(rows: Sequence[queries.ThemeRow]) -> float:
    """Return where the intervals' common track ends, so that small shares can be told apart."""
    highest = max((figure.high for row in rows if row.prevalence and (figure := row.prevalence.value)), default=1.0)
    return next(end for end in (0.4, 0.6, 1.0) if highest <= end)
