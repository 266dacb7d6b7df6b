"""Puts an open proposal to the vote, without those whose own organisation it would move."""

import datetime as dt
from collections.abc import Collection, Mapping

from app.audit.services import record
from app.council import services as council_services
from app.council.models import Ballot, Council
from app.db import database
from app.identity.viewer import Viewer
from app.proposals import queries, recusals
from app.proposals.models import Proposal
from app.proposals.services.states import hold
from app.shared.errors import NotFoundError

QUESTION = "Adopt as proposed?"


def open_ballot(
    proposal: Proposal,
    council: Council,
    *,
    question: str = QUESTION,
    secret: bool,
    threshold: str,
    quorum: int,
    closes_at: dt.datetime,
    lifted: Collection[str] = (),
    extra_recusals: Mapping[int, str] | None = None,
    by: Viewer,
) -> Ballot:
    """Open the ballot and return it.

    Seats whose partner the simulation moves are recused with that reason, except those `lifted` (public ids of
    seats); `extra_recusals` are seat rows with reasons, on top.
    """
    by.must("council.run")
    proposal = hold(proposal, "open")
    if council.program_id != proposal.program_id:
        raise NotFoundError
    found = recusals.found(proposal, council)
    recused = {one.seat.id: one.reason for one in found if one.seat.public_id not in lifted}
    kept_in = [one.seat.public_id for one in found if one.seat.public_id in lifted]
    recused.update(extra_recusals or {})
    ballot = council_services.open_ballot(
        council,
        queries.subject_of(proposal),
        question,
        secret=secret,
        threshold=threshold,
        quorum=quorum,
        closes_at=closes_at,
        recused=recused,
        by=by,
    )
    proposal.state = "ballot"
    database.session.flush()
    record("proposal.ballot", queries.subject_of(proposal), by=by, recused=len(recused), recusals_lifted=kept_in)
    return ballot
