"""What somebody sees who was asked: the questions, thank-you, and what to do when a link has ended.

The link's secret moves into a cookie of these pages at once, so that it is in no history, log or referrer.
"""

from flask import request, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import open_to_all
from app.pulse import queries, services
from app.pulse.errors import LinkEndedError, OtherPulseError, PulseClosedError
from app.pulse.forms import NewLinkForm
from app.pulse.views import bp, respondent_pages
from app.pulse.views.link_cookie import brings_form, invitation_here, remember, typed
from app.web.respond import see_other


@bp.get("/p/<token>")
@open_to_all
def enter(token: str) -> Response:
    """Move the secret into the cookie and go on; a scanner that opens the link changes nothing."""
    if queries.invitation_by_token(token) is None:
        raise LinkEndedError
    return remember(see_other(url_for("pulse.respond")), token)


@bp.get("/p")
@open_to_all
def respond() -> Response:
    """Show the questions with what was typed before; to who has answered, what they sent."""
    invitation = invitation_here(still_open=True)
    if invitation.answered_at and "change" not in request.args:
        return see_other(url_for("pulse.thanks"))
    return respondent_pages.questions(invitation)


@bp.post("/p")
@open_to_all
def send() -> Response:
    """Take the answers; where something needs another look, show the form again with everything typed."""
    with transaction():
        invitation = invitation_here(still_open=True)
        _, validated = services.submit(invitation, typed(), respondent_pages.language_for(invitation))
        if validated.errors:
            services.save_draft(invitation, typed())
    if validated.errors:
        return respondent_pages.questions(invitation_here(), given=typed(), errors=validated.errors)
    return see_other(url_for("pulse.thanks"))


@bp.post("/p/draft")
@open_to_all
def draft() -> Response:
    """Keep what is typed so far; the button for it leads to a page, the page's script gets a plain yes."""
    with transaction():
        services.save_draft(invitation_here(still_open=True), typed())
    return see_other(url_for("pulse.kept")) if "later" in request.form else Response(status=204)


@bp.get("/p/kept")
@open_to_all
def kept() -> Response:
    """Say that what was typed is kept, and until when."""
    return respondent_pages.plain("pulse/kept.html", invitation_here(still_open=True))


@bp.get("/p/thanks")
@open_to_all
def thanks() -> Response:
    """Thank, show what was sent, and offer to change it."""
    invitation = invitation_here(still_open=True)
    if invitation.answered_at is None:
        return see_other(url_for("pulse.respond"))
    return respondent_pages.thanks(invitation)


@bp.get("/p/privacy")
@open_to_all
def privacy() -> Response:
    """Say how the promise on the page is kept."""
    return respondent_pages.plain("pulse/privacy.html", invitation_here())


@bp.get("/p/again")
@open_to_all
def again() -> Response:
    """Ask for the address to which a new link is to go."""
    return respondent_pages.new_link(NewLinkForm(formdata=None))


@bp.post("/p/again")
@open_to_all
def ask_again() -> Response:
    """Have a new link mailed; the answer is the same for every address."""
    form = NewLinkForm()
    if not form.validate_on_submit():
        return respondent_pages.new_link(form, status=422)
    with transaction():
        services.ask_for_new_link(form.email.data, network=request.remote_addr)
    return see_other(url_for("pulse.again_sent"))


@bp.get("/p/again/sent")
@open_to_all
def again_sent() -> Response:
    """Say the same to everybody: look into your mail."""
    return respondent_pages.plain("pulse/again_sent.html", None)


@bp.errorhandler(LinkEndedError)
def link_ended(error: LinkEndedError) -> Response:
    """Say what to do about a link that nobody has."""
    return respondent_pages.new_link(NewLinkForm(formdata=None), status=error.status)


@bp.errorhandler(PulseClosedError)
def closed(error: PulseClosedError) -> Response:
    """Say when the pulse closed, and give back what was typed too late."""
    return respondent_pages.closed(invitation_here(), typed() if brings_form() else {}, error.status)


@bp.errorhandler(OtherPulseError)
def other_pulse(error: OtherPulseError) -> Response:
    """Say that the form belongs to another pulse than the link opened last."""
    return respondent_pages.plain("pulse/other_pulse.html", None, status=error.status)
