"""The loop as navigation: the seven stations with what waits at each, and the other places."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from app.db import database
from app.identity.permissions import ROLE_NAMES
from app.identity.viewer import Viewer, current_viewer
from app.programs import queries as programs
from app.reports.queries.stations import STATIONS, waiting_at

MORE = (
    # label, address, verb
    ("Partners", "/partners", "partners.see"),
    ("Scorecards", "/scorecards", "scorecards.see"),
    ("Surveys", "/surveys", "surveys.see"),
    ("Councils", "/councils", "council.see"),
    ("Sessions", "/sessions", "council.see"),
    ("Reports", "/reports", "reports.see"),
    ("What changed for you", "/what-changed", "own_changes.see"),
    ("Administration", "/admin", "admin.see"),
)


@dataclass(frozen=True)
class Stop:
    """A station as a link, with what waits there."""

    station: str
    url: str
    waiting: str | None
    current: bool


@dataclass(frozen=True)
class Place:
    """A link beside the loop."""

    label: str
    url: str
    current: bool


def init_navigation(app: Flask) -> None:
    """Give every page the names and links around it."""

    @app.context_processor
    def around() -> dict[str, Any]:
        viewer = current_viewer()
        try:
            return _around(viewer) if viewer else _nothing()
        except SQLAlchemyError:  # an error page must come even when the database is gone
            database.session.rollback()
            return _nothing()


def _nothing() -> dict[str, Any]:
    return {"program_name": "", "loop_nav": [], "more_nav": [], "account": None}


def _around(viewer: Viewer) -> dict[str, Any]:
    return {
        "program_name": programs.program(viewer.program_id).name,
        "loop_nav": [
            Stop(station.name, station.url, waiting_at(station, viewer), _is_here(station.covers))
            for station in STATIONS
            if viewer.may(station.verb)
        ],
        "more_nav": [Place(label, url, _is_here((url,))) for label, url, verb in MORE if viewer.may(verb)],
        "account": _account(viewer),
    }


def _is_here(addresses: tuple[str, ...]) -> bool:
    return any(request.path == address or request.path.startswith(f"{address}/") for address in addresses)


def _account(viewer: Viewer) -> dict[str, str]:
    roles = ", ".join(ROLE_NAMES[role] for role in sorted(viewer.roles))
    return {
        "name": viewer.name,
        "role": roles,
        "url": url_for("identity.account"),
        "sign_out_url": url_for("identity.sign_out"),
    }
