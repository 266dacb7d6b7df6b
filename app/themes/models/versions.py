"""The table of published versions of the codebook."""

import datetime as dt
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base
from app.db.columns import made_at, public_id, refers, row_id


class CodebookVersion(Base):
    """The codebook as it was when somebody published it, frozen, with the digest of its document."""

    __table_args__ = (UniqueConstraint("program_id", "number"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    number: Mapped[int]
    """1, 2, 3 …; the codebook's own number counts edits and is `edit_number`."""
    edit_number: Mapped[int]
    document: Mapped[dict[str, Any]]
    """As `core.codebook_document` writes it: the themes in words, and the retired ones with what became of them."""
    digest: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[int] = refers("person.id")
    at: Mapped[dt.datetime] = made_at()
