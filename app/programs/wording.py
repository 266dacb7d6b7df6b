"""Partners and their import in words."""

from app.programs.services import ImportReport
from app.web.filters import reader_locale


def country_name(code: str | None) -> str:
    """Return the name of a country (ISO alpha-2) in the reader's language, the code where it has none."""
    return str(reader_locale().territories.get(code or "", code or "–"))


def import_sentence(report: ImportReport, words: tuple[str, str], *, dry_run: bool) -> str:
    """Return the sentence that says what was stored, or could be; `words` are one and many of what came in."""
    counted = f"{report.accepted:,} {words[0] if report.accepted == 1 else words[1]}"
    parts = f"{report.created:,} new, {report.updated:,} known already"
    left_out = len({bad.line for bad in report.rejected})
    if report.stored:
        rest = f"; {left_out:,} {'line' if left_out == 1 else 'lines'} left out" if left_out else ""
        return f"Stored {counted}: {parts}{rest}."
    checked = "Checked only: nothing" if dry_run else "Nothing"
    if report.is_refused:
        return f"{checked} is stored: the file can't be read."
    return f"{checked} is stored. {counted} can be: {parts}."
