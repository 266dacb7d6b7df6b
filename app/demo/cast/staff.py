"""Northwind's own people in the demo, and the twelve seats of its partner council."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.demo.cast.partners import DemoPartner

STAFF_DOMAIN = "northwind-cloud.example"


@dataclass(frozen=True)
class DemoStaff:
    """A person at Northwind and the grant she has in the program."""

    name: str
    email: str
    grant: str


@dataclass(frozen=True)
class DemoSeat:
    """A seat of the council: the role and market it speaks for, and who holds it."""

    role: str
    market: str
    person_name: str
    person_email: str
    partner_external_id: str


STAFF = (
    DemoStaff("Maren Holt", f"maren.holt@{STAFF_DOMAIN}", "program_owner"),
    DemoStaff("Jonas Vehlow", f"jonas.vehlow@{STAFF_DOMAIN}", "analyst"),
    DemoStaff("Amara Osei", f"amara.osei@{STAFF_DOMAIN}", "facilitator"),
    DemoStaff("Ruth Callander", f"ruth.callander@{STAFF_DOMAIN}", "executive"),
    DemoStaff("Idris Penn", f"idris.penn@{STAFF_DOMAIN}", "admin"),
)

# Who is on the council by name comes first; the other seats go to the longest members with that role and market.
_SEATS: tuple[tuple[str, str, str | None], ...] = (
    ("msp", "mature", "Corvus Managed"),
    ("msp", "mature", "Fjord Systems"),
    ("reseller", "emerging", "Baltica IT"),
    ("reseller", "mature", None),
    ("reseller", "mature", None),
    ("reseller", "emerging", None),
    ("msp", "mature", None),
    ("msp", "emerging", None),
    ("service_provider", "mature", None),
    ("service_provider", "emerging", None),
    ("builder", "mature", None),
    ("builder", "emerging", None),
)


def _candidates(everyone: tuple[DemoPartner, ...], role: str, market: str, name: str | None) -> Iterator[DemoPartner]:
    for partner in sorted(everyone, key=lambda p: (p.roles[0] != role, p.joined, p.external_id)):
        if partner.market == market and role in partner.roles and name in (None, partner.name):
            yield partner


def council(everyone: tuple[DemoPartner, ...]) -> tuple[DemoSeat, ...]:
    """Return the twelve seats, one an organisation, no country with more than three."""
    taken: list[DemoPartner] = []
    seats: list[DemoSeat] = []
    for role, market, name in _SEATS:
        holder = next(
            partner
            for partner in _candidates(everyone, role, market, name)
            if partner not in taken and sum(other.country == partner.country for other in taken) < 3
        )
        taken.append(holder)
        person = holder.contacts[0]
        seats.append(DemoSeat(role, market, person.name, person.email, holder.external_id))
    return tuple(seats)
