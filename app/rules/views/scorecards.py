"""Scorecards: all partners by tier, and one partner's."""

from flask import request
from werkzeug.wrappers import Response

from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.programs import queries as programs
from app.rules import queries
from app.rules.forms import CardFilter
from app.rules.listing import card_list
from app.rules.views import bp
from app.web.paging import asked_page, url_for_page
from app.web.respond import page


@bp.get("/scorecards")
@requires("scorecards.see")
def scorecards() -> Response:
    """Partners with their tiers and what the next one lacks, 50 a page."""
    program_id = the_viewer().program_id
    today, form = queries.today(program_id), CardFilter(request.args)
    version = queries.version_in_force(program_id, today)
    cards, tiers = queries.scorecards(program_id, today), queries.tiers_upward(version)
    shown = card_list(cards, tiers, form.data, asked_page())
    form.tier.choices = shown.tier_choices
    return page("rules/scorecards.html", form=form, shown=shown, version=version, url_for_page=url_for_page)


@bp.get("/scorecards/<public_id>")
@requires("scorecards.see")
def scorecard(public_id: str) -> Response:
    """One partner: each fact beside what the next tier asks, for each role."""
    program_id = the_viewer().program_id
    partner, today = programs.partner(program_id, public_id), queries.today(program_id)
    version = queries.version_in_force(program_id, today)
    return page("rules/scorecard.html", partner=partner, card=queries.scorecard(partner, today), version=version)
