"""What machines ask: is it alive, is it ready, how much is there."""

import hmac
import ipaddress

from flask import Response, abort, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST

from app.admin import doctor, metrics
from app.admin.views import bp
from app.identity.access import open_to_all
from config import Settings


@bp.get("/healthz")
@open_to_all
def alive() -> Response:
    """The web process answers; nothing else is looked at."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@open_to_all
def ready() -> Response:
    """The database answers and has all migrations; 503 otherwise."""
    if doctor.is_ready():
        return Response("ready\n", mimetype="text/plain")
    return Response("not ready\n", status=503, mimetype="text/plain", headers={"Retry-After": "5"})


@bp.get("/metrics")
@open_to_all
def figures() -> Response:
    """Counts for monitoring, from this machine or with METRICS_TOKEN; elsewhere there is no such page."""
    if not (_has_token(current_app.config["SETTINGS"]) or _is_from_here(current_app.config["SETTINGS"])):
        abort(404)
    return Response(metrics.as_text(), content_type=CONTENT_TYPE_LATEST)


@bp.after_app_request
def count(response: Response) -> Response:
    """Count the request by endpoint: addresses carry secrets."""
    metrics.requests.labels(_known_method(), request.endpoint or "none", str(response.status_code)).inc()
    return response


def _has_token(settings: Settings) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    return bool(settings.metrics_token) and hmac.compare_digest(given, settings.metrics_token.encode())


def _is_from_here(settings: Settings) -> bool:
    """Whether the request comes from loopback itself, not through a proxy there that we were not told of."""
    if not settings.trusted_proxies and any(name in request.headers for name in ("X-Forwarded-For", "Forwarded")):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _known_method() -> str:
    return request.method if request.method in {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"} else "other"
