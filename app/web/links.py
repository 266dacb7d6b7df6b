"""Links for mails and terminals, where no request says under which address people reach Parley."""

from flask import current_app


def absolute(path: str) -> str:
    """Return the full address of an own path, which begins with a slash."""
    base: str = current_app.config["SETTINGS"].base_url
    return base.rstrip("/") + path
