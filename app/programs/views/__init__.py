"""Pages of partners: the list, one partner, bringing files in."""

from flask import Blueprint

from app.identity.viewer import current_viewer
from app.programs.core.partner_facts import role_label
from app.programs.wording import country_name
from app.web.paging import url_for_page

bp = Blueprint("programs", __name__, template_folder="../templates")


@bp.context_processor
def words() -> dict[str, object]:
    """Let the templates say facts in words and link to the other pages of a list."""
    return {
        "viewer": current_viewer(),
        "role_label": role_label,
        "country_name": country_name,
        "url_for_page": url_for_page,
    }


from app.programs.views import contacts, imports, partners  # noqa: E402

__all__ = ["bp", "contacts", "imports", "partners"]
