"""Response headers that keep pages inside the house: no foreign content, no framing, no leaked addresses."""

from flask import Flask, Response, request

from config import Settings

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def init_headers(app: Flask, settings: Settings) -> None:
    """Add the headers to every response."""

    @app.after_request
    def harden(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "no-referrer" if request.path.startswith("/p/") else "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        static = request.endpoint == "static" or request.path.startswith("/static/")
        if static and request.query_string and response.status_code in {200, 304}:  # the query is the file's digest
            headers["Cache-Control"] = "public, max-age=31536000, immutable"
        elif not static:
            if not response.cache_control.public:  # files to download ask for "no-cache", which lets browsers keep them
                headers["Cache-Control"] = "no-store"
            headers.add("Vary", "HX-Request")
        if settings.production and settings.base_url.startswith("https://"):
            headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
        return response
