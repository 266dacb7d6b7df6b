"""The page of one's own account."""

from typing import Any

from flask import flash, session, url_for
from flask import request as web_request
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity import account as own_account
from app.identity import queries, sessions
from app.identity.access import SIGNED_IN, requires
from app.identity.browsers import browser_name
from app.identity.forms import AccountForm, NewPasswordForm
from app.identity.viewer import the_viewer
from app.identity.views import bp
from app.shared.errors import DomainError
from app.web.forms import place_error
from app.web.respond import invalid, page, see_other


@bp.get("/account")
@requires(SIGNED_IN)
def account() -> Response:
    """One's name, password, programs and sign-ins."""
    return page("identity/account.html", **_context())


@bp.post("/account")
@requires(SIGNED_IN)
def change_account() -> Response:
    """Store name, language and time zone."""
    form = AccountForm()
    if not form.validate_on_submit():
        return invalid("identity/account.html", **_context(account_form=form))
    with transaction():
        own_account.describe_oneself(form.name.data, form.language.data, form.time_zone.data, by=the_viewer())
    flash("Your account was changed.")
    return see_other(url_for("identity.account"))


@bp.post("/account/password")
@requires(SIGNED_IN)
def change_password() -> Response:
    """Set or change the password."""
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return invalid("identity/account.html", **_context(password_form=form))
    try:
        with transaction():
            own_account.set_password(form.current.data or "", form.new.data, by=the_viewer())
    except DomainError as error:
        place_error(form, error)
        return invalid("identity/account.html", **_context(password_form=form))
    flash("Your password was changed, and your other sign-ins were ended.")
    return see_other(url_for("identity.account"))


@bp.post("/account/sign-ins/<public_id>/end")
@requires(SIGNED_IN)
def end_sign_in(public_id: str) -> Response:
    """End one of the viewer's sign-ins."""
    with transaction():
        sessions.end_other(the_viewer().person_id, public_id)
    flash("That sign-in was ended.")
    return see_other(url_for("identity.account"))


@bp.post("/program")
@requires(SIGNED_IN)
def choose_program() -> Response:
    """Go to another of the viewer's programs."""
    session["program"] = own_account.program_to_choose(web_request.form.get("program", ""), by=the_viewer())
    return see_other("/")


def _context(account_form: AccountForm | None = None, password_form: NewPasswordForm | None = None) -> dict[str, Any]:
    viewer = the_viewer()
    person = queries.person(viewer.person_id)
    return {
        "person": person,
        "account_form": account_form or AccountForm(formdata=None, obj=person),
        "password_form": password_form or NewPasswordForm(formdata=None),
        "programs": queries.programs_of(viewer.person_id),
        "here": viewer.program_id,
        "sign_ins": queries.open_sign_ins(viewer.person_id),
        "browser_name": browser_name,
        "this_sign_in": sessions.this_key_hash(),
    }
