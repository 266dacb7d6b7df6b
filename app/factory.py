"""Builds the application: settings, extensions, blueprints, error handlers, the loop."""

import logging
import os
from typing import Any

from flask import Flask
from flask_openapi.openapi import OpenAPI
from werkzeug.middleware.proxy_fix import ProxyFix

import app.models  # noqa: F401 - mappers see every table
from app.admin import views as admin
from app.api import v1 as api
from app.api.description import DESCRIPTION
from app.council import views as council
from app.db import database
from app.db.engine import prepare_engine
from app.discussion import views as discussion
from app.extensions import babel, csrf, migrate
from app.identity import views as identity
from app.identity.sessions import init_sessions
from app.identity.viewer import current_viewer
from app.jobs.wake import make_huey, register_wakeups
from app.loop import close_the_loop
from app.outcomes import views as outcomes
from app.programs import views as programs
from app.proposals import views as proposals
from app.pulse import views as pulse
from app.reports import views as reports
from app.reports.navigation import init_navigation
from app.rules import views as rules
from app.themes import views as themes
from app.web.errors import init_errors
from app.web.headers import init_headers
from app.web.look import STATIC, TEMPLATES, install_look
from app.web.origin import init_origin
from config import PROJECT, Settings, load_settings

BLUEPRINTS = (identity, reports, pulse, themes, proposals, discussion, council, rules, outcomes, programs, admin)


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """Return the application. `overrides` are settings by field name. Raises SettingsError."""
    settings = settings or load_settings(os.environ, **overrides)
    app = OpenAPI(
        "app",
        **DESCRIPTION,
        template_folder=TEMPLATES,
        static_folder=STATIC,
        instance_path=str(settings.instance_dir.resolve()),
    )
    _configure(app, settings)
    _bind_extensions(app)
    init_sessions(app, settings)
    init_headers(app, settings)
    init_origin(app, settings)
    init_errors(app)
    install_look(app)
    init_navigation(app)
    for domain in BLUEPRINTS:
        app.register_blueprint(domain.bp)
    app.register_api(api.bp)
    _connect_worker(app, settings)
    return app


def _connect_worker(app: Flask, settings: Settings) -> None:
    if settings.profile == "test":  # tests work the queue off themselves
        close_the_loop(lambda: None)
        return
    huey = make_huey(settings)
    app.extensions["parley_huey"] = huey
    app.extensions["parley_wake"] = register_wakeups(app, huey)
    close_the_loop(app.extensions["parley_wake"])


def _configure(app: Flask, settings: Settings) -> None:
    settings.instance_dir.mkdir(parents=True, exist_ok=True)
    secure = settings.base_url.startswith("https://")
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        TESTING=settings.profile == "test",
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": not settings.embedded},
        SESSION_COOKIE_NAME="parley",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # asks for a referrer, which the respondent's page must not send
        MAX_CONTENT_LENGTH=settings.upload_megabytes * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    if settings.production:
        logging.basicConfig(level=logging.INFO)


def _bind_extensions(app: Flask) -> None:
    database.init_app(app)
    prepare_engine(app)
    migrate.init_app(app, database, directory=str(PROJECT / "migrations"), compare_type=True, render_as_batch=True)
    csrf.init_app(app)
    babel.init_app(
        app,
        locale_selector=lambda: "en_GB",
        timezone_selector=lambda: viewer.time_zone if (viewer := current_viewer()) else "UTC",
    )
