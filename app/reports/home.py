"""Which first page somebody came for."""

from app.identity.permissions import Role
from app.identity.viewer import Viewer


def home_of(viewer: Viewer) -> str | None:
    """Return where a person's first page is; None for the overview of the loop."""
    if viewer.roles <= {Role.partner_contact}:
        return "/what-changed"
    if viewer.roles <= {Role.executive}:
        return "/reports"
    if viewer.roles <= {Role.admin}:
        return "/admin"
    return None
