"""Jobs of Propose."""

from app.council import queries as councils
from app.db import transaction
from app.jobs.queue import task
from app.notify.links import absolute
from app.notify.services import write_message
from app.proposals import queries
from app.shared import clock
from app.web.subjects import subject_url

_OPENED = """Hello {name},

there is a new proposal to change the rules of the program:

{title}

It shows what partners said, who it would move and what is expected of it. Read it and say what worries you:

{link}

The ballot comes later; until then what you write can still change it.
"""


@task("proposals.tell_council")
def tell_council(proposal_id: int) -> None:
    """Write each council member a mail about a proposal that opened, once a seat."""
    with transaction():
        proposal = queries.proposal_by_id(proposal_id)
        link = absolute(subject_url(queries.subject_of(proposal)))
        for council in councils.councils(proposal.program_id):
            for seat in councils.seats(council.id, clock.now().date()):
                write_message(
                    "proposal_opened",
                    f"proposal-opened:{proposal.public_id}:{seat.public_id}",
                    seat.person,
                    f"New proposal: {proposal.title}",
                    _OPENED.format(name=seat.person.name, title=proposal.title, link=link),
                    proposal.program_id,
                )
