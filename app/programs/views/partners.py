"""The list of partners, one partner, and the list as a file."""

import io

from flask import request
from werkzeug.wrappers import Response

from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.programs import queries
from app.programs.exports import write_partners
from app.programs.forms import PartnerFilter
from app.programs.sections import sections_for
from app.programs.views import bp
from app.shared.tables.cell_text import clean
from app.web.paging import asked_page, page_of
from app.web.respond import page

_CSV = {"Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="partners.csv"'}


@bp.get("/partners")
@requires("partners.see")
def partners() -> Response:
    """The partners that fit what is asked for, 50 a page."""
    program_id, asked = the_viewer().program_id, _asked()
    found = page_of(queries.partner_list(program_id, **asked.wanted(), search=clean(asked.search.data)), asked_page())
    return page("programs/partners.html", form=asked, found=found, counts=queries.partner_counts(program_id))


@bp.get("/partners/export.csv")
@requires("partners.see")
def export_partners() -> Response:
    """The facts of the partners that fit, as a file that can be brought in again."""
    asked, written = _asked(), io.StringIO(newline="")
    found = queries.partners(the_viewer().program_id, **asked.wanted(), search=clean(asked.search.data))
    write_partners(written, found)
    return Response(written.getvalue(), headers=_CSV)


@bp.get("/partners/<public_id>")
@requires("partners.see")
def partner(public_id: str) -> Response:
    """One partner: facts, people, what is measured, and what other domains know."""
    viewer = the_viewer()
    found = queries.partner(viewer.program_id, public_id)
    return page(
        "programs/partner.html",
        partner=found,
        contacts=queries.contacts(found.id),
        measured=queries.partner_metrics(found.id),
        sections=sections_for(found, viewer),
    )


def _asked() -> PartnerFilter:
    asked = PartnerFilter(request.args)
    asked.offer_countries(queries.countries(the_viewer().program_id))
    asked.search.data = asked.search.data or ""
    return asked
