"""The columns that most tables share, so that ids, references and moments are declared one way."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.shared import clock
from app.shared.public_ids import new_public_id


def row_id() -> Mapped[int]:
    """The row's number: inside only, never in an address."""
    return mapped_column(primary_key=True, init=False)


def public_id() -> Mapped[str]:
    """The id that addresses show: random, sorted by time of making."""
    return mapped_column(String(32), unique=True, init=False, default_factory=new_public_id)


def refers(target: str) -> Mapped[Any]:
    """A required reference to another row; the row goes when the other goes only where the database is told so."""
    return mapped_column(ForeignKey(target), index=True)


def may_refer(target: str) -> Mapped[Any]:
    """A reference that may be empty."""
    return mapped_column(ForeignKey(target), index=True, default=None)


def made_at() -> Mapped[dt.datetime]:
    """When the row was made, by the product's clock; given for what happened earlier."""
    return mapped_column(default_factory=clock.now)
