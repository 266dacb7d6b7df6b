"""Signing in by link or password, and out."""

from typing import Any

from flask import current_app, redirect, request, session, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity import sessions, signing_in, slow_down
from app.identity.access import open_to_all
from app.identity.forms import LinkForm, PasswordForm
from app.identity.viewer import current_viewer
from app.identity.views import bp
from app.web.respond import invalid, own_path, page, see_other

BROWSER_COOKIE = "parley_browser"
DAY_SECONDS = 86_400


@bp.get("/sign-in")
@open_to_all
def sign_in() -> Response:
    """The two ways in; who is signed in already goes on."""
    there = own_path(request.args.get("next"), "/")
    if current_viewer() is not None:
        return redirect(there, code=303)
    return page("identity/sign_in.html", **_forms(), next=there)


@bp.post("/sign-in")
@open_to_all
def ask_for_link() -> Response:
    """Have a link mailed; the answer is the same for every address."""
    form, there = LinkForm(), own_path(request.form.get("next"), "/")
    if not form.validate_on_submit():
        return invalid("identity/sign_in.html", **_forms(link_form=form), next=there)
    browser = request.cookies.get(BROWSER_COOKIE) or signing_in.new_browser()
    with transaction():
        signing_in.ask_for_link(form.email.data, browser=browser, network=request.remote_addr)
    session["next"] = there
    return _marked(see_other(url_for("identity.link_sent")), browser)


@bp.post("/sign-in/password")
@open_to_all
def sign_in_with_password() -> Response:
    """Sign in with a password; the answer to a wrong one is the same for every address."""
    form, there = PasswordForm(), own_path(request.form.get("next"), "/")
    if not form.validate_on_submit():
        return invalid("identity/sign_in.html", **_forms(password_form=form), next=there)
    with transaction():
        slow_down.count_attempt(form.email.data, request.remote_addr)
    person = signing_in.person_with_password(form.email.data, form.password.data)
    if person is None:
        form.form_errors.append("The address or the password is wrong. You can have a link mailed instead.")
        return invalid("identity/sign_in.html", **_forms(password_form=form), next=there)
    return _begin(person.id, there)


@bp.get("/sign-in/sent")
@open_to_all
def link_sent() -> Response:
    """Say the same to everybody: look into your mail."""
    settings = current_app.config["SETTINGS"]
    return page("identity/link_sent.html", minutes=settings.link_minutes, has_server=bool(settings.smtp_url))


@bp.get("/sign-in/<secret>")
@open_to_all
def link(secret: str) -> Response:
    """Ask to go on, since mail scanners open links too; nothing is spent and nobody named."""
    signing_in.usable_link(secret, request.cookies.get(BROWSER_COOKIE))
    return page("identity/link.html", secret=secret)


@bp.post("/sign-in/<secret>")
@open_to_all
def use_link(secret: str) -> Response:
    """Spend the link and sign in."""
    there = own_path(session.pop("next", None), "/")
    with transaction():
        person = signing_in.spend_link(secret, request.cookies.get(BROWSER_COOKIE))
        sessions.begin(person, current_app.config["SETTINGS"])
    return see_other(there)


@bp.post("/sign-out")
@open_to_all
def sign_out() -> Response:
    """End this browser's sign-in."""
    with transaction():
        sessions.end()
    return see_other(url_for("identity.sign_in"))


def _begin(person_id: int, there: str) -> Response:
    with transaction():
        person = signing_in.welcome(person_id)
        sessions.begin(person, current_app.config["SETTINGS"])
    return see_other(there)


def _forms(link_form: LinkForm | None = None, password_form: PasswordForm | None = None) -> dict[str, Any]:
    """Return both forms: the one that was sent as it is, the other empty."""
    return {
        "link_form": link_form or LinkForm(formdata=None),
        "password_form": password_form or PasswordForm(formdata=None),
        "without_role": "_user_id" in session,
    }


def _marked(response: Response, browser: str) -> Response:
    """Let the browser remember that it asked for a link."""
    response.set_cookie(
        BROWSER_COOKIE,
        browser,
        max_age=DAY_SECONDS,
        path="/sign-in",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return response
