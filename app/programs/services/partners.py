"""Takes partners in from a file: every row, or, with `skip_bad`, the good ones."""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import select

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.programs import queries
from app.programs.core.partner_reader import read_partner_file
from app.programs.core.partner_rows import PartnerReading, PartnerRow
from app.programs.models import Partner, Program
from app.programs.services.contacts import place_contacts
from app.programs.services.reports import ImportReport
from app.shared.errors import ConflictError
from app.shared.tables import DEFAULT_LIMITS, TableLimits
from app.shared.tables.source import Source

FACTS = ("domain", "country", "market", "employees", "annual_revenue_eur", "joined")
_AT_ONCE = 1_000  # rows in memory as objects, and bound values of one statement


def read_partners(
    program_id: int,
    source: Source,
    *,
    mapping: Mapping[str, str] | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    date_format: str | None = None,
    limits: TableLimits = DEFAULT_LIMITS,
) -> PartnerReading:
    """Return what a file says, checked against the domains that the program's partners have. Writes nothing."""
    return read_partner_file(
        source,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        mapping=mapping,
        date_format=date_format,
        known_domains=queries.domains(program_id),
        limits=limits,
    )


def import_partners(
    program: Program,
    reading: PartnerReading,
    *,
    dry_run: bool = False,
    skip_bad: bool = False,
    by: Viewer | None = None,
    tell: Callable[[int], object] = lambda done: None,
) -> ImportReport:
    """Store the partners of a reading and return what happened; `tell` hears how many rows are done.

    With a rejected row nothing is stored unless `skip_bad`. A partner that is there (same external id) is updated in
    the facts that the file has a column for. People are only added: who left is marked on the partner's page. Raises
    ConflictError where a domain was given to another partner since the file was read.
    """
    if by:
        by.must("partners.import")
    there = queries.external_ids(program.id)
    updated = sum(row.external_id in there for row in reading.partners)
    report = ImportReport(
        accepted=len(reading.partners),
        created=len(reading.partners) - updated,
        updated=updated,
        rejected=reading.rejected,
        notes=reading.notes,
        is_refused=reading.is_refused,
    )
    if dry_run or report.stops(skip_bad=skip_bad):
        return report
    _refuse_taken_domains(program.id, reading)
    done = 0
    for rows in _batches(reading.partners):
        partners = _store_partners(program.id, rows, reading.fields)
        place_contacts(program.id, [(partners[row.external_id], row.contacts) for row in rows])
        done += len(rows)
        tell(done)
    report.stored = True
    counts = {"created": report.created, "updated": report.updated, "rejected": len(report.rejected)}
    record("partners.import", f"program:{program.public_id}", by=by, program_id=program.id, **counts)
    return report


def _refuse_taken_domains(program_id: int, reading: PartnerReading) -> None:
    owners = queries.domains(program_id)
    for row in reading.partners:
        if row.domain and owners.get(row.domain, row.external_id) != row.external_id:
            raise ConflictError(f"{row.domain} was given to another partner meanwhile. Import the file again.")


def _batches(rows: tuple[PartnerRow, ...]) -> Iterator[tuple[PartnerRow, ...]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def _store_partners(program_id: int, rows: tuple[PartnerRow, ...], fields: frozenset[str]) -> dict[str, Partner]:
    """Return the stored partners of these rows by external id."""
    ids = [row.external_id for row in rows]
    wanted = select(Partner).where(Partner.program_id == program_id, Partner.external_id.in_(ids))
    partners = {partner.external_id: partner for partner in database.session.scalars(wanted)}
    for row in rows:
        partner = partners.get(row.external_id)
        if partner is None:
            partner = Partner(program_id=program_id, external_id=row.external_id, name=row.name)
            partners[row.external_id] = partner
            database.session.add(partner)
        partner.name, partner.roles = row.name, row.roles
        for fact in FACTS:
            if fact in fields:
                setattr(partner, fact, getattr(row, fact))
    database.session.flush()
    return partners
