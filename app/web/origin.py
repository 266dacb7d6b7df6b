"""Refuses forms that another site sent. The token of each form is the first guard, this is the second."""

from urllib.parse import urlsplit

from flask import Flask, request
from flask_wtf.csrf import CSRFError

from config import Settings

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def init_origin(app: Flask, settings: Settings) -> None:
    """Check the Origin header of every unsafe request that has one.

    "null" passes, since browsers send it from pages that give no referrer, such as a respondent's.
    """
    ours = urlsplit(settings.base_url).netloc

    @app.before_request
    def refuse_foreign_forms() -> None:
        origin = request.headers.get("Origin", "null")
        if request.method in SAFE_METHODS or origin == "null":
            return
        if urlsplit(origin).netloc not in {request.host, ours}:
            raise CSRFError
