"""What people decide when they check the machine's coding: right, wrong, which theme fits; and coding blind."""

from typing import Any

from sqlalchemy import select

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.shared import clock
from app.shared.errors import ConflictError, DomainError
from app.themes import queries
from app.themes.models import Codebook, CodebookEdit, Coding, CodingCheck, Theme
from app.themes.services.changes import Changes, touched, written
from app.themes.services.codebook import begin_edit, must_be_accepted, write_edit
from app.themes.services.mains import main_codings, make_way
from app.themes.services.settling import settle_codings

RIGHT, WRONG, BLIND = "right", "wrong", "coded"


def decide(check: CodingCheck, verdict: str, fits: Theme | None, *, by: Viewer) -> None:
    """Say whether the machine's theme is right; if it is wrong, which theme fits, None for none.

    The comment then carries what the person said, by hand, and teaches the next coding. Decisions that somebody
    takes one after another are one edit, undone together. Raises ConflictError where somebody else was faster.
    """
    book = begin_edit(by)
    database.session.refresh(check)
    machine = queries.theme_by_id(check.theme_id) if check.theme_id else None
    theme = machine if verdict == RIGHT else fits
    if verdict not in (RIGHT, WRONG) or (verdict == RIGHT and machine is None):
        raise DomainError("Say whether the theme is right or wrong.", fields={"verdict": "Choose right or wrong."})
    if verdict == WRONG and theme is not None and theme is machine:
        raise DomainError("It is the same theme.", fields={"theme": "Choose another theme than the one that is wrong."})
    must_be_accepted(*([theme] if theme else []))
    _must_be_free(check, by)
    changes = Changes()
    changes.need(*([theme] if theme else []))
    _carry(check.comment_id, theme, changes)
    changes.set(check, verdict=verdict, chosen_theme_id=theme.id if theme else None, person_id=by.person_id)
    check.at = clock.now()
    database.session.flush()
    _write_down(book, check, changes, by=by)


def code_blind(check: CodingCheck, fits: Theme | None, *, by: Viewer) -> None:
    """Keep which theme a second person finds fitting, who has not seen the coding; no figure changes by it."""
    by.must("themes.edit")
    must_be_accepted(*([fits] if fits else []))
    if check.person_id == by.person_id:
        raise ConflictError("You have checked this comment already: somebody else has to code it blind.")
    own = queries.blind_coding(check, by.person_id)
    if own is None:
        own = CodingCheck(
            wave_coding_id=check.wave_coding_id,
            comment_id=check.comment_id,
            purpose="double",
            position=check.position,
            theme_id=check.theme_id,
            degree=check.degree,
            person_id=by.person_id,
        )
        database.session.add(own)
    own.verdict, own.chosen_theme_id, own.at = BLIND, fits.id if fits else None, clock.now()
    database.session.flush()
    record("coding.blind", f"check:{own.public_id}", by=by, program_id=by.program_id)


def _must_be_free(check: CodingCheck, by: Viewer) -> None:
    """Raise ConflictError where somebody else has checked the comment, or placed it by hand, meanwhile."""
    if check.verdict and check.person_id != by.person_id:
        raise ConflictError("Somebody else has checked this comment meanwhile. Go on with the next one.")
    if not check.verdict and any(coding.source == "person" for coding in main_codings([check.comment_id])):
        raise ConflictError("Somebody has placed this comment by hand meanwhile. Nothing was changed.")


def _carry(comment_id: int, theme: Theme | None, changes: Changes) -> None:
    """Let the comment carry this theme first, by hand, in place of the machine's; or none."""
    there = queries.codings_by_theme([comment_id]).get(comment_id, {})
    now = next((coding for coding in there.values() if coding.primary), None)
    wanted = there.get(theme.id) if theme else None
    if now is not None and now is not wanted and (theme is None or wanted is not None):
        changes.remove(now)
        database.session.flush()
    elif now is not None and theme is not None and wanted is None:
        changes.set(now, theme_id=theme.id, source="person", degree=1.0)
        return
    if theme is None:
        return
    make_way([comment_id], changes, besides=[wanted] if wanted else [])
    if wanted is None:
        changes.make(Coding(theme_id=theme.id, comment_id=comment_id, source="person"))
    else:
        changes.set(wanted, primary=True, source="person", degree=1.0)


def _write_down(book: Codebook, check: CodingCheck, changes: Changes, *, by: Viewer) -> None:
    """Add the decision to the person's edit if it is the newest and touches nothing of this, else begin another."""
    last = database.session.scalar(
        select(CodebookEdit).where(CodebookEdit.program_id == book.program_id, CodebookEdit.number == book.number)
    )
    wave = queries.wave_labels(book.program_id)[queries.wave_coding_by_id(check.wave_coding_id).wave_id]
    if last is None or not _goes_on(last, check, changes, by):
        edit = write_edit(book, "check", f"checked 1 comment of {wave}", changes, by=by)
        edit.reversal = edit.reversal | _marks(check, 1)
        return
    count = last.reversal["checked"] + 1
    held, new = last.reversal, changes.reversal
    last.reversal = {part: [*held[part], *new[part]] for part in new} | _marks(check, count)
    last.sentence = f"{by.name[:80]} checked {count} comments of {wave}"[:300]
    database.session.flush()
    settle_codings(book.program_id)
    record("codebook.check", f"edit:{last.public_id}", by=by, program_id=book.program_id, number=book.number)


def _goes_on(last: CodebookEdit, check: CodingCheck, changes: Changes, by: Viewer) -> bool:
    ours = (last.kind, last.person_id, last.undone_at, last.reversal.get("coding")) == (
        "check",
        by.person_id,
        None,
        check.wave_coding_id,
    )
    return ours and not written(changes.reversal) & touched(last.reversal)


def _marks(check: CodingCheck, count: int) -> dict[str, Any]:
    return {"coding": check.wave_coding_id, "checked": count}
