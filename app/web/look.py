"""Gives a Flask application the look: where its templates and static files lie, its filters and globals."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from babel import Locale
from flask import Flask, url_for
from flask_babel import get_locale

from app.web.charts import feeling_geometry, interval_geometry, trend
from app.web.filters import FILTERS
from app.web.forms import field_attributes
from app.web.masks import mask_parts
from app.web.subjects import subject_title, subject_url

TEMPLATES = str(Path(__file__).parent / "templates")
STATIC = str(Path(__file__).parent / "static")


def install_look(app: Flask) -> None:
    """Register the filters and globals that the templates use; Flask-Babel says language and time zone."""
    app.jinja_env.filters.update(FILTERS, mask_parts=mask_parts, subject_url=subject_url, subject_title=subject_title)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=asset,
        page_language=page_language,
        page_direction=page_direction,
        trend=trend,
        interval_geometry=interval_geometry,
        feeling_geometry=feeling_geometry,
        field_attributes=field_attributes,
    )


def asset(name: str) -> str:
    """Return the address of a static file with its digest, so that browsers may keep it until it changes."""
    return url_for("static", filename=name, v=_digest(name))


@lru_cache(maxsize=256)
def _digest(name: str) -> str:
    return sha256((Path(STATIC) / name).read_bytes()).hexdigest()[:10]


def page_language() -> str:
    """Return the reader's language as a tag for `lang`."""
    return _locale().language


def page_direction() -> str:
    """Return `ltr` or `rtl` for the reader's language."""
    return str(_locale().text_direction)


def _locale() -> Locale:
    return get_locale() or Locale("en", "GB")
