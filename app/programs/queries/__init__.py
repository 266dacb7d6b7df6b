"""Reads of programs, partners, contacts and what is measured about them."""

from app.programs.queries.contacts import active_contacts, contact_of, contacts, names_to_mask
from app.programs.queries.metrics import (
    PartnerMetrics,
    latest_values,
    metric,
    metrics,
    observations,
    partner_metrics,
)
from app.programs.queries.partners import (
    PartnerCounts,
    countries,
    domains,
    external_ids,
    partner,
    partner_by_id,
    partner_counts,
    partner_list,
    partners,
)
from app.programs.queries.programs import program, programs, the_program

__all__ = [
    "PartnerCounts",
    "PartnerMetrics",
    "active_contacts",
    "contact_of",
    "contacts",
    "countries",
    "domains",
    "external_ids",
    "latest_values",
    "metric",
    "metrics",
    "names_to_mask",
    "observations",
    "partner",
    "partner_by_id",
    "partner_counts",
    "partner_list",
    "partner_metrics",
    "partners",
    "program",
    "programs",
    "the_program",
]
