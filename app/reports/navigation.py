"""The loop as navigation: the seven stations with what waits at each, and the other places."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for

from app.db import database
from app.identity.permissions import ROLE_NAMES
from app.identity.viewer import Viewer, current_viewer
from app.programs.models import Program


@dataclass(frozen=True)
class Place:
    """A link of the navigation."""

    label: str
    url: str
    current: bool


def init_navigation(app: Flask) -> None:
    """Give every page the names and links around it."""

    @app.context_processor
    def around() -> dict[str, Any]:
        viewer = current_viewer()
        if viewer is None or request.endpoint is None:
            return {"program_name": "", "loop_nav": [], "more_nav": [], "account": None}
        program = database.session.get(Program, viewer.program_id)
        return {
            "program_name": program.name if program else "",
            "loop_nav": [],
            "more_nav": [],
            "account": _account(viewer),
        }


def _account(viewer: Viewer) -> dict[str, str]:
    roles = ", ".join(ROLE_NAMES[role] for role in sorted(viewer.roles))
    return {
        "name": viewer.name,
        "role": roles,
        "url": url_for("identity.account"),
        "sign_out_url": url_for("identity.sign_out"),
    }
