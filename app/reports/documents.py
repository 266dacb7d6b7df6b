"""Reports as files: tables for other programs, one HTML page that stands alone."""

import io
import json
from dataclasses import dataclass
from typing import Any

from flask import render_template

from app.outcomes.core.verdict import VERDICT_WORDS, Verdict
from app.pulse import queries as pulse
from app.reports.queries import Impact, WaveReport
from app.shared.errors import DomainError
from app.shared.tables import write_csv, write_xlsx

MIMETYPES = {
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
IMPACT_HEADER = ("change", "asked for by", "expected", "before", "after", "change low", "change high", "verdict")
WAVE_HEADER = ("part", "name", "figure", "value", "low", "high", "hidden")


@dataclass(frozen=True)
class Document:
    """A file to hand out."""

    name: str
    mimetype: str
    content: bytes

    def stream(self) -> io.BytesIO:
        return io.BytesIO(self.content)


def impact_document(report: Impact, kind: str) -> Document:
    """Return the impact report as html, csv, json or xlsx. Raises DomainError for another kind."""
    name = f"impact-{report.since}-{report.until}"
    if kind == "html":
        return _html(name, "reports/documents/impact.html", report=report)
    rows = [
        [
            change.row.proposal.title,
            change.asked_by,
            change.row.sentence,
            *([effect.before, effect.after, effect.low, effect.high] if effect else [None] * 4),
            VERDICT_WORDS[Verdict(effect.verdict)] if effect else "not measured yet",
        ]
        for change in report.changes
        for effect in (change.row.effect,)
    ]
    return _table(name, kind, IMPACT_HEADER, rows)


def wave_document(report: WaveReport, kind: str) -> Document:
    """Return a wave's report as html, csv, json or xlsx. Raises DomainError for another kind."""
    name = f"wave-{report.wave.survey.key}-{report.wave.label}".replace(" ", "-")
    if kind == "html":
        return _html(name, "reports/documents/wave.html", report=report, k=report.wave.k)
    return _table(name, kind, WAVE_HEADER, [*_questions(report.facts, report.wave.k), *_themes(report)])


def _questions(facts: pulse.WaveFacts, k: int) -> list[list[Any]]:
    rows: list[list[Any]] = [["wave", "", "submissions", facts.submissions.value, None, None, ""]]
    for key, shown in facts.questions.items():
        numbers = shown.numbers.value
        rows.append(["question", key, "answered", shown.answered.value, None, None, shown.answered.reason_text(k)])
        if numbers is not None and numbers.mean is not None:
            rows.append(["question", key, "mean", numbers.mean, numbers.low, numbers.high, ""])
        for value, count in shown.counts.items():
            rows.append(["question", key, f"answered {value}", count.value, None, None, count.reason_text(k)])
    return rows


def _themes(report: WaveReport) -> list[list[Any]]:
    shares = [("theme", theme.name, theme.share) for theme in report.themes]
    shares += [("unnamed group", group.label, group.share) for group in report.groups]
    return [
        [part, name, f"share of {whom}", figure.share, figure.low, figure.high, ""]
        for part, name, share in shares
        if share.value is not None
        for whom, figure in (("organisations", share.value), ("people", share.value.people))
    ]


def _html(name: str, template: str, **context: Any) -> Document:
    return Document(f"{name}.html", MIMETYPES["html"], render_template(template, **context).encode())


def _table(name: str, kind: str, header: tuple[str, ...], rows: list[list[Any]]) -> Document:
    if kind == "json":
        content = json.dumps([dict(zip(header, row, strict=True)) for row in rows], ensure_ascii=False, indent=2)
        return Document(f"{name}.json", MIMETYPES[kind], content.encode())
    if kind == "csv":
        text = io.StringIO(newline="")
        write_csv(text, header, rows)
        return Document(f"{name}.csv", MIMETYPES[kind], text.getvalue().encode())
    if kind == "xlsx":
        stream = io.BytesIO()
        write_xlsx(stream, header, rows)
        return Document(f"{name}.xlsx", MIMETYPES[kind], stream.getvalue())
    if kind == "pdf":
        raise DomainError("PDF is not available here: write HTML and print it from a browser.", code="no_pdf")
    raise DomainError(f"“{kind}” is not a format: html, csv, json or xlsx.", code="unknown_format")
