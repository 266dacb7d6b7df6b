"""Bringing in partners and metrics: the body is the file, CSV or XLSX."""

from typing import Any

from flask import Response, jsonify, request

from app.api import schemas
from app.api.access import needs, program_id, token_id
from app.api.description import PROBLEM_TYPE
from app.api.v1 import bp
from app.audit.services import record
from app.db import transaction
from app.programs import queries, services
from app.programs.services import WAITED_FOR, ImportReport

_FILE = {
    "required": True,
    "content": {
        "text/csv": {"schema": {"type": "string"}},
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
            "schema": {"type": "string", "format": "binary"}
        },
    },
}


@bp.post("/partners:import", request_body=_FILE, responses={200: schemas.ImportShape})
@needs("partners:write")
def import_partners(query: schemas.PartnerImportQuery) -> Response:
    """Bring partners in, at most 10,000 rows; with a fault nothing is stored unless `skip_bad`."""
    options: dict[str, Any] = query.model_dump(exclude={"dry_run", "skip_bad"})
    reading = services.read_partners(program_id(), request.get_data(), limits=WAITED_FOR, **options)
    with transaction():
        program = queries.program(program_id())
        report = services.import_partners(program, reading, dry_run=query.dry_run, skip_bad=query.skip_bad)
        _remember("partners:write", report)
    return _answer(report, skip_bad=query.skip_bad)


@bp.post("/metrics:import", request_body=_FILE, responses={200: schemas.ImportShape})
@needs("metrics:write")
def import_metrics(query: schemas.ImportQuery) -> Response:
    """Bring observations in, at most 10,000 rows; with a fault nothing is stored unless `skip_bad`."""
    options: dict[str, Any] = query.model_dump(exclude={"dry_run", "skip_bad"})
    reading = services.read_metrics(program_id(), request.get_data(), limits=WAITED_FOR, **options)
    with transaction():
        program = queries.program(program_id())
        report = services.import_metrics(program, reading, dry_run=query.dry_run, skip_bad=query.skip_bad)
        _remember("metrics:write", report)
    return _answer(report, skip_bad=query.skip_bad)


def _remember(scope: str, report: ImportReport) -> None:
    """The import itself is recorded by its domain; here, which token brought it."""
    if report.stored:
        record("token.use", f"token:{token_id()}", by=None, program_id=program_id(), scope=scope)


def _answer(report: ImportReport, *, skip_bad: bool) -> Response:
    document = report.as_dict()
    if not report.stops(skip_bad=skip_bad):
        return jsonify(document)
    count = len(report.rejected)
    detail = f"Nothing is stored: {count:,} {'fault' if count == 1 else 'faults'}. See rejected."
    problem = {"type": "about:blank", "title": "rejected", "status": 422, "detail": detail}
    response = jsonify({**problem, **document})
    response.status_code, response.content_type = 422, PROBLEM_TYPE
    return response
