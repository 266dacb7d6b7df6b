"""Holds a ballot while it is voted on, recused from or closed, so that these wait for each other."""

from sqlalchemy import select

from app.council.models import Ballot
from app.db import database


def hold_ballot(ballot: Ballot) -> Ballot:
    """Return the ballot as it is now; nobody else changes it until the transaction ends.

    PostgreSQL locks its row; SQLite's writer is alone already.
    """
    wanted = select(Ballot).where(Ballot.id == ballot.id).with_for_update(of=Ballot)
    return database.session.scalars(wanted.execution_options(populate_existing=True)).one()
