"""How themes go on over the waves, as a picture and as a table."""

from werkzeug.wrappers import Response

from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.themes import queries
from app.themes.core.lineage_geometry import draw
from app.themes.views import bp
from app.web.respond import page


@bp.get("/themes/lineage")
@requires("themes.see")
def lineage() -> Response:
    table = queries.lineage_table(the_viewer().program_id)
    drawn = draw([wave.label for wave in table.waves], table.rows) if table.rows else None
    return page("themes/lineage.html", table=table, drawn=drawn)
