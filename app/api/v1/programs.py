"""The program and its partners."""

from typing import Any

from app.api import schemas
from app.api.access import needs, program_id
from app.api.v1 import bp
from app.programs import queries
from app.programs.models import Partner
from app.shared.tables.cell_text import clean
from app.web.paging import page_of


@bp.get("/program", responses={200: schemas.ProgramShape})
@needs("read")
def program() -> dict[str, Any]:
    """The token's program."""
    found = queries.program(program_id())
    shape = schemas.ProgramShape(
        id=found.public_id,
        key=found.key,
        name=found.name,
        vendor=found.vendor,
        currency=found.currency,
        time_zone=found.time_zone,
    )
    return shape.model_dump(mode="json")


@bp.get("/partners", responses={200: schemas.PartnerPage})
@needs("read")
def partners(query: schemas.PartnerQuery) -> dict[str, Any]:
    """The partners of the program, 50 a page."""
    asked = {"roles": query.role, "markets": query.market, "countries": query.country}
    narrowed = {name: [clean(value)] for name, value in asked.items() if value}
    wanted = queries.partner_list(program_id(), **narrowed, search=clean(query.search or ""))
    found = page_of(wanted, query.page)
    items = [_shape(partner) for partner in found.rows]
    shape = schemas.PartnerPage(items=items, page=found.number, pages=found.pages, total=found.total)
    return shape.model_dump(mode="json")


def _shape(partner: Partner) -> schemas.PartnerShape:
    revenue = partner.annual_revenue_eur
    return schemas.PartnerShape(
        id=partner.public_id,
        external_id=partner.external_id,
        name=partner.name,
        roles=list(partner.roles),
        domain=partner.domain,
        country=partner.country,
        market=partner.market,
        employees=partner.employees,
        annual_revenue_eur=None if revenue is None else f"{revenue:.2f}",
        joined=partner.joined,
    )
